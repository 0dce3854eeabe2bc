package quest.tasks.scenes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/// A raid in three generations of scopes, and everyone in it waits for something that does not come, but for a key that
/// can be thrown in. Whoever has a treasure first ends the raid for all. One thread runs it; any may look at it.
final class Raid {

    static final String NAME = "raid";
    static final List<String> HEROES = List.of("ann", "bob", "cid", "eva", "fay", "gus", "hal", "ivy");

    private static final Duration VERY_DEEP = Duration.ofHours(1);
    private static final Duration GLANCE = Duration.ofMillis(1);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
    private final Semaphore boats = new Semaphore(0);
    private final CompletableFuture<String> news = new CompletableFuture<>();
    private final Thread mole = Thread.ofVirtual().name("mole").unstarted(Raid::digAlone);

    /// What is done as soon as everyone waits.
    interface Pause {
        void take() throws Exception;
    }

    /// Returns the treasure of the first who has one; by then no hero is left.
    String run(Pause pause) throws Exception {
        try (var raid = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow(),
                scope -> scope.withName(NAME))) {
            raid.fork(hero("ann", this::search));
            raid.fork(hero("bob", this::openTheChest));
            raid.fork(hero("cid", this::camp));
            awaitUntilEveryoneWaits();
            pause.take();
            return raid.join();
        }
    }

    /// Lets bob go on.
    void throwInTheKey() {
        keys.add("a chest of gold");
    }

    /// Looks into two tunnels at once, and has a mole dig a third, which belongs to no scope.
    private String search() throws Exception {
        mole.start();
        return together("ann's search", hero("eva", Raid::dig), hero("fay", Raid::dig));
    }

    private String openTheChest() throws InterruptedException {
        return keys.take();
    }

    private String camp() throws Exception {
        return together("cid's camp", hero("gus", this::watch), hero("hal", this::crossTheRiver));
    }

    private String watch() throws Exception {
        return together("gus's watch", hero("ivy", this::listen));
    }

    private String listen() throws Exception {
        return news.get();
    }

    private String crossTheRiver() throws InterruptedException {
        boats.acquire();
        return "the other bank";
    }

    private static String dig() throws InterruptedException {
        Thread.sleep(VERY_DEEP);
        return "a tunnel";
    }

    private static void digAlone() {
        try {
            dig();
        } catch (InterruptedException _) {
            // sent home
        }
    }

    /// A scope inside the scope of the calling hero.
    @SafeVarargs
    private static String together(String name, Callable<String>... heroes) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAllSuccessfulOrThrow(),
                configuration -> configuration.withName(name))) {
            for (var hero : heroes) {
                scope.fork(hero);
            }
            scope.join();
            return name;
        }
    }

    private Callable<String> hero(String name, Callable<String> work) {
        return () -> {
            Thread.currentThread().setName(name);
            threads.add(Thread.currentThread());
            return work.call();
        };
    }

    /// Nobody says when it begins to wait: each is looked at until it does.
    private void awaitUntilEveryoneWaits() throws InterruptedException {
        while (threads.size() < HEROES.size() || !waits(mole) || !threads.stream().allMatch(Raid::waits)) {
            Thread.sleep(GLANCE);
        }
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
        };
    }

    /// Heroes that have not ended.
    long heroesLeft() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    Thread mole() {
        return mole;
    }

    /// Sends the mole home, and returns when it is gone.
    void sendTheMoleHome() throws InterruptedException {
        mole.interrupt();
        mole.join();
    }
}

package quest.eventloop.scenes;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;

/// Two sleepers, five ways, in the order in which the field came to them: a thread each, a select loop, callbacks, a
/// generator stepped by a scheduler, and a thread each again, a virtual one. The first and the last are the same code.
public final class FromThreadsToCoroutines implements Scene {

    private static final List<Sleeper> SLEEPERS = List.of(
            new Sleeper("ann", 3, Duration.ofMillis(600)),
            new Sleeper("bob", 2, Duration.ofMillis(800)));

    /// Somebody who falls asleep so many times, for so long each time.
    private record Sleeper(String name, int naps, Duration nap) {
    }

    /// Where the sleepers are looked after: tells of them, and notes which threads they come by on.
    private record Inn(Stage stage, Set<Thread> threads) {

        void goesToBed(Sleeper sleeper) {
            tell(sleeper, "goes to bed");
        }

        void wakes(Sleeper sleeper, int nap) {
            tell(sleeper, "wakes from nap %d of %d".formatted(nap, sleeper.naps()));
        }

        private void tell(Sleeper sleeper, String what) {
            threads.add(Thread.currentThread());
            stage.tell(sleeper.name(), what);
        }

        long now() {
            return stage.clock().nanoTime();
        }
    }

    private interface Way {
        void play(Inn inn) throws Exception;
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var rows = List.of(
                play(stage, "a thread each", "sleep on a thread of one's own", "a thread's stack",
                        inn -> threads(inn, Thread.ofPlatform().factory())),
                play(stage, "a select loop", "a list of who is due, and one wait for all", "an entry in your list",
                        FromThreadsToCoroutines::selectLoop),
                play(stage, "callbacks", "say what to call after the nap", "what the callback holds",
                        FromThreadsToCoroutines::callbacks),
                play(stage, "generators", "yield the nap to a scheduler", "an object's fields",
                        FromThreadsToCoroutines::generators),
                play(stage, "virtual threads", "sleep on a thread of one's own, again", "a stack kept on the heap",
                        inn -> threads(inn, Thread.ofVirtual().factory())));
        stage.print("");
        stage.print(row("way", "threads", "what is kept of a sleeper", "took"));
        rows.forEach(stage::print);
    }

    private static String play(Stage stage, String name, String idea, String kept, Way way) throws Exception {
        stage.act(Character.toUpperCase(name.charAt(0)) + name.substring(1) + ": " + idea);
        var inn = new Inn(stage, ConcurrentHashMap.newKeySet());
        way.play(inn);
        var took = Stage.seconds(stage.elapsed());
        var threads = describe(inn.threads());
        stage.tell("inn", "both are up; threads that came by: " + threads);
        return row(name, threads, kept, took);
    }

    private static String row(String way, String threads, String kept, String took) {
        return "%-17s%-22s%-29s%s".formatted(way, threads, kept, took);
    }

    private static String describe(Set<Thread> threads) {
        if (threads.equals(Set.of(Thread.currentThread()))) {
            return "1, this scene's own";
        }
        boolean virtual = threads.stream().allMatch(Thread::isVirtual);
        return threads.size() + (virtual ? " virtual" : " of the system's");
    }

    // ---- one and five: a thread each ----

    private static void threads(Inn inn, ThreadFactory factory) throws InterruptedException, ExecutionException {
        var nights = new ArrayList<Callable<Void>>();
        for (var sleeper : SLEEPERS) {
            nights.add(() -> sleep(inn, sleeper));
        }
        try (var threads = Executors.newThreadPerTaskExecutor(factory)) {
            for (var night : threads.invokeAll(nights)) {
                night.get();
            }
        }
    }

    private static Void sleep(Inn inn, Sleeper sleeper) throws InterruptedException {
        inn.goesToBed(sleeper);
        for (int nap = 1; nap <= sleeper.naps(); nap++) {
            inn.stage().sleep(sleeper.nap());
            inn.wakes(sleeper, nap);
        }
        return null;
    }

    // ---- two: a select loop ----

    private record WakeUp(long at, Sleeper sleeper, int nap) implements Comparable<WakeUp> {
        @Override
        public int compareTo(WakeUp other) {
            return Long.signum(at - other.at);
        }
    }

    /// No socket is registered here; one with something to read would end the same wait.
    private static void selectLoop(Inn inn) throws IOException {
        var wakeUps = new PriorityQueue<WakeUp>();
        for (var sleeper : SLEEPERS) {
            inn.goesToBed(sleeper);
            wakeUps.add(new WakeUp(inn.now() + sleeper.nap().toNanos(), sleeper, 1));
        }
        try (var selector = Selector.open()) {
            while (!wakeUps.isEmpty()) {
                long wait = wakeUps.peek().at() - inn.now();
                if (wait > 0) {
                    selector.select(toMillisRoundedUp(inn.stage().clock().toRealNanos(wait)));
                    continue;
                }
                var due = wakeUps.poll();
                var sleeper = due.sleeper();
                inn.wakes(sleeper, due.nap());
                if (due.nap() < sleeper.naps()) {
                    wakeUps.add(new WakeUp(due.at() + sleeper.nap().toNanos(), sleeper, due.nap() + 1));
                }
            }
        }
    }

    private static long toMillisRoundedUp(long nanos) {
        return (nanos - 1) / 1_000_000 + 1;
    }

    // ---- three: callbacks ----

    private static void callbacks(Inn inn) {
        try (var loop = inn.stage().loopBuilder().build()) {
            var nights = new ArrayList<CompletableFuture<Void>>();
            for (var sleeper : SLEEPERS) {
                var night = new CompletableFuture<Void>();
                nights.add(night);
                loop.execute(() -> {
                    inn.goesToBed(sleeper);
                    sleepOn(inn, loop, sleeper, 1, night);
                });
            }
            loop.runUntilComplete(CompletableFuture.allOf(nights.toArray(CompletableFuture[]::new)));
        }
    }

    private static void sleepOn(Inn inn, EventLoop loop, Sleeper sleeper, int nap, CompletableFuture<Void> night) {
        loop.schedule(() -> {
            inn.wakes(sleeper, nap);
            if (nap < sleeper.naps()) {
                sleepOn(inn, loop, sleeper, nap + 1, night);
            } else {
                night.complete(null);
            }
        }, sleeper.nap());
    }

    // ---- four: generators ----

    /// What a language with generators makes of [#sleep] when its pauses are written as `yield nap`.
    private static final class Night {
        private final Inn inn;
        private final Sleeper sleeper;
        private int nap;

        Night(Inn inn, Sleeper sleeper) {
            this.inn = inn;
            this.sleeper = sleeper;
        }

        /// Goes on to the next pause and yields it; nothing, when the night is over.
        Optional<Duration> next() {
            if (nap == 0) {
                inn.goesToBed(sleeper);
            } else {
                inn.wakes(sleeper, nap);
            }
            return nap++ < sleeper.naps() ? Optional.of(sleeper.nap()) : Optional.empty();
        }
    }

    private record Step(long at, Night night) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return Long.signum(at - other.at);
        }
    }

    /// The scheduler knows nothing of sleepers: it steps whatever yields pauses.
    private static void generators(Inn inn) throws InterruptedException {
        var steps = new PriorityQueue<Step>();
        long start = inn.now();
        for (var sleeper : SLEEPERS) {
            steps.add(new Step(start, new Night(inn, sleeper)));
        }
        while (!steps.isEmpty()) {
            var step = steps.poll();
            inn.stage().sleep(Duration.ofNanos(Math.max(0, step.at() - inn.now())));
            step.night().next().ifPresent(pause -> steps.add(new Step(step.at() + pause.toNanos(), step.night())));
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "From threads to coroutines: two sleepers, five ways";
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String remark() {
        return """
                The same night five times. What differs is who remembers how far a sleeper
                has come: the system's thread, your list, your callback, your object, or
                the JDK. The first and the last way are one method, called twice: straight
                code, and the second time at the price of an object instead of a thread.
                How the field came here: lesson01-event-loop/from-threads-to-coroutines.md
                """;
    }
}

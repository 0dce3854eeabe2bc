package quest.tasks.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.stream.Collectors;
import quest.stage.Scene;
import quest.stage.Stage;

/// One task made of tasks: a boss fight is to dodge, attack and defend, and each of these has parts of its own. On a
/// pool of three threads it stands still for ever. In nested scopes it is a tree, in which a failure goes up and
/// cancellation goes down.
public final class BossFight implements Scene {

    static final Duration PATIENCE = Duration.ofSeconds(2);

    /// @param fails whether it goes wrong when its time is over
    private record Part(String name, Duration takes, boolean fails) {
        private Part(String name, long millis) {
            this(name, Duration.ofMillis(millis), false);
        }
    }

    private record Move(String name, List<Part> parts) {
    }

    private static final Move DODGE = new Move("dodge", List.of(new Part("roll", 300), new Part("leap", 600)));
    private static final Move ATTACK = new Move("attack", List.of(new Part("arrow", 900), new Part("fireball", 1500)));
    private static final Move DEFEND = new Move("defend", List.of(new Part("shield", 450), new Part("potion", 1200)));
    private static final Move POISONED = new Move("defend", List.of(new Part("shield", 450),
            new Part("potion", Duration.ofMillis(1200), true)));

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, Pause.asleepOn(stage));
    }

    void play(Stage stage, Pause pause) throws Exception {
        onAPool(stage, pause);
        inScopes(stage, pause);
        inScopesWithPoison(stage, pause);
    }

    // ---- a pool of three ----

    static void onAPool(Stage stage, Pause pause) throws InterruptedException {
        stage.act("A pool of three threads: who waits for the parts holds the thread they need");
        try (var pool = Executors.newFixedThreadPool(3)) {
            var allHaveBegun = new CountDownLatch(3);
            var allWait = new CountDownLatch(3);
            for (var move : List.of(DODGE, ATTACK, DEFEND)) {
                pool.submit(() -> {
                    stage.tell(move.name(), "begins, and takes a thread");
                    allHaveBegun.countDown();
                    allHaveBegun.await(); // as on a busy day
                    return makeOnPool(stage, pause, pool, move, allWait);
                });
            }
            allWait.await();
            pause.pass("boss", PATIENCE);
            stage.tell("boss", "yawns: nobody has moved, and nobody ever would");
            pool.shutdownNow();
        }
    }

    private static Void makeOnPool(Stage stage, Pause pause, ExecutorService pool, Move move, CountDownLatch allWait)
            throws InterruptedException, ExecutionException {
        var parts = new ArrayList<Future<String>>();
        for (var part : move.parts()) {
            parts.add(pool.submit(() -> make(stage, pause, part)));
        }
        allWait.countDown();
        try {
            for (var part : parts) {
                part.get();
            }
        } catch (InterruptedException e) {
            stage.tell(move.name(), "is interrupted, its parts never begun");
            throw e;
        }
        return null;
    }

    // ---- scopes within a scope ----

    static void inScopes(Stage stage, Pause pause) throws InterruptedException {
        stage.act("Scopes within a scope: the fight is as long as its longest part");
        fight(stage, pause, List.of(DODGE, ATTACK, DEFEND));
    }

    static void inScopesWithPoison(Stage stage, Pause pause) throws InterruptedException {
        stage.act("The potion is poison: the failure goes up, cancellation goes down");
        fight(stage, pause, List.of(DODGE, ATTACK, POISONED));
    }

    private static void fight(Stage stage, Pause pause, List<Move> moves) throws InterruptedException {
        try {
            stage.tell("boss", "is beaten by: " + together(moves.stream()
                    .map(move -> (Callable<String>) () -> make(stage, pause, move)).toList()));
        } catch (FailedException e) {
            stage.tell("boss", "laughs: " + rootOf(e).getMessage());
        }
    }

    private static String make(Stage stage, Pause pause, Move move) throws InterruptedException {
        try {
            var done = together(move.parts().stream()
                    .map(part -> (Callable<String>) () -> make(stage, pause, part)).toList());
            stage.tell(move.name(), "is done: " + done);
            return move.name();
        } catch (FailedException e) {
            stage.tell(move.name(), "fails, as its part did");
            throw e;
        } catch (InterruptedException e) {
            stage.tell(move.name(), "is broken off, after its parts");
            throw e;
        }
    }

    private static String make(Stage stage, Pause pause, Part part) throws InterruptedException {
        try {
            pause.pass(part.name(), part.takes());
        } catch (InterruptedException e) {
            stage.tell("  " + part.name(), "is broken off");
            throw e;
        }
        if (part.fails()) {
            stage.tell("  " + part.name(), "is poison");
            throw new IllegalStateException("the " + part.name() + " was poison");
        }
        stage.tell("  " + part.name(), "is done");
        return part.name();
    }

    /// All at once, in a scope of their own: it takes no thread but theirs and the caller's.
    private static String together(List<Callable<String>> tasks) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            tasks.forEach(scope::fork);
            return scope.join().map(Subtask::get).collect(Collectors.joining(", "));
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "Boss fight: one task made of tasks";
    }

    @Override
    public String remark() {
        return """
                Three tasks held the pool's three threads while they waited for parts that
                needed one: a deadlock without a lock. Virtual threads do not run out, so a task
                may wait for tasks of its own, however deep. Nested scopes make a tree of them.
                A failure goes up, scope by scope; what else hangs below is interrupted, the
                leaves end first, and at the top one catch knows that nobody is left.
                """;
    }
}

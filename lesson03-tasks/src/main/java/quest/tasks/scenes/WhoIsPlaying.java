package quest.tasks.scenes;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructureViolationException;
import java.util.concurrent.StructuredTaskScope;
import quest.stage.Scene;
import quest.stage.Stage;

/// Whose turn is it? Asked deep down, where nobody passed a parameter: first of a thread local, then of a scoped value.
public final class WhoIsPlaying implements Scene {

    private static final ThreadLocal<String> THREADS_PLAYER = new ThreadLocal<>();
    private static final ScopedValue<String> PLAYER = ScopedValue.newInstance();
    private static final String NOBODY = "nobody";
    private static final Duration MAP = Duration.ofMillis(400);
    private static final Duration BAG = Duration.ofMillis(800);
    private static final Duration COINS = Duration.ofMillis(300);
    private static final Duration LATER = Duration.ofMillis(200);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, Pause.asleepOn(stage));
    }

    void play(Stage stage, Pause pause) throws Exception {
        threadLocal(stage, pause);
        scopedValue(stage, pause);
        twoPlayers(stage, pause);
        boundAnew(stage);
    }

    // ---- a thread local ----

    static void threadLocal(Stage stage, Pause pause) throws InterruptedException, ExecutionException {
        stage.act("A thread local: the children do not see it, and the next guest does");
        try (var server = Executors.newSingleThreadExecutor();
                var helpers = Executors.newVirtualThreadPerTaskExecutor()) {
            server.submit(() -> {
                THREADS_PLAYER.set("ann"); // and nobody thinks of remove()
                stage.tell("request", "ann's turn, says the thread that has it: " + threadsPlayer());
                loadBag(stage, pause, helpers);
                return null;
            }).get();
            server.submit(() -> stage.tell("request", "a guest's turn, who gave no name: " + threadsPlayer())).get();
        }
    }

    private static void loadBag(Stage stage, Pause pause, ExecutorService helpers)
            throws InterruptedException, ExecutionException {
        helpers.submit(() -> {
            pause.pass("bag", BAG);
            stage.tell("bag", "is loaded for " + threadsPlayer());
            return null;
        }).get();
    }

    private static String threadsPlayer() {
        return THREADS_PLAYER.get() == null ? NOBODY : THREADS_PLAYER.get();
    }

    // ---- a scoped value ----

    static void scopedValue(Stage stage, Pause pause) throws InterruptedException {
        stage.act("A scoped value: seen by every child, and gone with the block");
        ScopedValue.where(PLAYER, "ann").call(() -> takeTurn(stage, pause));
        stage.tell("request", "after ann's turn: " + player());
    }

    /// No parameter says whose turn it is, here or below.
    private static Void takeTurn(Stage stage, Pause pause) throws InterruptedException {
        stage.tell("request", player() + "'s turn");
        try (var scope = StructuredTaskScope.<Void>open()) {
            scope.fork(() -> load(stage, pause, "map", MAP));
            scope.fork(() -> {
                try (var inner = StructuredTaskScope.<Void>open()) {
                    inner.fork(() -> load(stage, pause, "coins", COINS)); // and a child's child
                    inner.join();
                }
                return load(stage, pause, "bag", BAG);
            });
            scope.join();
        }
        return null;
    }

    private static Void load(Stage stage, Pause pause, String what, Duration takes) throws InterruptedException {
        pause.pass(what, takes);
        stage.tell(what, "loaded for " + player());
        return null;
    }

    private static String player() {
        return PLAYER.orElse(NOBODY);
    }

    static void twoPlayers(Stage stage, Pause pause) throws InterruptedException {
        stage.act("Two turns at once: each tree of tasks has its own");
        try (var server = StructuredTaskScope.<Void>open()) {
            server.fork(() -> ScopedValue.where(PLAYER, "ann").call(() -> takeTurn(stage, pause)));
            server.fork(() -> {
                pause.pass("bob", LATER);
                return ScopedValue.where(PLAYER, "bob").call(() -> takeTurn(stage, pause));
            });
            server.join();
        }
    }

    static void boundAnew(Stage stage) throws InterruptedException {
        stage.act("Bound anew, for a call; and never set");
        ScopedValue.where(PLAYER, "ann").call(() -> {
            stage.tell("chat", player() + ": what is in that chest?");
            ScopedValue.where(PLAYER, "the game master").run(() -> stage.tell("chat", player() + ": look and see"));
            stage.tell("chat", player() + ": thank you");
            forkTooLate(stage);
            return null;
        });
    }

    /// A scope keeps the bindings with which it was opened, so that a child sees what the parent saw.
    private static void forkTooLate(Stage stage) throws InterruptedException {
        try (var scope = StructuredTaskScope.<Void>open()) {
            try {
                ScopedValue.where(PLAYER, "bob").run(() -> scope.fork(() -> stage.tell("chat", "never said")));
            } catch (StructureViolationException e) {
                stage.tell("scope", "opened for ann, forks nothing for bob:\n" + e.getClass().getSimpleName());
            }
            scope.join();
        }
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
        return "Who is playing: the current player, without a parameter";
    }

    @Override
    public String remark() {
        return """
                The thread local belonged to a thread: the helper's had none, and the server's
                kept it for whoever came next, who would have played with ann's coins. A scoped
                value belongs to a block and to all that is forked within it. It cannot be set,
                only bound for a call, so there is nothing to forget; and a scope refuses to
                fork where the bindings are no longer those it was opened with.
                """;
    }
}

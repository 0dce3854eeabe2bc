package quest.futures.scenes;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;
import quest.futures.CancellableFuture;
import quest.futures.Futures;
import quest.stage.Scene;
import quest.stage.Stage;

/// A troll that thinks for 2 s, beside a game that plays a round every 0.6 s: on the loop, on a worker, gathered with
/// each round, and on its own.
public final class AsyncAi implements Scene {

    private static final Duration THINKING = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration ROUND = Duration.ofMillis(600);
    private static final Duration FIRST_THOUGHT = Duration.ofMillis(900);
    private static final Duration BESIDE = Duration.ofMillis(3600);
    private static final int GATHERED_ROUNDS = 2;
    private static final int FREE_ROUNDS = 7;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        try (var workers = newWorkers()) {
            stage.act("The troll thinks on the loop");
            var onLoop = onTheLoop(stage, loop);

            stage.act("The troll thinks on a worker");
            sayWhoStandsIn(stage);
            var onWorker = onAWorker(stage, loop, () -> think(stage, loop, workers));
            stage.print("\nTroll on the loop: %s. Troll on a worker: %s.".formatted(onLoop, onWorker));

            stage.act("Gathered: a round is over when player and troll are both done");
            var waited = gathered(stage, loop, workers);

            stage.act("On its own: the troll's move goes into whichever round it comes in");
            var longest = onItsOwn(stage, loop, workers);
            stage.print("""

                    In %d gathered rounds the player waited for the troll for %s in all.
                    With the troll on its own, no round of %d took longer than %s.""".formatted(
                    GATHERED_ROUNDS, Stage.seconds(waited), FREE_ROUNDS, Stage.seconds(longest)));
        }
    }

    /// Threads of the system's: to a computation, a virtual one would be no help.
    private static ExecutorService newWorkers() {
        return Executors.newFixedThreadPool(1, Thread.ofPlatform().name("worker").factory());
    }

    private static String onTheLoop(Stage stage, EventLoop loop) {
        return playBeside(stage, loop, () -> {
            stage.compute(THINKING);                // the loop is in here, and nowhere else
            return CompletableFuture.completedFuture("throws a rock");
        });
    }

    static String onAWorker(Stage stage, EventLoop loop, Supplier<CompletableFuture<String>> thinking) {
        return playBeside(stage, loop, thinking);   // a worker is in there; the loop goes on
    }

    /// A round every 0.6 s, and a troll that begins to think at 0.9 s.
    ///
    /// @return how many rounds were played, and in which time
    private static String playBeside(Stage stage, EventLoop loop, Supplier<CompletableFuture<String>> thinking) {
        var game = new Rounds(stage);
        var trollMoved = Futures.delay(loop, FIRST_THOUGHT).thenCompose(_ -> {
            stage.tell("troll", "begins to think");
            return thinking.get();
        }).thenAccept(move -> stage.tell("troll", move));
        var over = new CompletableFuture<Void>();
        var rounds = loop.scheduleAtFixedRate(() -> {
            game.next();
            if (trollMoved.isDone() && stage.elapsed().compareTo(BESIDE) >= 0) {
                over.complete(null);
            }
        }, ROUND, ROUND);
        loop.runUntilComplete(over);
        rounds.cancel();
        loop.runUntilComplete(trollMoved);
        return "%d rounds in %s".formatted(game.played, Stage.seconds(stage.elapsed()));
    }

    /// Counts the rounds and says when one was long in coming.
    private static final class Rounds {
        private final Stage stage;
        private int played;
        private Duration last = Duration.ZERO;

        private Rounds(Stage stage) {
            this.stage = stage;
        }

        private void next() {
            played++;
            var since = stage.elapsed().minus(last);
            last = stage.elapsed();
            boolean late = since.compareTo(ROUND.multipliedBy(2)) > 0;
            var pause = late ? ", %s after the last".formatted(Stage.seconds(since)) : "";
            stage.tell("player", "plays round %d%s".formatted(played, pause));
        }
    }

    /// @return how long the player waited, in all rounds together
    private static Duration gathered(Stage stage, EventLoop loop, ExecutorService workers) {
        var waited = Duration.ZERO;
        for (int number = 1; number <= GATHERED_ROUNDS; number++) {
            int round = number;
            stage.tell("troll", "begins to think");
            var troll = think(stage, loop, workers).thenAccept(move -> stage.tell("troll", move));
            var player = playARound(loop).thenApply(_ -> {
                stage.tell("player", "has played round %d, and waits".formatted(round));
                return stage.elapsed();
            });
            loop.runUntilComplete(Futures.gather(player, troll));
            waited = waited.plus(stage.elapsed()).minus(player.join());
            stage.tell("game", "round %d is over".formatted(round));
        }
        return waited;
    }

    /// @return how long the longest round took
    private static Duration onItsOwn(Stage stage, EventLoop loop, ExecutorService workers) {
        var troll = thinkAgainAndAgain(stage, loop, workers);
        var longest = Duration.ZERO;
        for (int round = 1; round <= FREE_ROUNDS; round++) {
            var begun = stage.elapsed();
            loop.runUntilComplete(playARound(loop));
            stage.tell("player", "has played round " + round);
            var took = stage.elapsed().minus(begun);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        troll.cancel(true);
        loop.runUntilComplete(troll.handle((_, failure) -> {
            stage.tell("troll", Futures.cause(failure) instanceof CancellationException ? "is told to stop thinking"
                    : "stumbles: " + failure);
            return null;
        }));
        return longest;
    }

    private static CompletableFuture<Void> playARound(EventLoop loop) {
        return Futures.delay(loop, ROUND);
    }

    private static CompletableFuture<Void> thinkAgainAndAgain(Stage stage, EventLoop loop, ExecutorService workers) {
        stage.tell("troll", "begins to think");
        return think(stage, loop, workers).thenCompose(move -> {
            stage.tell("troll", move);
            return thinkAgainAndAgain(stage, loop, workers);
        });
    }

    /// The troll's next move, from a worker. In virtual time work off the loop takes none, so there a timer stands in.
    private static CancellableFuture<String> think(Stage stage, EventLoop loop, ExecutorService workers) {
        return stage.isVirtual() ? Futures.delay(loop, THINKING, "throws a rock")
                : CancellableFuture.of(loop.offload(() -> ponder(stage), workers));
    }

    /// Looks up now and then whether it is still wanted: an interrupt stops no computation that does not look.
    private static String ponder(Stage stage) throws InterruptedException {
        long glances = THINKING.dividedBy(GLANCE);
        for (long glance = 0; glance < glances; glance++) {
            stage.compute(GLANCE);
            if (Thread.interrupted()) {
                throw new InterruptedException("no longer wanted");
            }
        }
        return "throws a rock";
    }

    private static void sayWhoStandsIn(Stage stage) {
        if (stage.isVirtual()) {
            stage.print("""
                    (In virtual time, work off the loop takes none: from here on, a timer of %s
                    stands in for the worker. Play it in real time to have a thread think.)"""
                    .formatted(Stage.seconds(THINKING)));
        }
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public double defaultSpeed() {
        return 2;
    }

    @Override
    public String title() {
        return "Async AI: a troll thinks for two seconds, and who has to wait for it";
    }

    @Override
    public String remark() {
        return """
                A future around a computation does not take it off the loop; a worker does. But
                that alone saves nobody from waiting: gather is a barrier, and whoever stands
                at it waits for the slowest. Ask whether this round needs that result. If not,
                let it come when it comes. And a computation that is to be stoppable must look
                up now and then: cancel can interrupt a worker, not make it listen.
                """;
    }
}

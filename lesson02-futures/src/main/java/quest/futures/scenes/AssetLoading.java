package quest.futures.scenes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.futures.Promise;
import quest.stage.Scene;
import quest.stage.Stage;

/// Three assets of a second each: one after the other, then together. And two ways to wait in vain: for a future that
/// nobody started, and for news of a failure that nobody looks at.
public final class AssetLoading implements Scene {

    private static final List<String> ASSETS = List.of("map", "music", "monsters");
    private static final Duration LOADING = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        stage.act("Ask for an asset, await it, ask for the next");
        var oneByOne = oneAfterTheOther(stage, loop);

        stage.act("Ask for all, then await them together");
        var together = together(stage, loop);
        stage.print("\nOne after the other: %s. Together: %s.".formatted(
                Stage.seconds(oneByOne), Stage.seconds(together)));

        stage.act("A future that nobody starts");
        neverStarted(stage, loop);

        stage.act("A failure that nobody looks at");
        neverLookedAt(stage, loop);
    }

    private static Duration oneAfterTheOther(Stage stage, EventLoop loop) {
        for (var asset : ASSETS) {
            loop.runUntilComplete(load(stage, loop, asset));
        }
        stage.tell("game", "has all three");
        return stage.elapsed();
    }

    private static Duration together(Stage stage, EventLoop loop) {
        var loading = ASSETS.stream().map(asset -> load(stage, loop, asset)).toList();  // all three are under way now
        var loaded = loop.runUntilComplete(Futures.gather(loading));
        stage.tell("game", "has all three, in the order in which it asked:\n" + String.join(", ", loaded));
        return stage.elapsed();
    }

    /// Begins to load. What comes back stands for work that is under way already: awaiting it starts nothing.
    private static CompletableFuture<String> load(Stage stage, EventLoop loop, String asset) {
        stage.tell("loader", "begins to load the " + asset);
        return Futures.delay(loop, LOADING, asset).thenApply(loaded -> {
            stage.tell("loader", "has loaded the " + loaded);
            return loaded;
        });
    }

    private static void neverStarted(Stage stage, EventLoop loop) {
        Supplier<CompletableFuture<String>> plan = () -> load(stage, loop, "credits");
        stage.tell("game", "has a plan to load the credits, a Supplier");
        pass(loop);
        stage.tell("game", "has waited for nothing: a plan is not a start");
        loop.runUntilComplete(plan.get());

        var orphan = new CompletableFuture<String>();
        stage.tell("game", "awaits a future that nobody works for");
        var inTime = Futures.withTimeout(loop, orphan, A_WHILE);
        stage.tell("game", loop.runUntilComplete(inTime.exceptionally(AssetLoading::giveUp)));
    }

    private static String giveUp(Throwable failure) {
        return switch (Futures.cause(failure)) {
            case TimeoutException _ -> "gives up. Without a timeout it would wait for ever";
            case Throwable other -> "does not understand " + other;
        };
    }

    private static void neverLookedAt(Stage stage, EventLoop loop) {
        var music = new CompletableFuture<String>();
        loop.schedule(() -> {
            stage.tell("loader", "cannot load the music: CompletableFuture fails");
            music.completeExceptionally(new IOException("the music is scratched"));
        }, LOADING);
        pass(loop);
        pass(loop);
        stage.tell("game", "is silent. Nobody was told, nothing was printed");
        stage.tell("game", "asks the future itself: " + music.exceptionNow().getMessage());

        try (var own = stage.loopBuilder().exceptionHandler(reported -> tellAll(stage, reported)).build()) {
            var promise = new Promise<String>(own);
            own.schedule(() -> {
                stage.tell("loader", "cannot load the map: Promise fails");
                promise.fail(new IOException("the map is torn"));
            }, LOADING);
            pass(own);
            pass(own);
            stage.tell("loop", "closes");
        }
    }

    private static void tellAll(Stage stage, Throwable reported) {
        stage.tell("loop", "reports: %s:\n%s".formatted(reported.getMessage(), reported.getCause().getMessage()));
    }

    private static void pass(EventLoop loop) {
        loop.runUntilComplete(Futures.delay(loop, A_WHILE));
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public String title() {
        return "Asset loading: three seconds or one, and two ways to wait in vain";
    }

    @Override
    public String remark() {
        return """
                The three were asked for before the first was awaited: that is all the
                difference. A future does not start anything. It stands for work that somebody
                has begun, or for nothing at all, and it does not tell which. And a
                CompletableFuture keeps a failure to itself until somebody asks: so end every
                chain with somebody who looks, and put a timeout where you wait.
                """;
    }
}

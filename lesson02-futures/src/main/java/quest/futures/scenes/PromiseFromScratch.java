package quest.futures.scenes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.futures.Promise;
import quest.stage.Scene;
import quest.stage.Stage;

/// What a promise keeps: it is settled once, everybody who asks is told, early or late, and a failure finds its way to
/// somebody who can deal with it. And what the JDK's future leaves open: on which thread one is told.
public final class PromiseFromScratch implements Scene {

    private static final Duration SECOND = Duration.ofSeconds(1);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        stage.act("Settled once, told to everybody, early or late");
        settledOnce(stage, loop);

        stage.act("A failure passes by the steps that need a value");
        failuresTravel(stage, loop);

        stage.act("One step after the other, and nothing nested");
        stepByStep(stage, loop);

        stage.act("The JDK's CompletableFuture: on which thread is a listener called?");
        whoseThread(stage, loop);
    }

    private static void settledOnce(Stage stage, EventLoop loop) {
        var treasure = new Promise<Integer>(loop);
        var bobWasTold = new CompletableFuture<Void>();
        stage.tell("ann", "asks for the treasure, early");
        treasure.then(gold -> stage.tell("ann", "is told: %d gold".formatted(gold)), loop::reportException);

        loop.schedule(() -> {
            stage.tell("dragon", "falls, and the treasure is known");
            stage.tell("dragon", "complete(100) returned " + treasure.complete(100));
            stage.tell("thief", "complete(7) returned " + treasure.complete(7));
        }, SECOND);
        loop.schedule(() -> {
            stage.tell("bob", "asks for the treasure, late");
            treasure.then(gold -> {
                stage.tell("bob", "is told: %d gold".formatted(gold));
                bobWasTold.complete(null);
            }, loop::reportException);
            stage.tell("bob", "has asked, and was not told inside the call");
        }, SECOND.multipliedBy(2));
        loop.runUntilComplete(bobWasTold);
    }

    /// Counting and sharing are never called. Nobody had to check for the failure on the way.
    private static void failuresTravel(Stage stage, EventLoop loop) {
        var shares = after(loop, SECOND, "chest")
                .map(chest -> open(stage, chest))
                .map(coins -> {
                    stage.tell("dwarf", "counts the coins");
                    return coins.length();
                })
                .map(gold -> {
                    stage.tell("captain", "shares %d gold".formatted(gold));
                    return gold / 2;
                })
                .recover(failure -> {
                    stage.tell("healer", "hears of it: " + failure.getMessage());
                    return 0;
                });
        int share = loop.runUntilComplete(shares.toCompletableFuture());
        stage.tell("heroes", "get %d gold each, and live".formatted(share));
    }

    private static String open(Stage stage, String chest) {
        stage.tell("rogue", "opens the %s, which throws an exception".formatted(chest));
        throw new IllegalStateException("the %s is a mimic".formatted(chest));
    }

    private static void stepByStep(Stage stage, EventLoop loop) {
        var song = travel(stage, loop, "the bridge")
                .flatMap(_ -> travel(stage, loop, "the castle"))
                .flatMap(_ -> travel(stage, loop, "the tavern"))
                .map("they sing of %s"::formatted);
        stage.tell("heroes", loop.runUntilComplete(song.toCompletableFuture()));
    }

    private static Promise<String> travel(Stage stage, EventLoop loop, String where) {
        stage.tell("heroes", "set out for " + where);
        return after(loop, SECOND, where);
    }

    /// A promise that a timer keeps.
    private static <T> Promise<T> after(EventLoop loop, Duration delay, T value) {
        var promise = new Promise<T>(loop);
        loop.schedule(() -> promise.complete(value), delay);
        return promise;
    }

    private static void whoseThread(Stage stage, EventLoop loop) {
        var early = new CompletableFuture<Void>();
        early.thenRun(() -> stage.tell("thenRun", "asked early, called on " + thread(loop)));
        completeOnAWorker(loop, early);

        loop.runUntilComplete(CompletableFuture.runAsync(() ->
                early.thenRun(() -> stage.tell("thenRun", "asked late, called on " + thread(loop)
                        + ", in thenRun")), loop));

        var withAsync = new CompletableFuture<Void>();
        var called = withAsync.thenRunAsync(() -> stage.tell("thenRunAsync", "asked early, called on " + thread(loop)),
                loop);
        completeOnAWorker(loop, withAsync);
        loop.runUntilComplete(called);
        loop.runUntilComplete(withAsync.thenRunAsync(() ->
                stage.tell("thenRunAsync", "asked late, called on " + thread(loop)), loop));
    }

    private static void completeOnAWorker(EventLoop loop, CompletableFuture<Void> future) {
        loop.runUntilComplete(loop.offload(() -> future.complete(null)));
    }

    private static String thread(EventLoop loop) {
        return loop.inEventLoop() ? "the loop's thread" : "the worker's thread";
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public String title() {
        return "A promise from scratch: settled once, told to everybody who asks";
    }

    @Override
    public String remark() {
        return """
                The second complete changed nothing, and whoever asked late was told like the
                rest. The dwarf and the captain were never called, and nobody had to check for
                the failure. Our promise always tells through the loop. With the JDK's, it
                depends on who was first, unless you write Async and say where: (..., loop).
                """;
    }
}

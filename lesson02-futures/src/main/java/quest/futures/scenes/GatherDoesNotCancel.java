package quest.futures.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.futures.CancellableFuture;
import quest.futures.Futures;
import quest.stage.Scene;
import quest.stage.Stage;

/// Three scouts are out when the outcome of their errand is decided. Who tells us, and when, and who goes on walking
/// for nothing: each of the JDK's methods beside the course's.
public final class GatherDoesNotCancel implements Scene {

    private static final Duration ANN = Duration.ofMillis(300);
    private static final Duration BOB = Duration.ofMillis(600);
    private static final Duration CID = Duration.ofMillis(1000);
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        var rows = new ArrayList<String>();
        rows.add(row("", "outcome", "decided", "told", "worked on for nothing"));
        rows.add(act(stage, loop, "allOf", "All wanted, and ann fails: CompletableFuture.allOf", scouts ->
                new Errand(CompletableFuture.allOf(scouts.ann(), scouts.bob(), scouts.cid()), scouts.ann())));
        rows.add(act(stage, loop, "gather", "All wanted, and ann fails: gather", scouts ->
                new Errand(Futures.gather(scouts.all()), scouts.ann())));
        rows.add(act(stage, loop, "anyOf", "One wanted: CompletableFuture.anyOf", scouts ->
                new Errand(CompletableFuture.anyOf(scouts.ann(), scouts.bob(), scouts.cid()))));
        rows.add(act(stage, loop, "firstSuccess", "One wanted: firstSuccess", scouts ->
                new Errand(Futures.firstSuccess(scouts.all()))));
        rows.add(act(stage, loop, "orTimeout", "No longer than 0.40 s: CompletableFuture.orTimeout", scouts ->
                new Errand(orTimeout(stage, loop, scouts.cid()))));
        rows.add(act(stage, loop, "withTimeout", "No longer than 0.40 s: withTimeout", scouts ->
                new Errand(Futures.withTimeout(loop, scouts.cid(), PATIENCE))));
        rows.add(act(stage, loop, "JDK's cancel", "Called off after 0.40 s: CompletableFuture.cancel", scouts ->
                new Errand(cancelLater(loop, scouts.cidAsThePlainFuture()))));
        rows.add(act(stage, loop, "our cancel", "Called off after 0.40 s: CancellableFuture.cancel", scouts ->
                new Errand(cancelLater(loop, scouts.cid()))));
        stage.print("");
        rows.forEach(stage::print);
    }

    /// What the scouts are sent for.
    ///
    /// @param result    what the method under test gives back
    /// @param decidedBy after which nothing can change the outcome any more
    private record Errand(CompletableFuture<?> result, CompletableFuture<?> decidedBy) {
        private Errand(CompletableFuture<?> result) {
            this(result, result);
        }
    }

    private static String act(
            Stage stage, EventLoop loop, String method, String heading, Function<Scouts, Errand> send) {
        stage.act(heading);
        var scouts = new Scouts(stage, loop);
        var errand = send.apply(scouts);
        var decided = errand.decidedBy().handle((_, _) -> stage.elapsed());
        var told = errand.result().handle((value, failure) -> {
            stage.tell(method, "tells: " + outcome(value, failure));
            return stage.elapsed();
        });
        var toldAt = told.thenCombine(scouts.allAreHome(), (at, _) -> at);
        loop.runUntilComplete(toldAt);
        return row(method, outcome(errand.result()), Stage.seconds(decided.join()), Stage.seconds(told.join()),
                scouts.workedAfter(decided.join()));
    }

    private static String row(String method, String outcome, String decided, String told, String forNothing) {
        return "%-14s%-18s%-9s%-8s%s".formatted(method, outcome, decided, told, forNothing).stripTrailing();
    }

    /// Gives up by the system's clock, which knows nothing of virtual time; there, a timer on the loop does to the
    /// future what `orTimeout` does.
    private static <T> CompletableFuture<T> orTimeout(Stage stage, EventLoop loop, CompletableFuture<T> future) {
        if (!stage.isVirtual()) {
            return future.orTimeout(stage.clock().toRealNanos(PATIENCE.toNanos()), TimeUnit.NANOSECONDS);
        }
        stage.print("(orTimeout lives by the system's clock. In virtual time a timer stands in.)");
        loop.schedule(() -> future.completeExceptionally(new TimeoutException()), PATIENCE);
        return future;
    }

    private static <T> CompletableFuture<T> cancelLater(EventLoop loop, CompletableFuture<T> future) {
        loop.schedule(() -> future.cancel(true), PATIENCE);
        return future;
    }

    private static String outcome(CompletableFuture<?> result) {
        return result.handle(GatherDoesNotCancel::outcome).join();
    }

    private static String outcome(Object value, Throwable failure) {
        return switch (failure == null ? null : Futures.cause(failure)) {
            case null -> String.valueOf(value);
            case TimeoutException _ -> "time is up";
            case CancellationException _ -> "called off";
            case Throwable other -> other.getMessage();
        };
    }

    /// The party of one act. Scouts set out when they are asked for; each walk is a timer on the loop.
    private static final class Scouts {

        private record Walk(String name, CompletableFuture<Duration> endedAt) {
        }

        private final Stage stage;
        private final EventLoop loop;
        private final List<Walk> walks = new ArrayList<>();
        private CompletableFuture<String> ann;
        private CompletableFuture<String> bob;
        private CompletableFuture<String> cid;

        private Scouts(Stage stage, EventLoop loop) {
            this.stage = stage;
            this.loop = loop;
        }

        private CompletableFuture<String> ann() {
            return ann == null ? ann = setOut("ann", ANN, false, new CancellableFuture<>()) : ann;
        }

        private CompletableFuture<String> bob() {
            return bob == null ? bob = setOut("bob", BOB, true, new CancellableFuture<>()) : bob;
        }

        private CompletableFuture<String> cid() {
            return cid == null ? cid = setOut("cid", CID, true, new CancellableFuture<>()) : cid;
        }

        private CompletableFuture<String> cidAsThePlainFuture() {
            return cid = setOut("cid", CID, true, new CompletableFuture<>());
        }

        private List<CompletableFuture<String>> all() {
            return List.of(ann(), bob(), cid());
        }

        /// A walk that can be called off, by whoever cancels a [CancellableFuture]. The plain kind has no way to say
        /// so.
        private CompletableFuture<String> setOut(
                String name, Duration takes, boolean succeeds, CompletableFuture<String> report) {
            stage.tell(name, "sets out");
            var walk = new Walk(name, new CompletableFuture<>());
            walks.add(walk);
            var timer = loop.schedule(() -> {
                stage.tell(name, succeeds ? "brings a map" : "is lost");
                walk.endedAt().complete(stage.elapsed());
                if (succeeds) {
                    report.complete(name + "'s map");
                } else {
                    report.completeExceptionally(new IllegalStateException(name + " is lost"));
                }
            }, takes);
            if (report instanceof CancellableFuture<String> cancellable) {
                cancellable.onCancel(() -> {
                    timer.cancel();
                    stage.tell(name, "is called off, and stops");
                    walk.endedAt().complete(stage.elapsed());
                });
            }
            return report;
        }

        private CompletableFuture<Void> allAreHome() {
            return CompletableFuture.allOf(walks.stream().map(Walk::endedAt).toArray(CompletableFuture[]::new));
        }

        private String workedAfter(Duration decided) {
            var late = new ArrayList<String>();
            for (var walk : walks) {
                var inVain = walk.endedAt().join().minus(decided);
                if (inVain.compareTo(AT_ONCE) > 0) {
                    late.add(walk.name() + " " + Stage.seconds(inVain));
                }
            }
            return late.isEmpty() ? "nobody" : String.join(", ", late);
        }
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public String title() {
        return "Gather does not cancel: who tells you in time, and who goes on for nothing";
    }

    @Override
    public String remark() {
        return """
                allOf knew of the failure early and said so last. anyOf took the first to
                settle, a failure, though two maps were on their way. orTimeout and cancel
                settle the future and leave the work alone. Nothing of the JDK's stopped a
                scout, and all but one could have been stopped: the course's methods pass the
                cancellation on to whoever does the work.
                """;
    }
}

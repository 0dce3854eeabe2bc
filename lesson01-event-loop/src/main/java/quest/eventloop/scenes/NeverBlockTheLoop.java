package quest.eventloop.scenes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;

/// A wizard computes the way out of the dungeon, for 300 ms. On the loop, that makes everybody late. Off the loop, nobody.
public final class NeverBlockTheLoop implements Scene {

    private static final Duration COMPUTING = Duration.ofMillis(300);
    private static final Duration ASKED = Duration.ofMillis(250);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final int BEATS = 8;
    private static final Duration ON_TIME = Duration.ofMillis(20);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        stage.act("The wizard computes on the loop");
        var onLoop = onTheLoop(stage, () -> wayOut(stage));
        explainSilenceOfTheWatchdog(stage);

        stage.act("The loop has somebody else compute");
        var offLoop = offTheLoop(stage, () -> wayOut(stage));
        if (stage.isVirtual()) {
            stage.print("(In virtual time, work off the loop takes no time: so it was back at once.)");
        }

        stage.print("""

                The latest timer was late by
                  %s  with the wizard on the loop
                  %s  with the wizard off the loop""".formatted(Stage.seconds(onLoop), Stage.seconds(offLoop)));
    }

    /// @return how late the latest timer was
    static Duration onTheLoop(Stage stage, Supplier<String> computation) {
        var dungeon = new Dungeon(stage);
        dungeon.at(ASKED, () -> {
            dungeon.wizardBegins();
            var way = computation.get();        // the loop is in here, and nowhere else
            dungeon.wizardKnows(way);
        });
        return dungeon.live();
    }

    /// @return how late the latest timer was
    static Duration offTheLoop(Stage stage, Supplier<String> computation) {
        var dungeon = new Dungeon(stage);
        dungeon.at(ASKED, () -> {
            dungeon.wizardBegins();
            dungeon.loop.offload(computation::get)      // a worker is in here; the loop goes on
                    .thenAccept(dungeon::wizardKnows);  // and gets to know the result
        });
        return dungeon.live();
    }

    private static String wayOut(Stage stage) {
        stage.compute(COMPUTING);
        return "the third door on the left";
    }

    /// A torch and a drum in turn, each by a timer that knows when it was due.
    private static final class Dungeon {
        private final Stage stage;
        private final EventLoop loop;
        private final CompletableFuture<Void> lastBeat = new CompletableFuture<>();
        private final CompletableFuture<Void> wizardDone = new CompletableFuture<>();
        private Duration latest = Duration.ZERO;

        private Dungeon(Stage stage) {
            this.stage = stage;
            this.loop = stage.newLoop();
        }

        private void at(Duration due, Runnable what) {
            loop.schedule(what, due.minus(stage.elapsed()));
        }

        private Duration live() {
            for (int beat = 1; beat <= BEATS; beat++) {
                var due = BEAT.multipliedBy(beat);
                var who = beat % 2 == 1 ? "torch" : "drum";
                at(due, () -> beat(who, due));
            }
            at(BEAT.multipliedBy(BEATS), () -> lastBeat.complete(null));
            loop.runUntilComplete(CompletableFuture.allOf(lastBeat, wizardDone));
            return latest;
        }

        private void beat(String who, Duration due) {
            var late = stage.elapsed().minus(due);
            latest = late.compareTo(latest) > 0 ? late : latest;
            stage.tell(who, late.compareTo(ON_TIME) < 0 ? "on time" : Stage.seconds(late) + " late");
        }

        private void wizardBegins() {
            stage.tell("wizard", "begins to compute the way out");
        }

        private void wizardKnows(String way) {
            stage.tell("wizard", "knows the way out: " + way);
            wizardDone.complete(null);
        }
    }

    private static void explainSilenceOfTheWatchdog(Stage stage) {
        if (stage.timeline().stream().noneMatch(moment -> moment.who().equals("watchdog"))) {
            stage.print("""
                    (The loop's watchdog reports what takes over 100 ms of real time. At this speed
                    the wizard took %d ms. Play it in real time to see the report.)""".formatted(
                    Duration.ofNanos(stage.clock().toRealNanos(COMPUTING.toNanos())).toMillis()));
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "Never block the loop: one long computation makes everybody late";
    }

    @Override
    public String remark() {
        return """
                A callback that computes for long is as bad as one that sleeps: while the loop
                is in it, every timer, channel and player waits. The watchdog names the line to
                look at. offload does the work on another thread and brings the result back to
                the loop, so that what happens next still needs no lock.
                """;
    }
}

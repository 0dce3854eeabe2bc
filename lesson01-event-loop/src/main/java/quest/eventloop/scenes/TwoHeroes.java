package quest.eventloop.scenes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;

/// One hero collects coins for five seconds, another fights for three, on one thread: both are done after five.
public final class TwoHeroes implements Scene {

    private static final Duration SECOND = Duration.ofSeconds(1);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        var loop = stage.newLoop();
        var collector = new Hero(stage, loop, "collector", "picks up coin", 5);
        var fighter = new Hero(stage, loop, "fighter", "deals blow", 3);

        collector.begin();
        fighter.begin();
        loop.runUntilComplete(CompletableFuture.allOf(collector.done, fighter.done));

        stage.tell("loop", "both are done");
        stage.print("\nAfter %s, and not after %s + %s = %s.".formatted(Stage.seconds(stage.elapsed()),
                Stage.seconds(collector.took), Stage.seconds(fighter.took),
                Stage.seconds(collector.took.plus(fighter.took))));
    }

    /// Does a deed once a second, without ever waiting for the second to pass.
    private static final class Hero {
        private final Stage stage;
        private final EventLoop loop;
        private final String name;
        private final String deed;
        private final int times;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private Duration took;
        private int count;

        private Hero(Stage stage, EventLoop loop, String name, String deed, int times) {
            this.stage = stage;
            this.loop = loop;
            this.name = name;
            this.deed = deed;
            this.times = times;
        }

        private void begin() {
            stage.tell(name, "sets out");
            loop.schedule(this::act, SECOND);   // "call me in a second", and back to the caller at once
        }

        /// Called by the loop, once a second.
        private void act() {
            count++;
            stage.tell(name, deed + " " + count + " of " + times);
            if (count < times) {
                loop.schedule(this::act, SECOND);
            } else {
                took = stage.elapsed();
                done.complete(null);
            }
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "Two heroes on one thread: five seconds of coins beside three of fighting";
    }

    @Override
    public String remark() {
        return """
                There was only one thread, and no hero ever kept it waiting. Each did its deed,
                said when it wanted to be called again (schedule), and returned. In between, the
                thread was free for the other.
                """;
    }
}

package quest.eventloop.scenes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Lanes;
import quest.stage.Scene;
import quest.stage.Stage;

/// A player runs and an enemy chases, each by a timer of its own. Then both move in steps of one world, first by a timer
/// that drifts, then on a fixed grid, which does not.
public final class GameLoop implements Scene {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SECONDS = 10;

    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration WORK = Duration.ofMillis(40);
    private static final int STEPS = 8;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        twoTimers(stage);
        var picture = new Lanes();
        var drift = rescheduled(stage, picture);
        var rest = fixedStep(stage, picture);
        stage.print("\n%s\n\n# the world moves   The last step was late by %s; on the grid, by %s.".formatted(
                picture, Stage.seconds(drift), Stage.seconds(rest)));
    }

    // ---- two timers that know nothing of each other ----

    private static void twoTimers(Stage stage) {
        stage.act("A player @ runs, an enemy e chases: each once a second, for %d seconds".formatted(SECONDS));
        var loop = stage.newLoop();
        var chase = new Chase();
        var playerDone = new CompletableFuture<Void>();
        var enemyDone = new CompletableFuture<Void>();
        everySecond(loop, SECONDS, () -> stage.tell("player", chase.playerRuns()), playerDone);
        everySecond(loop, SECONDS, () -> stage.tell("enemy", chase.enemyChases()), enemyDone);
        loop.runUntilComplete(CompletableFuture.allOf(playerDone, enemyDone));
    }

    private static void everySecond(EventLoop loop, int times, Runnable move, CompletableFuture<Void> done) {
        loop.schedule(() -> {
            move.run();
            if (times > 1) {
                everySecond(loop, times - 1, move, done);
            } else {
                done.complete(null);
            }
        }, SECOND);
    }

    // ---- one world that moves in steps, and needs some time for each ----

    /// Each step asks for the next when it is done. So the time that a step takes is added to every pause.
    ///
    /// @return by how much the last step was late
    private static Duration rescheduled(Stage stage, Lanes picture) {
        stage.act("A step of the world takes %s, and asks for the next one %s later".formatted(
                Stage.seconds(WORK), Stage.seconds(STEP)));
        var loop = stage.newLoop();
        var world = new World(stage, picture, "asks again");
        stepAndAskAgain(loop, world);
        loop.runUntilComplete(world.over);
        return world.late;
    }

    private static void stepAndAskAgain(EventLoop loop, World world) {
        loop.schedule(() -> {
            world.step();
            stepAndAskAgain(loop, world);
        }, STEP);
    }

    /// The steps lie on a grid that is laid once. If the loop was held up, the steps that are missing are made up for, so
    /// that the world is always as old as the game.
    ///
    /// @return by how much the last step was late
    private static Duration fixedStep(Stage stage, Lanes picture) {
        stage.act("The same world with a fixed time step: step n is due at n x " + Stage.seconds(STEP));
        var loop = stage.newLoop();
        var world = new World(stage, picture, "fixed step");
        loop.scheduleAtFixedRate(() -> {
            while (world.isBehind()) {
                world.step();
            }
        }, STEP, STEP);
        loop.runUntilComplete(world.over);
        return world.late;
    }

    /// Counts its steps and knows when each was due.
    private static final class World {
        private final Stage stage;
        private final Lanes picture;
        private final String name;
        private final Chase chase = new Chase();
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private int steps;
        private Duration late;

        private World(Stage stage, Lanes picture, String name) {
            this.stage = stage;
            this.picture = picture;
            this.name = name;
        }

        private boolean isBehind() {
            return steps < STEPS && nextDue().compareTo(stage.elapsed()) <= 0;
        }

        private Duration nextDue() {
            return STEP.multipliedBy(steps + 1);
        }

        /// First the player, then the enemy, in one callback: their order is written down and not left to two timers.
        private void step() {
            var begins = stage.elapsed();
            late = begins.minus(nextDue());
            steps++;
            chase.playerRuns();
            stage.tell("step " + steps, "%s  %s late".formatted(chase.enemyChases(), Stage.seconds(late)));
            stage.compute(WORK);
            picture.draw(name, '#', begins, stage.elapsed());
            if (steps == STEPS) {
                over.complete(null);
            }
        }
    }

    /// Where the two are on a path of 24 fields. The player runs one field at a time, the enemy two.
    private static final class Chase {
        private static final int FIELDS = 24;
        private int player = FIELDS / 2;
        private int enemy;

        private String playerRuns() {
            player = Math.min(player + 1, FIELDS - 1);
            return picture();
        }

        private String enemyChases() {
            enemy = Math.min(enemy + 2, player);
            return picture();
        }

        private String picture() {
            var path = new StringBuilder(".".repeat(FIELDS));
            path.setCharAt(player, '@');
            path.setCharAt(enemy, 'e');
            return path.toString();
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "The game loop: timers that take turns, and a world that does not drift";
    }

    @Override
    public String remark() {
        return """
                Timers that are due together run in the order in which they were scheduled: the
                enemy always sees where the player has just gone. Whoever asks for the next step
                after this one adds the step's own time to every pause, and falls behind for
                ever (in real time the first act's timers do so too, a little). On a fixed grid,
                step n is due at n times the step, whatever happened before.
                """;
    }
}

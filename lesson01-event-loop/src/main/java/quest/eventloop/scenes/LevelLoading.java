package quest.eventloop.scenes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Lanes;
import quest.stage.Scene;
import quest.stage.Stage;

/// Five levels, each loaded and then played. First every load is awaited as soon as it is begun; then the next level loads
/// while this one is played.
public final class LevelLoading implements Scene {

    private static final int LEVELS = 5;
    private static final Duration LOADING = Duration.ofSeconds(2);
    private static final Duration PLAYING = Duration.ofSeconds(2);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        var picture = new Lanes();

        stage.act("Load a level, await it, play it");
        new Game(stage, picture, "at once: ").awaitingAtOnce();
        stage.tell("player", "is through");
        var atOnce = stage.elapsed();

        stage.act("Begin to load the next level, then play this one");
        new Game(stage, picture, "ahead: ").loadingAhead();
        stage.tell("player", "is through");
        var ahead = stage.elapsed();

        stage.print("\n%s\n\nEach digit is that level. Awaited at once: %s. Loaded ahead: %s.".formatted(
                picture, Stage.seconds(atOnce), Stage.seconds(ahead)));
    }

    private static final class Game {
        private final Stage stage;
        private final EventLoop loop;
        private final Lanes picture;
        private final String name;

        private Game(Stage stage, Lanes picture, String name) {
            this.stage = stage;
            this.loop = stage.newLoop();
            this.picture = picture;
            this.name = name;
        }

        /// An event loop runs all this, and still nothing overlaps: each thing is begun when the one before is over.
        private void awaitingAtOnce() {
            for (int level = 1; level <= LEVELS; level++) {
                await(load(level));
                await(play(level));
            }
        }

        /// The same calls. Only the awaiting has moved: it comes as late as it can.
        private void loadingAhead() {
            var loading = load(1);
            for (int level = 1; level <= LEVELS; level++) {
                await(loading);
                if (level < LEVELS) {
                    loading = load(level + 1);
                }
                await(play(level));
            }
        }

        private CompletableFuture<Void> load(int level) {
            stage.tell("loader", "begins to load level " + level);
            return begin("load", level, LOADING);
        }

        private CompletableFuture<Void> play(int level) {
            stage.tell("player", "plays level " + level);
            return begin("play", level, PLAYING);
        }

        /// Asks the loop to call back later and returns at once. What is begun here goes on by itself.
        private CompletableFuture<Void> begin(String what, int level, Duration takes) {
            var over = new CompletableFuture<Void>();
            var begun = stage.elapsed();
            loop.schedule(() -> {
                picture.draw(name + what, Character.forDigit(level, 10), begun, stage.elapsed());
                over.complete(null);
            }, takes);
            return over;
        }

        private void await(CompletableFuture<Void> future) {
            loop.runUntilComplete(future);
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public double defaultSpeed() {
        return 4;
    }

    @Override
    public String title() {
        return "Level loading: why awaiting at once is not concurrency";
    }

    @Override
    public String remark() {
        return """
                Both games make the same calls on the same kind of loop. What counts is not that
                a call is asynchronous but what happens between its beginning and its await. In
                the first game nothing does, so every load is waited for in full. In the second
                only the first load is, as nobody plays yet; the others pass during the play.
                """;
    }
}

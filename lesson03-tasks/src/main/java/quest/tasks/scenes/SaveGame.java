package quest.tasks.scenes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.stage.Scene;
import quest.stage.Stage;

/// A game is saved while it goes on. A selector cannot wait for files, so the loop itself must not write them: an
/// asynchronous channel does, or a virtual thread. And a save that is broken off leaves the old one as it was.
///
/// Simplified: a disk would be too fast to watch, so after each region of the world the scene has it rest for a while.
public final class SaveGame implements Scene {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofMillis(250);    // longer than a tick, so the game has one in each
    private static final Duration BEGIN = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration ENDLESS = Duration.ofDays(1);
    private static final int HANGS_AFTER = 2;

    private final Function<Stage, Saving.Rest> rest;

    public SaveGame() {
        this(stage -> _ -> stage.sleep(REST));
    }

    /// @param rest of the disk, while a virtual thread writes
    SaveGame(Function<Stage, Saving.Rest> rest) {
        this.rest = rest;
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws IOException {
        var folder = Files.createTempDirectory("save-game");
        try {
            play(stage, folder);
        } finally {
            delete(folder);
        }
    }

    void play(Stage stage, Path folder) throws IOException {
        var loop = stage.newLoop();
        var file = folder.resolve("game.save");
        var saving = new Saving(stage, loop, file);
        var game = new Game(stage, loop, file);
        stage.print("Can a selector wait for the channel of a socket? %s. Of a file? %s.".formatted(
                selectable(SocketChannel.class), selectable(FileChannel.class)));

        stage.act("Saved by the loop itself");
        game.goOnWhile(world -> saveOnTheLoop(stage, saving, world));

        stage.act("Saved by an asynchronous file channel, which tells the loop");
        game.goOnWhile(world -> saving.byAsynchronousChannel(world, REST));

        stage.act("Saved by a virtual thread, which may block");
        game.goOnWhile(world -> saving.byVirtualThread(world, rest.apply(stage)));

        stage.act("Broken off in the middle, over the old save");
        game.breakOff(saving, saving::over);

        stage.act("Broken off in the middle, beside the old save");
        game.breakOff(saving, saving::beside);
    }

    private static CompletableFuture<Void> saveOnTheLoop(Stage stage, Saving saving, World world) {
        try {
            saving.beside(world, _ -> stage.sleep(REST));
            return CompletableFuture.completedFuture(null);
        } catch (IOException | InterruptedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String selectable(Class<?> channel) {
        return SelectableChannel.class.isAssignableFrom(channel) ? "Yes" : "No";
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// A way to write that blocks.
    private interface Way {
        void write(World world, Saving.Rest rest) throws IOException, InterruptedException;
    }

    private static final class Game {

        private final Stage stage;
        private final EventLoop loop;
        private final Path file;
        private int turn;
        private Duration lastTick;
        private Duration longest;

        private Game(Stage stage, EventLoop loop, Path file) {
            this.stage = stage;
            this.loop = loop;
            this.file = file;
        }

        private void goOnWhile(Function<World, CompletableFuture<Void>> save) throws IOException {
            lastTick = Duration.ZERO;
            longest = Duration.ZERO;
            var world = new World(++turn);
            var ticking = loop.scheduleAtFixedRate(this::tick, TICK, TICK);
            loop.runUntilComplete(Futures.delay(loop, BEGIN).thenCompose(_ -> {
                stage.tell("save", "begins, of turn " + world.turn());
                return save.apply(world);
            }).thenCompose(_ -> {
                stage.tell("save", "is done");
                return Futures.delay(loop, TICK);
            }));
            ticking.cancel();
            tellWhatIsThere();
            stage.print("A tick was due every %s. The longest that the game stood still: %s.".formatted(
                    Stage.seconds(TICK), Stage.seconds(longest)));
        }

        private void tick() {
            var since = stage.elapsed().minus(lastTick);
            longest = since.compareTo(longest) > 0 ? since : longest;
            lastTick = stage.elapsed();
            stage.tell("game", "tick");
        }

        /// A save that is there, and then another, of which the disk takes the first half and no more.
        private void breakOff(Saving saving, Way way) throws IOException {
            var old = new World(++turn);
            loop.runUntilComplete(saving.byVirtualThread(old, _ -> { }));
            tellWhatIsThere();

            var world = new World(++turn);
            stage.tell("save", "begins, of turn " + world.turn());
            var hangs = new CompletableFuture<Void>();
            var ended = new CompletableFuture<Void>();
            var save = loop.offload(() -> {
                try {
                    way.write(world, region -> hangAfterHalf(region, hangs));
                    return null;
                } finally {
                    loop.execute(() -> ended.complete(null));
                }
            });
            save.whenComplete((_, failure) -> hangs.completeExceptionally(failure));    // fails if it came to no half
            loop.runUntilComplete(hangs.thenCompose(_ -> Futures.delay(loop, PATIENCE)).thenCompose(_ -> {
                stage.tell("player", "has waited long enough, and cancels it");
                save.cancel(true);
                return ended;       // cancelled is not yet ended: the thread cleans up first
            }));
            tellWhatIsThere();
        }

        private void hangAfterHalf(int region, CompletableFuture<Void> hangs) throws InterruptedException {
            if (region == HANGS_AFTER) {
                stage.tell("disk", "does not answer");
                loop.execute(() -> hangs.complete(null));
                Thread.sleep(ENDLESS);
            }
        }

        private void tellWhatIsThere() throws IOException {
            stage.tell("disk", "has a save, %s".formatted(World.inspect(file)));
            try (var files = Files.list(file.getParent())) {
                var others = files.map(Path::getFileName).map(Path::toString)
                        .filter(name -> !name.equals(file.getFileName().toString())).toList();
                if (!others.isEmpty()) {
                    stage.tell("disk", "has this as well: " + String.join(", ", others));
                }
            }
        }
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public String title() {
        return "Save game: files beside the loop, and no half a save, whatever happens";
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String remark() {
        return """
                To a selector a file is always ready, even if its disk is not. So a thread has
                to wait for it: the channel's own, or a virtual one, which may open, force and
                rename as well, for which the channel has no asynchronous way. Write beside the
                old save, force it to the disk, then rename: at no moment does the save's name
                stand for half a game.
                """;
    }
}

package quest.eventloop.scenes;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Keyboard;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.Typed;

/// A world that moves every two seconds, and a player who types. First the loop itself waits for the keyboard, and the
/// world freezes. Then a thread does nothing but wait for the keyboard, and posts what it reads to the loop.
public final class InputAndWorld implements Scene {

    private static final Duration UPDATE = Duration.ofSeconds(2);
    private static final String QUIT = "quit";

    /// If nobody is at the keyboard: the same in both acts.
    private static final Typed[] SCRIPT = {
        new Typed(Duration.ofSeconds(5), "north"),
        new Typed(Duration.ofMillis(500), "east"),
        new Typed(Duration.ofSeconds(1), QUIT),
        new Typed(Duration.ofSeconds(5), "north"),
        new Typed(Duration.ofMillis(500), "east"),
        new Typed(Duration.ofSeconds(1), QUIT)};

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        stage.print("""
                The world moves every %s. Type north, south, east or west, with pauses of
                some seconds, and quit to end an act. There are two.""".formatted(Stage.seconds(UPDATE)));
        var keyboard = stage.keyboard(SCRIPT);
        var byLoop = loopReads(stage, keyboard);
        var byThread = threadReads(stage, keyboard);
        stage.print("""

                The longest that the world stood still:
                  %8s  while the loop read the keyboard
                  %8s  while a thread did""".formatted(Stage.seconds(byLoop), Stage.seconds(byThread)));
        if (byLoop.compareTo(UPDATE) <= 0) {
            stage.print("Nobody kept the loop waiting this time. Try again, and leave some seconds between\n"
                    + "the commands.");
        }
    }

    // ---- first: the loop waits for the player ----

    /// @return the longest time in which the world did not move
    static Duration loopReads(Stage stage, Keyboard keyboard) {
        stage.act("The loop reads the keyboard");
        var loop = stage.newLoop();
        var world = new World(stage);
        loop.scheduleAtFixedRate(world::update, UPDATE, UPDATE);
        loop.execute(() -> readAndObey(loop, keyboard, world));
        loop.runUntilComplete(world.over);
        return world.longestPause;
    }

    /// The mistake is in `readLine`: it returns when the player has typed, and until then the loop is in here.
    private static void readAndObey(EventLoop loop, Keyboard keyboard, World world) {
        world.obey(readLine(keyboard));
        if (!world.over.isDone()) {
            loop.schedule(() -> readAndObey(loop, keyboard, world), Duration.ZERO);
        }
    }

    // ---- then: a thread waits for the player, the loop for everything ----

    /// @return the longest time in which the world did not move
    static Duration threadReads(Stage stage, Keyboard keyboard) {
        stage.act("A thread reads the keyboard and posts to the loop");
        var loop = stage.newLoop();
        var world = new World(stage);
        loop.scheduleAtFixedRate(world::update, UPDATE, UPDATE);
        Thread.ofPlatform().daemon().name("keyboard").start(() -> readAndPost(loop, keyboard, world));
        loop.runUntilComplete(world.over);
        return world.longestPause;
    }

    /// The keyboard's thread. It never touches the world: it has the loop do so, between two updates and never during one.
    private static void readAndPost(EventLoop loop, Keyboard keyboard, World world) {
        String line;
        do {
            line = readLine(keyboard);
            var command = line;
            loop.execute(() -> world.obey(command));
        } while (!line.equals(QUIT));
    }

    /// The next command. The end of the input counts as `quit`, and so does a keyboard that is out of order.
    private static String readLine(Keyboard keyboard) {
        try {
            var line = keyboard.readLine();
            return line == null ? QUIT : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException _) {
            return QUIT;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return QUIT;
        }
    }

    /// Only the loop's thread touches it, so there is nothing to lock.
    private static final class World {
        private final Stage stage;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private Duration lastUpdate = Duration.ZERO;
        private Duration longestPause = Duration.ZERO;
        private int updates;
        private int x;
        private int y;

        private World(Stage stage) {
            this.stage = stage;
        }

        private void update() {
            updates++;
            endPause();
            stage.tell("world", "update " + updates);
        }

        private void obey(String command) {
            switch (command) {
                case "north" -> go(command, 0, 1);
                case "south" -> go(command, 0, -1);
                case "east" -> go(command, 1, 0);
                case "west" -> go(command, -1, 0);
                case QUIT -> leave();
                default -> stage.tell("hero", "does not know the word '" + command + "'");
            }
        }

        private void go(String where, int dx, int dy) {
            x += dx;
            y += dy;
            stage.tell("hero", "goes %s, to (%d, %d)".formatted(where, x, y));
        }

        private void leave() {
            endPause();
            stage.tell("hero", "leaves; the world has had updates: " + updates);
            over.complete(null);
        }

        private void endPause() {
            var now = stage.elapsed();
            var pause = now.minus(lastUpdate);
            longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
            lastUpdate = now;
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "Input and world: who waits for the keyboard?";
    }

    @Override
    public String remark() {
        return """
                A call that blocks, blocks everything that shares its thread: on the loop, the
                world. So the wait for the keyboard moves to a thread of its own. That thread
                reads and posts (execute), and nothing else. The hero and the world still have
                one thread between them, the loop's, and need no lock.
                """;
    }
}

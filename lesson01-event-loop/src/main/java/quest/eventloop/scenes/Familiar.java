package quest.eventloop.scenes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;

/// A familiar is a program of its own. The loop hears what it says and learns of its end as it learns of everything,
/// by callbacks, and the world goes on meanwhile. One familiar comes back, one fails, and one has to be dismissed.
/// (asyncio: `create_subprocess_exec`.)
///
/// Simplified: starting a process holds up the loop for some milliseconds. A busy server would offload that, too.
public final class Familiar implements Scene {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(600);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(1);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws IOException, URISyntaxException {
        stage.act("A raven is sent out and comes back");
        summon(stage, "raven", (_, _) -> { });

        stage.act("A goblin is sent out and fails");
        summon(stage, "goblin", (_, _) -> { });

        stage.act("A cat stays for ever, unless it is dismissed");
        summon(stage, "cat", (loop, cat) -> loop.schedule(() -> dismiss(stage, loop, cat), PATIENCE));
    }

    /// What else is to be done about a familiar while it is there.
    private interface Care {
        void take(EventLoop loop, ProcessHandle familiar);
    }

    private static void summon(Stage stage, String name, Care care) throws IOException, URISyntaxException {
        var loop = stage.newLoop();
        var process = program(name, stage.clock().toRealNanos(PAUSE.toNanos())).start();
        try {
            stage.tell("wizard", "summons a %s: process %d".formatted(name, process.pid()));
            loop.scheduleAtFixedRate(() -> stage.tell("world", "goes on"), TICK, TICK);
            care.take(loop, process.toHandle());
            var silent = loop.offload(() -> listen(stage, loop, name, process.inputReader()));
            var gone = process.onExit();
            loop.runUntilComplete(gone.thenAcceptBothAsync(silent, (ended, lines) ->
                    stage.tell("wizard", "the %s is gone; lines heard: %d, exit code: %d".formatted(
                            name, lines, ended.exitValue())), loop));
        } finally {
            process.destroyForcibly(); // in case the scene breaks off; what has ended is not harmed
        }
    }

    /// Reads what a familiar says until it falls silent. Reading blocks, so this runs on a thread of its own, and posts
    /// each line to the loop.
    ///
    /// @return the number of lines
    private static int listen(Stage stage, EventLoop loop, String name, BufferedReader reader) throws IOException {
        int lines = 0;
        for (String line; (line = reader.readLine()) != null; lines++) {
            var heard = line;
            loop.execute(() -> stage.tell(name, heard));
        }
        return lines;
    }

    /// Asks first, and gives it time to put its things in order. Who does not listen is ended.
    ///
    /// By its handle: [Process#destroy()] would also close the stream that is still being read.
    private static void dismiss(Stage stage, EventLoop loop, ProcessHandle familiar) {
        stage.tell("wizard", "has waited for %d s, and dismisses it".formatted(PATIENCE.toSeconds()));
        familiar.destroy();
        loop.schedule(familiar::destroyForcibly, GRACE);
    }

    /// The familiars' program in a JVM of its own: the same `java` and the same classes as here.
    static ProcessBuilder program(String name, long pauseNanos) throws URISyntaxException {
        var java = ProcessHandle.current().info().command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var classes = Path.of(Familiar.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        var builder = new ProcessBuilder(List.of(java, "-Xmx32m", "-XX:TieredStopAtLevel=1", "-cp", classes,
                Program.class.getName(), name, Long.toString(pauseNanos))).redirectErrorStream(true);
        // A JVM announces these before anything else, and it would be taken for the familiar's first words.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder;
    }

    /// What runs in the other process.
    static final class Program {

        static void main(String[] args) throws IOException, InterruptedException {
            var pause = Duration.ofNanos(Long.parseLong(args[1]));
            switch (args[0]) {
                case "raven" -> {
                    for (var news : List.of("sees a castle", "sees a dragon on its roof", "is home again")) {
                        Thread.sleep(pause);
                        IO.println(news);
                    }
                }
                case "goblin" -> {
                    Thread.sleep(pause);
                    IO.println("trips over its own tail");
                    System.exit(3);
                }
                case "cat" -> {
                    IO.println("curls up by the fire");
                    waitForTheEndOfTheHouse();
                }
                default -> throw new IllegalArgumentException("expected raven, goblin or cat, but got " + args[0]);
            }
        }

        /// Nobody says anything to it, so its input ends when the process that started it does, however that may
        /// happen: no cat is ever left behind.
        private static void waitForTheEndOfTheHouse() throws IOException {
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "The familiar: another process, and its end is an event like any other";
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String remark() {
        return """
                The loop waited for no familiar. Reading what it says blocks, so that went
                to another thread; its end came as a future (onExit) completed on the loop.
                In between the world ticked. Exit code 0 means well, anything else does not;
                a process that was dismissed shows the signal in its code, where there are
                signals. What you start you must also end: each has a deadline or a finally.
                """;
    }
}

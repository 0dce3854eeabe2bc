package quest.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A JVM in which exercises are tested, one after the other, by `quest.exercises.kit.TestServer`, whose contract is in
/// `exercises/README.md`. It may hang, exit or print without end: then it is ended, with all that it started. It ends
/// with this JVM, too, however this one ends, because its standard input does.
///
/// Used by one thread; [#close] may be called from any.
final class TestJvm implements AutoCloseable {

    /// How a run ended.
    sealed interface Run {
    }

    /// The tests ran to their end, or to where the code called `System.exit`: the result is in its file.
    record Tested(ForkedJvm.Ended printed) implements Run {
    }

    /// The JVM gave up, or ended.
    ///
    /// @param why in words; empty when it could not tell
    record Died(String why, ForkedJvm.Ended printed) implements Run {
    }

    /// The limit of time was up, that of the whole or that of a test: a JVM that is kept too busy cannot keep a test's
    /// limit by itself.
    ///
    /// @param seconds the limit
    /// @param test the title of the test under way; null when there was none
    /// @param threads how many threads there were, as far as the JVM could still tell; 0 when they were few
    record TimedOut(long seconds, String test, int threads, ForkedJvm.Ended printed) implements Run {
    }

    /// Somebody wanted no more of it.
    record Cancelled() implements Run {
    }

    /// A run that nobody waits for may still end well within this time, and the JVM be used again.
    private static final long GRACE = Duration.ofMillis(300).toNanos();
    private static final int LOOK_EVERY_MILLIS = 20;

    private final Process process;
    private final ServerOutput output;
    private final Thread atShutdown;
    private boolean ready;
    private boolean spent;

    private TestJvm(Process process, String word) {
        this.process = process;
        output = new ServerOutput(process.getInputStream(), word);
        Thread.ofPlatform().daemon().name("output of a test JVM").start(output);
        atShutdown = new Thread(this::endTree);
        try {
            Runtime.getRuntime().addShutdownHook(atShutdown);
        } catch (IllegalStateException _) {
            endTree(); // this JVM is ending already
        }
    }

    /// Starts one. It gets ready by itself.
    ///
    /// @param options of the JVM, its class path included
    static TestJvm start(List<String> options, Path folder) {
        var random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        var word = HexFormat.of().formatHex(random);
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("quest.exercises.kit.TestServer", word));
        try {
            return new TestJvm(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start(),
                    word);
        } catch (IOException e) {
            throw QuestException.environment("Cannot start a JVM: " + e.getMessage());
        }
    }

    /// Whether it can take a run, at once or, when it is still starting, soon.
    boolean usable() throws InterruptedException {
        takeNews(0);
        return !spent && process.isAlive();
    }

    /// Whether it can take a run at once.
    boolean ready() throws InterruptedException {
        return usable() && ready;
    }

    private void takeNews(int millis) throws InterruptedException {
        for (var message = output.next(millis); message != null; message = output.next(0)) {
            switch (message.kind()) {
                case "ready" -> ready = true;
                case "spent", "failed", "end" -> spent = true;
                default -> { } // of a run that is over
            }
        }
    }

    /// Waits until it is ready, and returns whether it ever was.
    boolean awaitReady(Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!ready && usable() && System.nanoTime() < end) {
            takeNews(LOOK_EVERY_MILLIS);
        }
        return ready;
    }

    /// What it has said so far, for who wants to know why it is not ready.
    String lastWords() {
        return output.takePrinted(false, 0).output().strip();
    }

    /// Tests one exercise. The JVM must be ready.
    ///
    /// @param hung is told of each test that hung, as soon as it did
    /// @param unwanted whether nobody waits for it any more: then it is ended, if it does not end by itself in a moment
    Run run(String testClass, Path classes, Path results, Duration limit, Consumer<ExerciseResult.Test> hung,
            BooleanSupplier unwanted) throws InterruptedException {
        ready = false;
        output.takePrinted(false, 0);
        order(testClass + "\t" + classes + "\t" + results + "\n");
        var start = System.nanoTime();
        var test = new ServerMessages.Begun(null, limit.toSeconds());
        var testBegan = start;
        var threads = 0;
        while (true) {
            var message = output.next(LOOK_EVERY_MILLIS);
            var now = System.nanoTime();
            switch (message == null ? "" : message.kind()) {
                case "tested" -> {
                    return new Tested(output.takePrinted(false, 0));
                }
                case "failed" -> {
                    return new Died(ServerMessages.text(message.json()), end(false));
                }
                case "end" -> {
                    return new Died("", end(false));
                }
                case "test" -> {
                    test = ServerMessages.begun(message.json());
                    testBegan = now;
                }
                case "hung" -> hung.accept(ServerMessages.test(message.json()));
                case "threads" -> threads = ServerMessages.number(message.json());
                default -> { }
            }
            if (now - start > GRACE && unwanted.getAsBoolean()) {
                end(true);
                return new Cancelled();
            } else if (now - start > limit.toNanos()) {
                return new TimedOut(limit.toSeconds(), test.title(), threads, end(true));
            } else if (test.title() != null && now - testBegan > patience(test).toNanos()) {
                return new TimedOut(patience(test).toSeconds(), test.title(), threads, end(true));
            }
        }
    }

    /// Longer than the JVM's own limit, and what it then takes to find out where the threads stand.
    private static Duration patience(ServerMessages.Begun test) {
        return Duration.ofSeconds(test.seconds() + Math.max(5, test.seconds() / 2));
    }

    private void order(String line) {
        try {
            process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException _) {
            // it has ended, which its output tells
        }
    }

    private ForkedJvm.Ended end(boolean timedOut) throws InterruptedException {
        spent = true;
        if (timedOut) {
            endTree();
        }
        var exitCode = process.waitFor();
        close();
        return output.takePrinted(timedOut, exitCode);
    }

    @Override
    public void close() {
        endTree();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException _) {
            // it runs already
        }
    }

    private void endTree() {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

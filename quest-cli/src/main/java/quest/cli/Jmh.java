package quest.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import quest.cli.bench.Planned;

/// JMH, run in a JVM of its own on the class path of a lesson's tests. It ends with the command, and the command waits
/// so long until what was measured by then is written: Ctrl-C, which both get, must not cost that.
final class Jmh implements AutoCloseable {

    private static final int LAST_LINES = 40;
    private static final int LAST_WORDS_SECONDS = 15;
    /// By which a shell would say that Ctrl-C has ended it, or `kill`.
    private static final List<Integer> ENDED_FROM_OUTSIDE = List.of(130, 143);

    private final Path folder;
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread atShutdown = Thread.ofPlatform().unstarted(this::end);
    private final Deque<String> last = new ArrayDeque<>();
    private volatile Process running;
    private volatile boolean ending;
    private boolean interrupted;

    /// @param folder where it runs
    Jmh(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    /// Runs JMH until it ends.
    ///
    /// @param lines told of each line that it prints
    /// @param everySecond called about so often meanwhile
    /// @return its exit code
    int run(String classPath, List<String> arguments, Consumer<String> lines, Runnable everySecond)
            throws IOException, InterruptedException {
        last.clear();
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow", // JMH still uses it, and Java would warn
                "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp", classPath, "org.openjdk.jmh.Main"));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        running = process;
        process.getOutputStream().close();
        var queue = new LinkedBlockingQueue<Optional<String>>();
        Thread.ofVirtual().start(() -> read(process, queue));
        while (true) {
            var line = queue.poll(1, TimeUnit.SECONDS);
            if (line == null) {
                everySecond.run();
            } else if (line.isEmpty()) {
                break;
            } else {
                remember(line.get());
                lines.accept(line.get());
            }
        }
        var exitCode = process.waitFor();
        interrupted = ending || ENDED_FROM_OUTSIDE.contains(exitCode);
        return exitCode;
    }

    private static void read(Process process, LinkedBlockingQueue<Optional<String>> queue) {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().map(Optional::of).forEach(queue::add);
        } catch (IOException | UncheckedIOException _) {
            // it is gone
        } finally {
            queue.add(Optional.empty());
        }
    }

    /// What it would measure with these arguments.
    ///
    /// @throws QuestException when it does not understand them
    List<Planned> plan(String classPath, List<String> arguments) throws IOException, InterruptedException {
        var with = new ArrayList<>(arguments);
        with.add("-lp");
        var printed = new ArrayList<String>();
        if (run(classPath, with, printed::add, () -> { }) != 0) {
            throw QuestException.usage("JMH does not understand this:\n" + String.join("\n", printed).strip());
        }
        return Planned.read(printed);
    }

    private void remember(String line) {
        if (last.size() == LAST_LINES) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    /// @return what it printed last
    List<String> lastLines() {
        return List.copyOf(last);
    }

    /// @return whether the last run was ended by Ctrl-C or the like
    boolean wasInterrupted() {
        return interrupted;
    }

    private void end() {
        ending = true;
        var process = running;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        try {
            written.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// All that was to be written is written.
    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException _) {
            // it is what runs
        }
    }
}

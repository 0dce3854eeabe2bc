package quest.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A JVM beside this one, for code that may hang, exit or print without end. It ends with its limit of time, and
/// nothing that it started outlives it.
final class ForkedJvm {

    /// As much of its output as is kept.
    static final int MOST_OUTPUT = 16_000;

    /// How it ended.
    ///
    /// @param exitCode meaningless when `timedOut`
    /// @param output what it printed, standard error included, up to [#MOST_OUTPUT] characters
    /// @param cut whether it printed more than that
    record Ended(boolean timedOut, int exitCode, String output, boolean cut) {
    }

    private ForkedJvm() {
    }

    /// Runs `java` with these arguments, on the JDK that runs this, in `folder`; returns when it has ended or been
    /// ended.
    static Ended run(List<String> arguments, Path folder, Duration limit) throws InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectInput(emptyInput()).start();
        } catch (IOException e) {
            throw QuestException.environment("Cannot start a JVM: " + e.getMessage());
        }
        var ending = new Thread(() -> endTree(process));
        Runtime.getRuntime().addShutdownHook(ending); // Ctrl-C here must not leave a spinning JVM behind
        try {
            var output = new Output(process.getInputStream());
            var reader = Thread.ofPlatform().daemon().start(output);
            var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            endTree(process);
            process.waitFor();
            // A grandchild that got away may hold the pipe open, so its end is not waited for without a limit.
            reader.join(Duration.ofSeconds(2));
            return new Ended(!ended, process.exitValue(), output.text(), output.cut());
        } finally {
            endTree(process);
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    private static ProcessBuilder.Redirect emptyInput() {
        var windows = File.separatorChar == '\\';
        return ProcessBuilder.Redirect.from(new File(windows ? "NUL" : "/dev/null"));
    }

    private static void endTree(Process process) {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Reads all, so that the writer is never blocked, and keeps the beginning.
    private static final class Output implements Runnable {

        private final InputStream in;
        private final StringBuilder kept = new StringBuilder();
        private boolean cut;

        Output(InputStream in) {
            this.in = in;
        }

        @Override
        public void run() {
            try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                var buffer = new char[4096];
                for (var read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                    keep(buffer, read);
                }
            } catch (IOException _) {
                // the process was ended while it printed: what was read so far is what there is
            }
        }

        private synchronized void keep(char[] buffer, int length) {
            var room = Math.min(length, MOST_OUTPUT - kept.length());
            kept.append(buffer, 0, room);
            cut |= room < length;
        }

        synchronized String text() {
            return kept.toString();
        }

        synchronized boolean cut() {
            return cut;
        }
    }
}

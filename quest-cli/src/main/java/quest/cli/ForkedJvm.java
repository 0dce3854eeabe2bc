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
import java.util.Map;
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

    /// How a JVM ended that was asked for answers.
    ///
    /// @param answers what followed the secret on each line of its standard output that began with it
    /// @param printedTooMuch whether it was ended because it printed more than [#MOST_PRINTED]
    /// @param ended its standard error is the output
    record Answered(List<String> answers, boolean printedTooMuch, Ended ended) {
    }

    /// What is asked of a JVM.
    ///
    /// @param answers how many; after the last one it is ended
    /// @param limit for all of them
    /// @param patience for each: with none for so long, it is ended
    record Question(int answers, Duration limit, Duration patience) {
    }

    /// Longest line taken for an answer, in characters.
    private static final int LONGEST_ANSWER = 4_000_000;

    /// Whoever prints more than this, in bytes, is ended: reading it would cost the others their time.
    private static final long MOST_PRINTED = 32_000_000;

    /// What a JVM that has answered gets to end by itself.
    private static final Duration GRACE = Duration.ofSeconds(3);

    private ForkedJvm() {
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// Runs `java` with these arguments, on the JDK that runs this, in `folder`; returns when it has ended or been
    /// ended.
    static Ended run(List<String> arguments, Path folder, Duration limit) throws InterruptedException {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(emptyInput());
        return supervised(builder, process -> {
            var output = new Output(process.getInputStream(), Long.MAX_VALUE, process);
            var reader = Thread.ofPlatform().daemon().start(output);
            var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended(process, ended, output, reader);
        });
    }

    /// Starts a JVM, tells it a secret on its standard input, and waits for the lines that begin with that secret.
    /// It is ended when its time is up, when it has printed more than anybody reads, and soon after its last answer;
    /// and with it whatever is in its session, where `command` gives it one.
    ///
    /// @param command the whole command, with what limits the process before `java`
    /// @param environment all of its environment variables
    static Answered ask(List<String> command, Map<String, String> environment, Path folder, String secret,
                        Question question) throws InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return supervised(builder, process -> {
            var output = new Output(process.getErrorStream(), MOST_PRINTED, process);
            var answers = new Answers(process.getInputStream(), secret);
            var printing = Thread.ofPlatform().daemon().start(output);
            var answering = Thread.ofPlatform().daemon().start(answers);
            tell(process, secret);
            var end = System.nanoTime() + question.limit.toNanos();
            var ended = false;
            while (!ended && answers.count() < question.answers && System.nanoTime() < end
                    && System.nanoTime() - answers.newest < question.patience.toNanos()) {
                ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            // Once it has answered, what else it does is of no interest.
            var answered = answers.count() >= question.answers;
            ended |= process.waitFor(answered ? GRACE.toMillis() : 0, TimeUnit.MILLISECONDS) || answered;
            var told = ended(process, ended, output, printing);
            endSession(process, command);
            answering.join(GRACE);
            return new Answered(answers.all(), output.tooMuch, told);
        });
    }

    /// Java cannot signal a group of processes, and a child whose parent has ended is nobody's descendant any more.
    private static void endSession(Process process, List<String> command) throws InterruptedException {
        if (ForkLimits.givesSession(command)) {
            try {
                new ProcessBuilder("sh", "-c", "kill -KILL -- -" + process.pid()).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            } catch (IOException _) {
                // its descendants, as far as they are known, have been ended
            }
        }
    }

    private interface Supervision<T> {
        T over(Process process) throws InterruptedException;
    }

    private static <T> T supervised(ProcessBuilder builder, Supervision<T> supervision) throws InterruptedException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw QuestException.environment("Cannot start a JVM: " + e.getMessage());
        }
        var ending = new Thread(() -> endTree(process));
        try {
            Runtime.getRuntime().addShutdownHook(ending); // Ctrl-C here must not leave a spinning JVM behind
            var told = supervision.over(process);
            // Fails when this JVM is ending. Then the process was ended from here, and what it told is no result.
            Runtime.getRuntime().removeShutdownHook(ending);
            return told;
        } catch (IllegalStateException _) {
            throw new InterruptedException("the command is ending");
        } catch (InterruptedException | RuntimeException e) {
            removeHook(ending);
            throw e;
        } finally {
            endTree(process);
        }
    }

    /// Called before something is kept as finished: while this JVM is ending, what it has started ends too, and looks
    /// as if it had failed by itself.
    static void throwIfEnding() throws InterruptedException {
        var hook = new Thread(() -> { });
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            throw new InterruptedException("the command is ending");
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // it runs already
        }
    }

    private static Ended ended(Process process, boolean byItself, Output output, Thread reader)
            throws InterruptedException {
        endTree(process);
        process.waitFor();
        // A grandchild that got away may hold the pipe open, so its end is not waited for without a limit.
        reader.join(Duration.ofSeconds(2));
        return new Ended(!byItself, process.exitValue(), output.text(), output.cut());
    }

    private static void tell(Process process, String secret) {
        try {
            process.getOutputStream().write((secret + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush(); // it stays open: the JVM ends with it
        } catch (IOException _) {
            // it has ended already, which shows
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
        private final long most;
        private final Process process;
        private final StringBuilder kept = new StringBuilder();
        private boolean cut;
        private volatile boolean tooMuch;

        Output(InputStream in, long most, Process process) {
            this.in = in;
            this.most = most;
            this.process = process;
        }

        @Override
        public void run() {
            try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                var buffer = new char[4096];
                var all = 0L;
                for (var read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                    keep(buffer, read);
                    all += read;
                    if (all > most) {
                        tooMuch = true;
                        endTree(process);
                    }
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

    /// Looks for lines that begin with the secret, in whatever else stands there.
    private static final class Answers implements Runnable {

        private final InputStream in;
        private final String secret;
        private final List<String> answers = new ArrayList<>();
        private volatile long newest = System.nanoTime();

        Answers(InputStream in, String secret) {
            this.in = in;
            this.secret = secret + " ";
        }

        @Override
        public void run() {
            try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                var line = new StringBuilder();
                var buffer = new char[4096];
                for (var read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                    for (var i = 0; i < read; i++) {
                        if (buffer[i] == '\n') {
                            take(line);
                        } else if (line.length() <= LONGEST_ANSWER) {
                            line.append(buffer[i]);
                        }
                    }
                }
            } catch (IOException _) {
                // the process was ended while it wrote
            }
        }

        private synchronized void take(StringBuilder line) {
            if (line.length() <= LONGEST_ANSWER && line.indexOf(secret) == 0) {
                answers.add(line.substring(secret.length()));
                newest = System.nanoTime();
            }
            line.setLength(0);
        }

        synchronized int count() {
            return answers.size();
        }

        synchronized List<String> all() {
            return List.copyOf(answers);
        }
    }
}

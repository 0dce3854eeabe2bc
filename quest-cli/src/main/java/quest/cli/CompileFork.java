package quest.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A [CompileWorker] as the grader sees it: started when there is something to compile, ended and started anew when a
/// source has hung or broken it. Used by one thread.
final class CompileFork implements AutoCloseable {

    private static final String HEAP = "-Xmx384m";

    private final JsonMapper mapper = new JsonMapper();
    private final boolean ownSession;
    private BlockingQueue<String> answers;
    private Process process;

    /// @param ownSession whether it starts by `setsid`, so that Ctrl-C ends the grader first and not its compiler
    CompileFork(boolean ownSession) {
        this.ownSession = ownSession;
    }

    /// Compiles, and says so in `gaveUp` when the compiler needs longer than `limit`, or breaks.
    CompileJob.Done compile(CompileJob job, Duration limit) throws InterruptedException {
        try {
            if (process == null || !process.isAlive()) {
                start();
            }
            process.getOutputStream().write((mapper.writeValueAsString(job) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            var answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                close();
                return gaveUp("it kept the compiler busy for more than %d seconds".formatted(limit.toSeconds()));
            }
            return mapper.readValue(answer, CompileJob.Done.class);
        } catch (IOException _) { // it ended without an answer, or with last words that are none
            close();
            return gaveUp("it broke the compiler, perhaps by using up its memory");
        }
    }

    private static CompileJob.Done gaveUp(String why) {
        return new CompileJob.Done(List.of(), why, Map.of());
    }

    private void start() throws IOException {
        var command = new ArrayList<>(ownSession ? List.of("setsid") : List.of());
        command.addAll(List.of(ForkedJvm.java(), "--enable-preview", HEAP, "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr", "-cp",
                System.getProperty("java.class.path"), CompileWorker.class.getName()));
        var started = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var answersOfThisOne = new LinkedBlockingQueue<String>(); // a late answer of an ended one must reach nobody
        process = started;
        answers = answersOfThisOne;
        Thread.ofPlatform().daemon().start(() -> passOn(started, answersOfThisOne));
    }

    /// An empty answer says that the process has ended.
    private static void passOn(Process from, BlockingQueue<String> answers) {
        try (var reader = new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                answers.add(line);
            }
        } catch (IOException _) {
            // the process was ended
        } finally {
            answers.add("");
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}

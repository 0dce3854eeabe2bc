package quest.exercises.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs the tests of exercises in this JVM as it is asked to: started beforehand, with JUnit and AssertJ loaded, it has
/// a verdict within some hundredths of a second. The exercises' README says how it is talked to.
///
/// Each run has the exercise's classes in a class loader of its own. After a test that hung, and whenever a run has
/// left something behind that the next could notice, this JVM says so and ends: to clean up after code that anybody
/// may have written cannot be done from inside.
public final class TestServer {
    private static final int ENDED_BY_THE_CODE = 1;
    private static final int SPENT = 0;
    private static final int ENVIRONMENT = 3;
    /// What a run leaves in caches that hold its classes adds up.
    private static final int MOST_RUNS = 100;
    /// Platform threads. Tests of exercises get along with some dozens.
    private static final int MOST_THREADS = 2_000;
    private static final int MANY_THREADS = 40;
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    private final Launcher launcher = LauncherFactory.create();
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Messages messages;
    private volatile Recorder running;
    private volatile Path results;

    /// A test, or a method that is several, has begun.
    ///
    /// @param seconds its time limit, which this JVM keeps by itself as long as it can
    record Begun(String title, long seconds) {
    }

    private record Job(String testClass, Path classes, Path results) {
    }

    private TestServer(Messages messages) {
        this.messages = messages;
    }

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("expected: TestServer WORD");
            Runtime.getRuntime().halt(ENVIRONMENT);
        }
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var server = new TestServer(new Messages(System.out, args[0]));
        System.setIn(InputStream.nullInputStream());
        System.setErr(System.out); // a message must not be torn apart by what is printed meanwhile
        Thread.setDefaultUncaughtExceptionHandler(RunExercise::uncaught);
        Runtime.getRuntime().addShutdownHook(new Thread(server::endedEarly));
        Thread.ofPlatform().daemon().name("orders").priority(Thread.MAX_PRIORITY).start(() -> server.read(orders));
        Thread.ofPlatform().daemon().name("guard").priority(Thread.MAX_PRIORITY).start(server::guard);
        try {
            server.serve();
        } catch (IOException | InterruptedException | ClassNotFoundException | RuntimeException | Error e) {
            server.end("failed", String.valueOf(e), ENVIRONMENT);
        }
    }

    private void serve() throws IOException, InterruptedException, ClassNotFoundException {
        launcher.execute(LauncherExecutionRequestBuilder.request(RunExercise.discover(launcher, WarmUp.class)).build());
        for (int runs = 1; true; runs++) {
            messages.say("ready", null);
            Job job = jobs.take();
            var before = new Surroundings();
            boolean hung = run(job);
            messages.say("tested", null);
            String spent = hung ? "a test hung, and its thread cannot be ended"
                    : runs == MOST_RUNS ? "it has been used often enough" : before.changed();
            if (spent != null) {
                end("spent", spent, SPENT);
            }
        }
    }

    /// Returns whether a test hung.
    private boolean run(Job job) throws IOException, ClassNotFoundException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(urls(job), TestServer.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            Class<?> testClass = Class.forName(job.testClass, false, loader);
            TestPlan plan = RunExercise.discover(launcher, testClass);
            results = job.results;
            var recorder = new Recorder(testClass, plan);
            // Whoever reads a result after this run must not find that of an earlier one.
            Files.deleteIfExists(Result.file(results, recorder.lesson(), recorder.exercise()));
            running = recorder;
            try (var _ = RunTrace.start()) {
                launcher.execute(LauncherExecutionRequestBuilder.request(plan)
                        .listeners(recorder, progress()).build());
            }
            running = null;
            Result result = recorder.result();
            result.write(results);
            return result.state() == State.HUNG;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private TestExecutionListener progress() {
        return new TestExecutionListener() {
            @Override
            public void executionStarted(TestIdentifier id) {
                if (id.getSource().orElse(null) instanceof MethodSource test) {
                    messages.say("test", new Begun(id.getDisplayName(),
                            ExerciseExtension.limit(test.getJavaMethod(), test.getJavaClass()).toSeconds()));
                }
            }

            @Override
            public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                if (result.getThrowable().orElse(null) instanceof Verdict verdict && verdict.state() == State.HUNG
                        && !verdict.words().startsWith(Verdict.NOT_RUN)) {
                    messages.say("hung", new Result.Test(id.getLegacyReportingName(), id.getDisplayName(), State.HUNG,
                            verdict.words(), verdict.where(), 0));
                }
            }
        };
    }

    private static URL[] urls(Job job) throws MalformedURLException {
        return new URL[] {job.classes.toUri().toURL()};
    }

    /// Jobs come in here, one a line. When the line ends, whoever gave them is gone, however that came about, and this
    /// JVM must not outlive it.
    private void read(BufferedReader orders) {
        try {
            for (var line = orders.readLine(); line != null; line = orders.readLine()) {
                var parts = line.split("\t");
                jobs.add(new Job(parts[0], Path.of(parts[1]), Path.of(parts[2])));
            }
        } catch (IOException e) {
            // as good as the end
        } finally {
            Runtime.getRuntime().halt(SPENT);
        }
    }

    /// Ends this JVM when the code starts threads without end: the machine would not stand it for as long as a test
    /// may take.
    private void guard() {
        var threads = ManagementFactory.getThreadMXBean();
        int told = MANY_THREADS;
        while (true) {
            LockSupport.parkNanos(LOOK_EVERY);
            int count = threads.getThreadCount();
            if (count > told + told / 2) {
                messages.say("threads", count);
                told = count;
            }
            if (count > MOST_THREADS) {
                end("failed", "the code had started " + count + " threads, and went on: the tests were ended there",
                        ENDED_BY_THE_CODE);
            }
        }
    }

    /// The shutdown hook.
    private void endedEarly() {
        Recorder recorder = running;
        if (EarlyEnd.recordIn(recorder)) {
            try {
                recorder.result().write(results);
                end("tested", null, ENDED_BY_THE_CODE);
            } catch (IOException e) {
                end("failed", "cannot write the results: " + e, ENVIRONMENT);
            }
        }
    }

    private void end(String kind, String why, int exitCode) {
        // While they still can be told from all others: nobody knows the children of a process that has ended.
        ProcessHandle.current().descendants().toList().forEach(ProcessHandle::destroyForcibly);
        messages.say(kind, why);
        Runtime.getRuntime().halt(exitCode);
    }
}

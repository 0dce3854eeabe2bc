package quest.exercises.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import quest.exercises.Todo;

/// Runs the tests of exercises in this JVM, writes what came of them, and ends the JVM.
/// The exercises' README says how it is called and what it writes.
public final class RunExercise {
    private static final int RIGHT = 0;
    private static final int NOT_RIGHT = 1;
    private static final int ENVIRONMENT = 3;

    /// Where the results go.
    private interface Results {
        /// Whoever reads a result after this run must not find that of an earlier one.
        default void forget(String lesson, String exercise) throws IOException {
        }

        void write(Result result) throws IOException;
    }

    private record Folder(Path path) implements Results {
        @Override
        public void forget(String lesson, String exercise) throws IOException {
            Files.deleteIfExists(Result.file(path, lesson, exercise));
        }

        @Override
        public void write(Result result) throws IOException {
            result.write(path);
        }
    }

    private final Results results;
    private volatile Recorder running;

    private RunExercise(Results results) {
        this.results = results;
    }

    public static void main(String[] args) {
        var testClasses = new ArrayList<>(List.of(args));
        int option = testClasses.indexOf("--results");
        if (option < 0 || option + 1 == testClasses.size() || testClasses.size() == 2) {
            System.err.println("expected: RunExercise TEST_CLASS... --results FOLDER (or -)");
            end(ENVIRONMENT);
        }
        String where = testClasses.remove(option + 1);
        testClasses.remove(option);
        try {
            Results results = where.equals("-") ? ResultChannel.open()::write : new Folder(Path.of(where));
            end(new RunExercise(results).run(testClasses) ? RIGHT : NOT_RIGHT);
        } catch (ClassNotFoundException e) {
            System.err.println("there is no test class " + e.getMessage() + " on the class path");
        } catch (IOException e) {
            System.err.println("cannot write the results: " + e);
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
        }
        end(ENVIRONMENT);
    }

    private boolean run(List<String> testClasses) throws ClassNotFoundException, IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endedEarly));
        Thread.setDefaultUncaughtExceptionHandler(RunExercise::uncaught);
        Launcher launcher = LauncherFactory.create();
        boolean right = true;
        for (String name : testClasses) {
            Class<?> testClass = Class.forName(name, false, RunExercise.class.getClassLoader());
            TestPlan plan = discover(launcher, testClass);
            running = new Recorder(testClass, plan);
            results.forget(running.lesson(), running.exercise());
            launcher.execute(LauncherExecutionRequestBuilder.request(plan).listeners(running).build());
            Result result = running.result();
            results.write(result);
            right &= result.state() == State.RIGHT;
            if (result.state() == State.HUNG) {
                // A thread is left behind, and whatever it does would be held against the next exercise.
                break;
            }
        }
        return right;
    }

    static TestPlan discover(Launcher launcher, Class<?> testClass) {
        return launcher.discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(testClass)).build());
    }

    /// Ends the JVM at once: neither threads that are left over, nor what the learner's code registered for the JVM's
    /// end, get a say.
    private static void end(int exitCode) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /// The shutdown hook.
    private void endedEarly() {
        Recorder recorder = running;
        if (EarlyEnd.recordIn(recorder)) {
            try {
                results.write(recorder.result());
            } catch (IOException e) {
                System.err.println("cannot write the results: " + e);
                end(ENVIRONMENT);
            }
            end(NOT_RIGHT);
        }
    }

    /// A `Todo` on another thread is told of by its test; its stack trace would only be noise.
    static void uncaught(Thread thread, Throwable thrown) {
        if (!(thrown instanceof Todo)) {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
        }
    }
}

package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Checks one exercise after the other: compiles it, runs its tests in a JVM of their own, and keeps the result for the
/// map and the list. Used by one thread, but for [#close].
final class Checker implements AutoCloseable {

    /// What a whole exercise may take. Each test has a limit of its own, much shorter, which tells more when it
    /// strikes; this one is for code that brings down even that.
    static final Duration LIMIT = Duration.ofSeconds(120);

    private static final Consumer<ExerciseResult.Test> NOBODY = _ -> { };

    private final Desk desk;
    private final ExerciseCompiler compiler;
    private final Duration limit;
    private final List<String> jvmOptions;
    private final TestJvms jvms;

    /// @param jvmOptions for the exercises' JVM, besides those it always gets
    /// @param jvms in which the tests run; closed with this
    Checker(Desk desk, ExerciseCompiler compiler, Duration limit, List<String> jvmOptions, TestJvms jvms) {
        this.desk = desk;
        this.compiler = compiler;
        this.limit = limit;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.jvms = jvms;
    }

    /// For who checks an exercise or two: no JVM is kept waiting.
    ///
    /// @param jvmOptions for the exercises' JVM, besides those it always gets
    static Checker of(Session session, List<String> jvmOptions) {
        return new Checker(session.desk(), ExerciseCompiler.of(session.course()), LIMIT, jvmOptions,
                new TestJvms(session.course().home(), false));
    }

    CheckOutcome check(Exercise exercise) throws InterruptedException {
        return check(exercise, NOBODY, () -> false);
    }

    /// @param hung is told, while other tests still run, of a test that hung
    /// @param unwanted whether nobody waits for the outcome any more
    /// @return null when nobody waited for it
    CheckOutcome check(Exercise exercise, Consumer<ExerciseResult.Test> hung, BooleanSupplier unwanted)
            throws InterruptedException {
        if (!Files.exists(desk.file(exercise)) || desk.untouched(exercise)) {
            return new CheckOutcome.NotBegun(exercise, !Files.exists(desk.file(exercise)));
        }
        var hash = Sources.hash(desk.file(exercise));
        prepare(); // the JVM starts while the exercise is compiled
        var errors = compiler.compile(exercise);
        if (!errors.isEmpty()) {
            keep(exercise, ExerciseResult.withoutRun(exercise, hash, State.DOES_NOT_COMPILE,
                    errors.getFirst().message()));
            return new CheckOutcome.NotCompiled(exercise, errors, errors.stream().allMatch(compiler::isTest));
        }
        delete(resultFile(exercise));
        var run = jvms.run(exercise.testClass(), compiler.classes(exercise), desk.course().ownResults(), limit,
                hung, unwanted);
        return switch (run) {
            case TestJvm.Tested(var printed) -> tested(exercise, hash, printed);
            case TestJvm.Died(var why, var printed) ->
                brokenOff(exercise, hash, State.WRONG, died(why, printed), printed);
            case TestJvm.TimedOut timedOut ->
                brokenOff(exercise, hash, State.HUNG, timedOut(timedOut), timedOut.printed());
            case TestJvm.Cancelled() -> null;
        };
    }

    /// Has everything ready that the next check needs, as far as that can be done before.
    void prepare() throws InterruptedException {
        compiler.prepare();
        jvms.prepare(options());
    }

    /// As [#prepare], and has the compiler loaded, by compiling this exercise, whatever comes of it.
    void warmUp(Exercise exercise) throws InterruptedException {
        prepare();
        if (Files.exists(desk.file(exercise))) {
            compiler.compile(exercise);
        }
    }

    /// After a check: has a second JVM started, where one is wanted.
    void prepareSpare() throws InterruptedException {
        jvms.prepareSpare();
    }

    private CheckOutcome tested(Exercise exercise, String hash, ForkedJvm.Ended printed) {
        var result = desk.results().read(resultFile(exercise));
        if (result == null) {
            throw QuestException.environment("The tests of " + exercise.name() + " left no result in "
                    + desk.course().show(resultFile(exercise)));
        }
        if (hash.equals(result.sourceHash())) {
            return new CheckOutcome.Tested(exercise, result, printed);
        }
        // The file was saved while its classes ran: the result is of what was compiled.
        var compiled = result.withSourceHash(hash);
        keep(exercise, compiled);
        return new CheckOutcome.Tested(exercise, compiled, printed);
    }

    private CheckOutcome brokenOff(Exercise exercise, String hash, State state, String why, ForkedJvm.Ended printed) {
        keep(exercise, ExerciseResult.withoutRun(exercise, hash, state, why));
        return new CheckOutcome.BrokenOff(exercise, state, why, printed);
    }

    private static String timedOut(TestJvm.TimedOut run) {
        if (run.test() == null) {
            return "The tests were not done after %d seconds, so they were ended.".formatted(run.seconds());
        }
        var cause = run.threads() == 0 ? ". Look for a loop that never ends, or for memory that fills up"
                : ". At last there were %d threads: look for what starts them".formatted(run.threads());
        return ("Your code was still running after %d seconds, in the test '%s', so it was ended. It kept the JVM too "
                + "busy even to say where your threads stand%s.").formatted(run.seconds(), run.test(), cause);
    }

    private static String died(String why, ForkedJvm.Ended printed) {
        return why.isEmpty() ? ("The JVM ended in the middle of the tests, with exit code %d. An exercise must not end "
                + "the JVM: look for Runtime.halt, or for memory that runs out.").formatted(printed.exitCode())
                : "The tests could not go on: " + why + ".";
    }

    /// The options change with the tests' kit: a JVM that has loaded an older one is of no use.
    private List<String> options() {
        var course = desk.course();
        var options = new ArrayList<>(List.of("--enable-preview", "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-XX:MaxDirectMemorySize=128m",
                "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
                "-Dquest.exercises.source=" + course.exerciseSources(),
                "-Dquest.stubs=" + course.stubs(),
                "-Dquest.kit=" + compiler.kitVersion()));
        options.addAll(jvmOptions);
        options.addAll(List.of("-cp", ExerciseCompiler.asText(compiler.kitClassPath())));
        return options;
    }

    private Path resultFile(Exercise exercise) {
        return desk.course().ownResults().resolve(exercise.key() + ".json");
    }

    private void keep(Exercise exercise, ExerciseResult result) {
        desk.results().write(result, resultFile(exercise));
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + desk.course().show(file) + ": " + e);
        }
    }

    @Override
    public void close() {
        jvms.close();
    }
}

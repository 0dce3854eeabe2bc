package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Checks one exercise after the other: compiles it, runs its tests in a JVM of their own, and keeps the result for the
/// map and the list. Used by one thread.
final class Checker {

    /// What a whole exercise may take. Each test has a limit of its own, much shorter, which tells more when it
    /// strikes; this one is for code that brings down even that.
    static final Duration LIMIT = Duration.ofSeconds(120);

    private final Desk desk;
    private final ExerciseCompiler compiler;
    private final Duration limit;
    private final List<String> jvmOptions;

    /// @param jvmOptions for the exercises' JVM, besides those it always gets
    Checker(Desk desk, ExerciseCompiler compiler, Duration limit, List<String> jvmOptions) {
        this.desk = desk;
        this.compiler = compiler;
        this.limit = limit;
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    CheckOutcome check(Exercise exercise) throws InterruptedException {
        if (!Files.exists(desk.file(exercise)) || desk.untouched(exercise)) {
            return new CheckOutcome.NotBegun(exercise, !Files.exists(desk.file(exercise)));
        }
        var hash = Sources.hash(desk.file(exercise));
        var errors = compiler.compile(exercise);
        if (!errors.isEmpty()) {
            keep(exercise, ExerciseResult.withoutRun(exercise, hash, State.DOES_NOT_COMPILE,
                    errors.getFirst().message()));
            return new CheckOutcome.NotCompiled(exercise, errors, errors.stream().allMatch(compiler::isTest));
        }
        var resultFile = resultFile(exercise);
        delete(resultFile);
        var ended = ForkedJvm.run(arguments(exercise), desk.course().home(), limit);
        var result = ended.timedOut() ? null : desk.results().read(resultFile);
        if (result != null) {
            return new CheckOutcome.Tested(exercise, result, ended);
        }
        var outcome = brokenOff(exercise, ended);
        keep(exercise, ExerciseResult.withoutRun(exercise, hash, outcome.state(), outcome.why()));
        return outcome;
    }

    private CheckOutcome.BrokenOff brokenOff(Exercise exercise, ForkedJvm.Ended ended) {
        if (ended.timedOut()) {
            return new CheckOutcome.BrokenOff(exercise, State.HUNG, ("The tests were not done after %d seconds, so "
                    + "they were ended. Look for a loop that never ends, or that never lets go of its thread.")
                    .formatted(limit.toSeconds()), ended);
        }
        if (ended.exitCode() == ExitCode.ENVIRONMENT) {
            throw QuestException.environment("The tests of %s could not be run.\n%s"
                    .formatted(exercise.name(), ended.output().strip()));
        }
        return new CheckOutcome.BrokenOff(exercise, State.WRONG, ("The JVM ended in the middle of the tests, with exit "
                + "code %d. An exercise must not end the JVM: look for Runtime.halt, or for memory that runs out.")
                .formatted(ended.exitCode()), ended);
    }

    private List<String> arguments(Exercise exercise) {
        var course = desk.course();
        var arguments = new ArrayList<>(List.of("--enable-preview",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
                "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
                "-Dquest.exercises.source=" + course.exerciseSources(),
                "-Dquest.stubs=" + course.stubs()));
        arguments.addAll(jvmOptions);
        arguments.addAll(List.of("-cp", ExerciseCompiler.asText(compiler.classPath(exercise)),
                "quest.exercises.kit.RunExercise", exercise.testClass(), "--results", course.ownResults().toString()));
        return arguments;
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
}

package quest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.exercises.kit.Result;
import quest.exercises.kit.State;

/// Tests that let a known mistake pass would give points for it. Leaves a report in `target/gate/mistakes.txt`: a
/// mistake that fails nearly every test is no mistake that a learner would be in doubt about.
@Tag("gate")
class MistakesTest {
    private final Course course = Course.here();
    private final List<String> problems = new ArrayList<>();

    /// Most of a wrong answer's time goes into waiting for what will not come, so several can wait at once.
    private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

    @Test
    void everyMistakeIsRejectedByTheTestThatItNames(@TempDir Path folder) throws Exception {
        var runs = new LinkedHashMap<Mistake, Future<Result>>();
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var exercise : course.exercises()) {
                for (var file : course.mistakes(exercise)) {
                    var sandbox = new Sandbox(Files.createDirectory(folder.resolve("mistake" + runs.size())));
                    runs.put(Mistake.read(exercise, file),
                            pool.submit(() -> sandbox.run(Map.of(exercise, file)).get(exercise)));
                }
            }
        }
        var report = new ArrayList<String>();
        for (var run : runs.entrySet()) {
            var result = run.getValue().get();
            judge(run.getKey(), result);
            report.add(String.format("%3d of %3d tests right, %4s of %s points: %s",
                    result.tests().filter(Result.Test::isRight).count(), result.tests().count(),
                    result.points(), result.possible(), run.getKey().name()));
        }
        Path reports = Files.createDirectories(course.root().resolve("solutions/target/gate"));
        Files.write(reports.resolve("mistakes.txt"), report);
        assertThat(problems).isEmpty();
    }

    private void judge(Mistake mistake, Result result) throws ClassNotFoundException {
        Result.Test caught = find(mistake, result);
        State expected = mistake.hangs() ? State.HUNG : State.WRONG;
        if (caught == null || caught.state() != expected) {
            problems.add(mistake.name() + ": " + mistake.group() + "." + mistake.test() + " should be " + expected
                    + ", but is " + (caught == null ? "not among the results" : caught.state()));
        }
        // By the time limit only where hanging is the mistake: a learner who waits ten seconds is told less.
        if (!mistake.hangs()) {
            result.tests().filter(test -> test.state() == State.HUNG).forEach(test ->
                    problems.add(mistake.name() + ": " + test.name() + " hangs, where an assertion should fail"));
        }
    }

    private static Result.Test find(Mistake mistake, Result result) throws ClassNotFoundException {
        var group = Class.forName(mistake.exercise().testClass() + "$" + mistake.group(), false,
                MistakesTest.class.getClassLoader());
        String name = group.isAnnotationPresent(DisplayName.class) ? group.getAnnotation(DisplayName.class).value()
                : group.getSimpleName();
        return result.groups().stream().filter(candidate -> candidate.name().equals(name))
                .flatMap(candidate -> candidate.tests().stream()).filter(test -> test.name().equals(mistake.test()))
                .findFirst().orElse(null);
    }
}

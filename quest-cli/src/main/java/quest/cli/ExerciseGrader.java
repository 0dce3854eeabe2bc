package quest.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs one exercise of a submission under its tests, and says what it has earned. Points come from the grader's own
/// list of tests; from the run come only states and messages. Any thread may call it.
final class ExerciseGrader {

    private static final int LINES_OF_OUTPUT = 5;

    private final List<TestSuite> suites;
    private final GradedJvm jvm;
    private final JsonMapper mapper =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /// @param suites the exercises' own tests, and perhaps hidden ones
    ExerciseGrader(List<TestSuite> suites, GradedJvm jvm) {
        this.suites = List.copyOf(suites);
        this.jvm = jvm;
    }

    /// The grade of an exercise of which no test can be run.
    Grade.OfExercise withoutRun(Exercise exercise, Grade.Standing standing, String why) {
        var groups = new ArrayList<Grade.OfGroup>();
        suites.forEach(suite -> groups.addAll(lost(suite, exercise, standing)));
        return grade(exercise, standing, why, groups);
    }

    /// @param folder for the run; it is made and deleted
    Grade.OfExercise grade(Exercise exercise, Path classes, Path sources, Path folder, int slot)
            throws InterruptedException {
        var groups = new ArrayList<Grade.OfGroup>();
        var standings = new ArrayList<Grade.Standing>();
        var whys = new ArrayList<String>();
        for (var suite : suites) {
            if (suite.plan().groups(exercise).isEmpty()) {
                continue;
            }
            create(folder);
            var answered = jvm.run(suite, exercise, classes, sources, folder, slot);
            TestSuiteBuilder.delete(folder);
            var result = result(answered.answer());
            if (result != null && suite.plan().fits(exercise, result.groups())) {
                standings.add(Grade.Standing.of(result.state()));
                groups.addAll(earned(suite, exercise, result));
            } else {
                standings.add(answered.ended().timedOut() ? Grade.Standing.HUNG : Grade.Standing.ENDED_EARLY);
                whys.add((suite.hidden() ? "Under the hidden tests: " : "") + why(answered));
                groups.addAll(lost(suite, exercise, standings.getLast()));
            }
        }
        return grade(exercise, worst(standings), whys.isEmpty() ? null : String.join("\n", whys), groups);
    }

    private static Grade.OfExercise grade(Exercise exercise, Grade.Standing standing, String why,
                                          List<Grade.OfGroup> groups) {
        return new Grade.OfExercise(exercise.lesson(), exercise.name(), standing,
                Grade.sum(groups, Grade.OfGroup::points), Grade.sum(groups, Grade.OfGroup::possible), why,
                List.copyOf(groups));
    }

    private static Grade.Standing worst(List<Grade.Standing> standings) {
        for (var standing : List.of(Grade.Standing.ENDED_EARLY, Grade.Standing.HUNG, Grade.Standing.WRONG,
                Grade.Standing.BEGUN)) {
            if (standings.contains(standing)) {
                return standing;
            }
        }
        var all = standings.stream().distinct().toList();
        return all.size() == 1 ? all.getFirst() : Grade.Standing.BEGUN;
    }

    private static List<Grade.OfGroup> earned(TestSuite suite, Exercise exercise, ExerciseResult result) {
        var groups = new ArrayList<Grade.OfGroup>();
        var planned = suite.plan().groups(exercise);
        for (var i = 0; i < planned.size(); i++) {
            var tests = new ArrayList<Grade.OfTest>();
            for (var j = 0; j < planned.get(i).tests().size(); j++) {
                var test = planned.get(i).tests().get(j);
                var run = result.groups().get(i).tests().get(j);
                tests.add(new Grade.OfTest(test.name(), test.title(), Grade.Standing.of(run.state()),
                        GradeWords.message(run), run.where() == null ? null : Plain.line(run.where())));
            }
            var all = tests.stream().allMatch(test -> test.standing() == Grade.Standing.RIGHT);
            groups.add(new Grade.OfGroup(planned.get(i).name(), suite.hidden(),
                    all && !tests.isEmpty() ? planned.get(i).possible() : 0, planned.get(i).possible(), tests));
        }
        return groups;
    }

    private static List<Grade.OfGroup> lost(TestSuite suite, Exercise exercise, Grade.Standing standing) {
        return suite.plan().groups(exercise).stream().map(group -> new Grade.OfGroup(group.name(), suite.hidden(), 0,
                group.possible(), group.tests().stream().map(test -> new Grade.OfTest(test.name(), test.title(),
                        standing, null, null)).toList())).toList();
    }

    private ExerciseResult result(String answer) {
        try {
            return answer == null ? null : mapper.readValue(answer, ExerciseResult.class);
        } catch (JacksonException _) {
            return null;
        }
    }

    private String why(ForkedJvm.Answered answered) {
        var ended = answered.ended();
        var why = new StringBuilder(answered.printedTooMuch()
                ? "It printed without end, so its JVM was ended before the tests were done."
                : ended.timedOut()
                ? ("Its tests were not done after %d seconds, so its JVM was ended, with all that it had started. Look for "
                        + "a loop that never ends, or starts thread after thread.").formatted(jvm.patience().toSeconds())
                : GradeWords.ended(ended.exitCode(), ended.output()));
        var printed = ended.output().lines().filter(line -> !line.isBlank()).limit(LINES_OF_OUTPUT)
                .map(Plain::line).toList();
        if (!printed.isEmpty()) {
            why.append("\nIt had printed:");
            printed.forEach(line -> why.append("\n    ").append(line));
        }
        return why.toString();
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + folder + ": " + e);
        }
    }
}

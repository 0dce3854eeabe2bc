package quest.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs exercises of a submission under their tests, and says what they have earned. Points come from the grader's own
/// list of tests; from the run come only states and messages. Any thread may call it.
///
/// To start a JVM takes longer than most exercises do. So exercises first share one, and those that are right in it are
/// right. Every other one, and whatever its neighbours may have done to it, gets a JVM of its own, and that run counts.
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

    /// Where runs take place.
    ///
    /// @param classes of the submission
    /// @param sources of the submission
    /// @param folder for the run; it is made and deleted
    record Place(Path classes, Path sources, Path folder, int slot) {
    }

    /// What one suite says about one exercise.
    private record Outcome(Grade.Standing standing, String why, List<Grade.OfGroup> groups) {
    }

    /// @param exercises whose classes are in one folder
    List<Grade.OfExercise> grade(List<Exercise> exercises, Place place) throws InterruptedException {
        var outcomes = new LinkedHashMap<Exercise, List<Outcome>>();
        exercises.forEach(exercise -> outcomes.put(exercise, new ArrayList<>()));
        for (var suite : suites) {
            var tested = exercises.stream().filter(it -> !suite.plan().groups(it).isEmpty()).toList();
            var right = tested.size() > 1 ? rightTogether(suite, tested, place) : Map.<Exercise, Outcome>of();
            for (var exercise : tested) {
                outcomes.get(exercise).add(right.containsKey(exercise) ? right.get(exercise)
                        : alone(suite, exercise, place));
            }
        }
        return exercises.stream().map(exercise -> grade(exercise, outcomes.get(exercise))).toList();
    }

    private Map<Exercise, Outcome> rightTogether(TestSuite suite, List<Exercise> exercises, Place place)
            throws InterruptedException {
        var right = new HashMap<Exercise, Outcome>();
        var left = exercises;
        while (left.size() > 1) {
            var answers = run(suite, left, place).answers();
            for (var i = 0; i < Math.min(answers.size(), left.size()); i++) {
                var result = result(answers.get(i), suite, left.get(i));
                if (result != null && result.state() == State.RIGHT) {
                    right.put(left.get(i), outcome(suite, left.get(i), result));
                }
            }
            // The one that did not answer held up the others, or ended the JVM: they go on without it.
            left = left.subList(Math.min(left.size(), answers.size() + 1), left.size());
        }
        return right;
    }

    private Outcome alone(TestSuite suite, Exercise exercise, Place place) throws InterruptedException {
        var answered = run(suite, List.of(exercise), place);
        var result = answered.answers().isEmpty() ? null : result(answered.answers().getFirst(), suite, exercise);
        if (result != null) {
            return outcome(suite, exercise, result);
        }
        var standing = answered.ended().timedOut() ? Grade.Standing.HUNG : Grade.Standing.ENDED_EARLY;
        return new Outcome(standing, (suite.hidden() ? "Under the hidden tests: " : "") + why(answered),
                lost(suite, exercise, standing));
    }

    private ForkedJvm.Answered run(TestSuite suite, List<Exercise> exercises, Place place)
            throws InterruptedException {
        create(place.folder);
        try {
            return jvm.run(suite, exercises, place.classes, place.sources, place.folder, place.slot);
        } finally {
            TestSuiteBuilder.delete(place.folder);
        }
    }

    private static Outcome outcome(TestSuite suite, Exercise exercise, ExerciseResult result) {
        return new Outcome(Grade.Standing.of(result.state()), null, earned(suite, exercise, result));
    }

    private static Grade.OfExercise grade(Exercise exercise, List<Outcome> outcomes) {
        var whys = outcomes.stream().map(Outcome::why).filter(Objects::nonNull).toList();
        return grade(exercise, worst(outcomes.stream().map(Outcome::standing).toList()),
                whys.isEmpty() ? null : String.join("\n", whys),
                outcomes.stream().flatMap(outcome -> outcome.groups.stream()).toList());
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

    /// Null for what is no result of this exercise under these tests.
    private ExerciseResult result(String answer, TestSuite suite, Exercise exercise) {
        try {
            var result = mapper.readValue(answer, ExerciseResult.class);
            return exercise.name().equals(result.exercise()) && exercise.lesson().equals(result.lesson())
                    && suite.plan().fits(exercise, result.groups()) ? result : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    private String why(ForkedJvm.Answered answered) {
        var ended = answered.ended();
        var why = new StringBuilder(answered.printedTooMuch()
                ? "It printed without end, so its JVM was ended before the tests were done."
                : ended.timedOut()
                ? ("Its tests were not done after %d seconds, so its JVM was ended, with all that it had started. "
                        + "Look for a loop that never ends, or starts thread after thread.")
                        .formatted(jvm.patience().toSeconds())
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

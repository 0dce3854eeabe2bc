package quest.cli;

import java.util.List;
import java.util.Map;

/// Which tests there are, in which groups, for how many points: read from the tests themselves in a JVM that holds no
/// submission. What a submission's run says is compared with it, and counts only where it fits.
///
/// @param byExercise by the exercise's key: its groups, none of them earned
record TestPlan(Map<String, List<ExerciseResult.Group>> byExercise) {

    /// None where there are no tests for the exercise.
    List<ExerciseResult.Group> groups(Exercise exercise) {
        return byExercise.getOrDefault(exercise.key(), List.of());
    }

    /// Whether the groups are the planned ones, test by test.
    boolean fits(Exercise exercise, List<ExerciseResult.Group> groups) {
        var planned = groups(exercise);
        if (planned.size() != groups.size()) {
            return false;
        }
        for (var i = 0; i < planned.size(); i++) {
            if (!planned.get(i).name().equals(groups.get(i).name())
                    || !names(planned.get(i)).equals(names(groups.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(ExerciseResult.Group group) {
        return group.tests().stream().map(ExerciseResult.Test::name).toList();
    }
}

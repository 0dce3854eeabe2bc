package quest.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;

/// How the last run of an exercise went: the file that the exercises' tests leave, as `exercises/README.md` describes
/// it. Where there was no run to tell of, because the exercise does not compile or its JVM had to be ended, `check`
/// writes one with no groups and a `message` of its own.
///
/// @param sourceHash of the file that was tested (see [Sources#hash]); null where it was not found
/// @param message what happened instead of a run; null where the tests ran
record ExerciseResult(String lesson, String exercise, String sourceHash, State state, double points, double possible,
                      List<Group> groups, @JsonInclude(JsonInclude.Include.NON_NULL) String message) {

    /// Tests that earn their points together.
    record Group(String name, double points, double possible, List<Test> tests) {
    }

    /// @param name the method's
    /// @param title the sentence it claims
    /// @param message what happened, in several lines; null when it is right
    /// @param where `exercises/src/main/java/…/ReadyQueue.java:31`, or null
    record Test(String name, String title, State state, String message, String where, long millis) {
    }

    ExerciseResult {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }

    /// A result without a run.
    static ExerciseResult withoutRun(Exercise exercise, String sourceHash, State state, String message) {
        return new ExerciseResult(exercise.lesson(), exercise.name(), sourceHash, state, 0, exercise.points(),
                List.of(), message);
    }

    ExerciseResult withSourceHash(String hash) {
        return new ExerciseResult(lesson, exercise, hash, state, points, possible, groups, message);
    }

    Stream<Test> tests() {
        return groups.stream().flatMap(group -> group.tests().stream());
    }

    /// The first test in this state, or null.
    Test first(State state) {
        return tests().filter(test -> test.state() == state).findFirst().orElse(null);
    }

    /// The test to look at next: the first that is wrong or hung, else the first that is not started; null when all is
    /// right or nothing ran.
    Test firstFailing() {
        return tests().filter(test -> test.state() == State.WRONG || test.state() == State.HUNG).findFirst()
                .orElseGet(() -> first(State.NOT_STARTED));
    }
}

package quest.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What one submission has earned, and why. It holds no times, so that it is the same whenever it is made.
///
/// @param remarks on the submission as a whole: what was left out, and why
record Grade(String submission, double points, double possible, List<String> remarks, List<OfExercise> exercises) {

    /// How an exercise stands.
    enum Standing {
        @JsonProperty("right") RIGHT("right"),
        @JsonProperty("wrong") WRONG("wrong"),
        @JsonProperty("hung") HUNG("hung"),
        @JsonProperty("begun") BEGUN("begun"),
        @JsonProperty("not started") NOT_STARTED("not started"),
        @JsonProperty("does not compile") DOES_NOT_COMPILE("does not compile"),
        @JsonProperty("ended early") ENDED_EARLY("ended early"),
        @JsonProperty("refused") REFUSED("refused"),
        @JsonProperty("not handed in") NOT_HANDED_IN("not handed in");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Standing of(State state) {
            return switch (state) {
                case RIGHT -> RIGHT;
                case WRONG -> WRONG;
                case HUNG -> HUNG;
                case STARTED -> BEGUN;
                case NOT_STARTED, UNCHECKED -> NOT_STARTED;
                case DOES_NOT_COMPILE -> DOES_NOT_COMPILE;
            };
        }
    }

    /// @param why what happened instead of the tests, for the author; null when they ran
    record OfExercise(String lesson, String exercise, Standing standing, double points, double possible,
                      @JsonInclude(JsonInclude.Include.NON_NULL) String why, List<OfGroup> groups) {

        @JsonIgnore
        boolean isRight() {
            return standing == Standing.RIGHT;
        }

        Stream<OfTest> tests() {
            return groups.stream().flatMap(group -> group.tests().stream());
        }
    }

    /// @param hidden whether it is of the teacher's own tests
    record OfGroup(String name, boolean hidden, double points, double possible, List<OfTest> tests) {
    }

    /// @param message what happened, in several lines; null when it is right or was not run
    /// @param where file and line in the submission; null when unknown
    record OfTest(String name, String title, Standing standing, String message, String where) {
    }

    static Grade of(String submission, List<String> remarks, List<OfExercise> exercises) {
        return new Grade(submission, sum(exercises, OfExercise::points), sum(exercises, OfExercise::possible),
                List.copyOf(remarks), List.copyOf(exercises));
    }

    @JsonIgnore
    boolean isAllRight() {
        return exercises.stream().allMatch(OfExercise::isRight);
    }

    /// As the test kit adds up: thirds and tenths of points make no 2.9999999999999996.
    static <T> double sum(List<T> parts, ToDoubleFunction<T> points) {
        return Math.round(parts.stream().mapToDouble(points).sum() * 1000) / 1000.0;
    }
}

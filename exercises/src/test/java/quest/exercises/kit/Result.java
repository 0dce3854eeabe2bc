package quest.exercises.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// How the tests of one exercise went. Written to, and read from, `results/lesson01/ReadyQueue.json`.
///
/// @param sourceHash SHA-256 of the learner's file that was tested, or null where it could not be found
public record Result(String lesson, String exercise, String sourceHash, State state, double points, double possible,
                     List<Group> groups) {

    /// The tests of one `@Nested` class. All or nothing: it earns its points when every test is right.
    public record Group(String name, double points, double possible, List<Test> tests) {
        static Group of(String name, double possible, List<Test> tests) {
            boolean earned = !tests.isEmpty() && tests.stream().allMatch(Test::isRight);
            return new Group(name, earned ? possible : 0, possible, tests);
        }
    }

    /// @param message what happened, in one or more lines; null when right
    /// @param where file and line in the learner's code to look at, or null
    public record Test(String name, String title, State state, String message, String where, long millis) {
        public boolean isRight() {
            return state == State.RIGHT;
        }
    }

    static Result of(String lesson, String exercise, String sourceHash, List<Group> groups) {
        return new Result(lesson, exercise, sourceHash, stateOf(groups),
                sum(groups, Group::points), sum(groups, Group::possible), groups);
    }

    // Thirds and tenths of points add up to 2.9999999999999996; nobody wants to read that.
    static <T> double sum(List<T> parts, ToDoubleFunction<T> points) {
        return Math.round(parts.stream().mapToDouble(points).sum() * 1000) / 1000.0;
    }

    private static State stateOf(List<Group> groups) {
        var states = groups.stream().flatMap(group -> group.tests().stream()).map(Test::state).toList();
        if (states.contains(State.HUNG)) {
            return State.HUNG;
        } else if (states.contains(State.WRONG)) {
            return State.WRONG;
        } else if (states.stream().allMatch(state -> state == State.NOT_STARTED)) {
            return State.NOT_STARTED;
        }
        return states.contains(State.NOT_STARTED) ? State.STARTED : State.RIGHT;
    }

    public Stream<Test> tests() {
        return groups.stream().flatMap(group -> group.tests().stream());
    }

    static Path file(Path results, String lesson, String exercise) {
        return results.resolve(lesson).resolve(exercise + ".json");
    }

    void write(Path results) throws IOException {
        Path file = file(results, lesson, exercise);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.write(this) + "\n");
    }

    public static Result read(Path file) throws IOException {
        try {
            var map = object(Json.read(Files.readString(file)));
            return new Result(string(map, "lesson"), string(map, "exercise"), string(map, "sourceHash"),
                    State.of(string(map, "state")), number(map, "points"), number(map, "possible"),
                    objects(map, "groups").map(Result::group).toList());
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new IOException(file + " is not the result of an exercise: " + e.getMessage(), e);
        }
    }

    private static Group group(Map<?, ?> map) {
        return new Group(string(map, "name"), number(map, "points"), number(map, "possible"),
                objects(map, "tests").map(Result::test).toList());
    }

    private static Test test(Map<?, ?> map) {
        return new Test(string(map, "name"), string(map, "title"), State.of(string(map, "state")),
                string(map, "message"), string(map, "where"), (long) number(map, "millis"));
    }

    private static Map<?, ?> object(Object value) {
        return (Map<?, ?>) value;
    }

    private static Stream<Map<?, ?>> objects(Map<?, ?> map, String name) {
        return ((List<?>) map.get(name)).stream().map(Result::object);
    }

    private static String string(Map<?, ?> map, String name) {
        return (String) map.get(name);
    }

    private static double number(Map<?, ?> map, String name) {
        return (Double) map.get(name);
    }
}

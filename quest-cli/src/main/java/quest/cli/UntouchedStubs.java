package quest.cli;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Knows the exercises as they are handed out, so that one that nobody has touched is not run. Immutable.
final class UntouchedStubs {

    private final Map<String, String> byExercise = new HashMap<>();

    UntouchedStubs(Course course, List<Exercise> exercises) {
        exercises.forEach(exercise -> byExercise.put(exercise.key(),
                Sources.read(course.stubs().resolve(exercise.key() + ".java"))));
    }

    /// Whether the source is the stub, whatever ends its lines.
    boolean is(Exercise exercise, byte[] source) {
        return new String(source, StandardCharsets.UTF_8).replace("\r\n", "\n").equals(byExercise.get(exercise.key()));
    }
}

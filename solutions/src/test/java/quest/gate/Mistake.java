package quest.gate;

import java.nio.file.Path;
import java.util.regex.Pattern;
import quest.exercises.kit.Exercise;

/// A wrong answer that learners really give, and the test that must catch it. Said in the first line of its file:
/// `// Mistake: runs until the queue is empty. Caught by: OneTurn.endlessChainRunsOncePerTurn`,
/// with `(hangs)` behind when it is caught by the time limit.
///
/// @param group simple name of the `@Nested` class
record Mistake(Exercise exercise, Path file, String group, String test, boolean hangs) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("// Mistake: .+\\. Caught by: (\\w+)\\.(\\w+)(?: (\\(hangs\\)))?");

    static Mistake read(Exercise exercise, Path file) {
        String line = Course.read(file).lines().findFirst().orElse("");
        var matcher = FIRST_LINE.matcher(line.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " should begin with a line like"
                    + " '// Mistake: what is wrong. Caught by: Group.testMethod', but begins with '" + line + "'");
        }
        return new Mistake(exercise, file, matcher.group(1), matcher.group(2), matcher.group(3) != null);
    }

    String name() {
        return exercise.name() + "/" + file.getParent().getFileName();
    }
}

package quest.exercises.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One line of `exercises.txt`: an exercise, its lesson, and what it is worth.
public record Exercise(String lesson, String name, double points) {

    private static final Pattern LINE = Pattern.compile("(lesson\\d\\d)\\s+(\\w+)\\s+(\\d+(?:\\.\\d+)?)");

    /// All exercises in the order in which they are meant to be done.
    public static List<Exercise> readAll(Path exercisesTxt) throws IOException {
        var exercises = new ArrayList<Exercise>();
        for (String line : Files.readAllLines(exercisesTxt)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                throw new IOException(exercisesTxt + ": expected a line like 'lesson01 ReadyQueue 1', found '"
                        + line + "'");
            }
            exercises.add(new Exercise(matcher.group(1), matcher.group(2), Double.parseDouble(matcher.group(3))));
        }
        return exercises;
    }

    public String testClass() {
        return "quest.exercises." + lesson + "." + name + "Test";
    }
}

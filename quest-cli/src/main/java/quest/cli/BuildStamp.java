package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Tells whether a build is older than what it was made of. The stamp is a file whose time is that of the build's
/// begin.
final class BuildStamp {

    private BuildStamp() {
    }

    /// Whether a file or folder in `inputs`, or anywhere below them, is newer than the stamp, or there is no stamp. A
    /// file that was deleted shows in its folder's time. Inputs that do not exist do not count.
    static boolean changedSince(Path stamp, List<Path> inputs) {
        if (!Files.exists(stamp)) {
            return true;
        }
        try {
            var built = Files.getLastModifiedTime(stamp);
            for (var input : inputs) {
                for (var file : below(input)) {
                    if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw QuestException.environment("Cannot see what has changed since the last build: " + e);
        }
    }

    /// What the command itself is built of: the same places that the launcher `quest` looks at.
    static List<Path> inputsOfTheCommand(Course course) {
        var inputs = new ArrayList<>(List.of(course.home().resolve("pom.xml"),
                course.home().resolve("quest-cli/pom.xml"), course.home().resolve("quest-cli/src/main")));
        for (var lesson : Course.LESSONS) {
            inputs.add(course.home().resolve(lesson.folder()).resolve("pom.xml"));
            inputs.add(course.home().resolve(lesson.folder()).resolve("src/main"));
        }
        return inputs;
    }

    private static List<Path> below(Path input) throws IOException {
        if (!Files.exists(input)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(input)) {
            return files.toList();
        }
    }
}

package quest.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import quest.exercises.kit.Exercise;

/// Where the parts of an exercise are.
///
/// @param root the project's folder
record Course(Path root) {

    /// Found upward from the working folder, which is the module's in Maven and often the project's in an IDE.
    static Course here() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("exercises/exercises.txt"))) {
                return new Course(folder);
            }
        }
        throw new IllegalStateException(
                "there is no exercises/exercises.txt in or above " + Path.of("").toAbsolutePath());
    }

    List<Exercise> exercises() {
        try {
            return Exercise.readAll(root.resolve("exercises/exercises.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file that the learner edits. The gate looks at it only to say that it differs from the stub.
    Path learnersFile(Exercise exercise) {
        return root.resolve("exercises/src/main/java/quest/exercises/" + java(exercise));
    }

    Path test(Exercise exercise) {
        return root.resolve("exercises/src/test/java").resolve(exercise.testClass().replace('.', '/') + ".java");
    }

    Path hints(Exercise exercise) {
        return root.resolve("exercises/hints/" + exercise.lesson() + "/" + exercise.name() + ".md");
    }

    Path stubs() {
        return root.resolve("quest-cli/src/main/resources/stubs");
    }

    Path stub(Exercise exercise) {
        return stubs().resolve(java(exercise));
    }

    Path solution(Exercise exercise) {
        return root.resolve("solutions/src/main/java/quest/exercises/" + java(exercise));
    }

    /// One file for each named mistake, in a folder that bears its name.
    List<Path> mistakes(Exercise exercise) {
        Path folder = root.resolve("solutions/mistakes/" + exercise.lesson() + "/" + exercise.name());
        return files(folder).stream().filter(file -> file.endsWith(exercise.name() + ".java")).toList();
    }

    private static String java(Exercise exercise) {
        return exercise.lesson() + "/" + exercise.name() + ".java";
    }

    /// All files in a folder and in those below it, in order; none when there is no such folder.
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import quest.trace.RunRecording;
import quest.trace.TraceFile;

/// The trace of one exercise's tests: the JVM that runs them records what its threads do, and of that a picture is
/// made.
final class CheckTrace implements AutoCloseable {

    private final TraceFile file;
    private final Path folder;

    private CheckTrace(TraceFile file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /// @throws QuestException if there can be no trace in a file of that name, or of so many exercises
    static CheckTrace to(String name, List<Exercise> exercises) {
        if (exercises.size() != 1) {
            throw QuestException.usage("--trace is for one exercise at a time, and these are %d: %s. Name one."
                    .formatted(exercises.size(), String.join(", ", exercises.stream().map(Exercise::name).toList())));
        }
        try {
            var file = TraceFile.at(name);
            var folder = Files.createTempDirectory("quest-trace");
            RunRecording.writeSettings(settings(folder));
            return new CheckTrace(file, folder);
        } catch (IllegalArgumentException wrong) {
            throw QuestException.usage(wrong.getMessage());
        } catch (IOException e) {
            throw QuestException.environment("There can be no trace: " + e);
        }
    }

    private static Path settings(Path folder) {
        return folder.resolve("settings.properties");
    }

    private Path recording() {
        return folder.resolve("run.jfr");
    }

    /// What the JVM that runs the tests must be told.
    List<String> jvmOptions() {
        return List.of("-Dquest.trace=" + recording(), "-Dquest.trace.settings=" + settings(folder));
    }

    /// Writes the file.
    ///
    /// @return where it is, or why there is none, in words for the reader
    String write(Exercise exercise) {
        if (Files.notExists(recording())) {
            return "There is no trace: no test has run, or the JVM was ended in the middle of one.";
        }
        try {
            file.write(RunRecording.draw(recording()), exercise.name());
            return file.howToLook();
        } catch (IOException e) {
            return "There is no trace: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(recording());
            Files.deleteIfExists(settings(folder));
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // it is a temporary folder
        }
    }
}

package quest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import quest.cli.bench.Estimates;

/// Where measurements are kept: those of this learner in `.quest/bench`, the course's headline in `docs` and README.
///
/// @param name of the files of this run
record BenchFiles(Course course, String name) {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Path folder() {
        try {
            return Files.createDirectories(course.notes().resolve("bench"));
        } catch (IOException e) {
            throw QuestException.environment("Cannot make a folder in " + course.notes() + ": " + e);
        }
    }

    /// JMH's results, as it writes them.
    Path results() {
        return folder().resolve(name + ".json");
    }

    Path page() {
        return folder().resolve(name + ".html");
    }

    /// Where JMH writes what is joined with the others later.
    Path part(int number) throws IOException {
        var part = folder().resolve(name + ".part" + number);
        Files.deleteIfExists(part); // of a run that was killed
        return part;
    }

    Path headline() {
        return course.home().resolve("docs/headline.json");
    }

    Path readme() {
        return course.home().resolve("README.md");
    }

    void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + file + ": " + e);
        }
    }

    void write(Path file, JsonNode node) {
        try {
            write(file, JSON.writeValueAsString(node) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /// By the course's headline, and by whatever was measured here; the newest counts.
    Estimates estimates() {
        var estimates = new Estimates();
        learn(estimates, headline());
        for (var file : earlier()) {
            learn(estimates, file);
        }
        return estimates;
    }

    private List<Path> earlier() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(BenchFiles::modified)).toList();
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + folder() + ": " + e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }

    private static void learn(Estimates estimates, Path file) {
        if (Files.exists(file)) {
            try {
                var node = JSON.readTree(file.toFile());
                estimates.learn(node.isArray() ? node : node.path("results"));
            } catch (IOException _) {
                // It helps with the time left only.
            }
        }
    }
}

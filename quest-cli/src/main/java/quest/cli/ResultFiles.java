package quest.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// The results that the exercises' runs have left: `check`'s own, and those of `mvn test`.
final class ResultFiles {

    private final Course course;
    private ObjectMapper mapper;

    ResultFiles(Course course) {
        this.course = course;
    }

    /// The newest result of the exercise as its file is now; null when there is none.
    ExerciseResult newest(Exercise exercise, String sourceHash) {
        ExerciseResult newest = null;
        FileTime newestTime = null;
        for (var folder : new Path[] {course.ownResults(), course.mavenResults()}) {
            var file = folder.resolve(exercise.key() + ".json");
            var result = read(file);
            if (result != null && result.sourceHash() != null && result.sourceHash().equals(sourceHash)) {
                var time = modified(file);
                if (newestTime == null || time.compareTo(newestTime) > 0) {
                    newest = result;
                    newestTime = time;
                }
            }
        }
        return newest;
    }

    /// The result in the file; null when there is none, or none that can be understood: it is then as if the exercise
    /// had not been run, and the next check writes it anew.
    ExerciseResult read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return mapper().readValue(Files.readString(file), ExerciseResult.class);
        } catch (JacksonException | NoSuchFileException _) {
            return null; // it may be deleted, or be written, just now: a check is under way elsewhere
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + course.show(file) + ": " + e);
        }
    }

    void write(ExerciseResult result, Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, mapper().writeValueAsString(result));
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + course.show(file) + ": " + e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }

    /// Made when first needed: a fresh checkout has no results, and its map should not wait for a JSON reader.
    private ObjectMapper mapper() {
        if (mapper == null) {
            mapper = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        }
        return mapper;
    }
}

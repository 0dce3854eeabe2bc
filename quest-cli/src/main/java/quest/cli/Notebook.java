package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What the command remembers of this learner: how many hints of an exercise were shown, which scenes were played. A
/// text file of `key=value` lines under `.quest/`; whoever deletes it is as new as on the first day.
final class Notebook {

    private final Path file;

    Notebook(Course course) {
        this.file = course.notes().resolve("notebook.txt");
    }

    int hintsSeen(Exercise exercise) {
        try {
            return Integer.parseInt(read().getOrDefault("hints." + exercise.key(), "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// The test that failed when the last hint was shown; null for none.
    String hintedTest(Exercise exercise) {
        return read().get("hinted." + exercise.key());
    }

    /// @param test the test that failed; null for none
    void rememberHints(Exercise exercise, int seen, String test) {
        put("hints." + exercise.key(), String.valueOf(seen));
        if (test != null) {
            put("hinted." + exercise.key(), test);
        }
    }

    boolean hasPlayed(String scene) {
        return read().containsKey("scene." + scene);
    }

    void rememberPlayed(String scene) {
        put("scene." + scene, "played");
    }

    private Map<String, String> read() {
        var notes = new TreeMap<String, String>();
        if (Files.exists(file)) {
            for (var line : Sources.read(file).split("\n")) {
                var equals = line.indexOf('=');
                if (equals > 0) {
                    notes.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return notes;
    }

    /// A checkout that cannot be written to is no reason to refuse a scene or a hint: then nothing is remembered.
    private void put(String key, String value) {
        var notes = read();
        if (value.equals(notes.put(key, value))) {
            return;
        }
        var text = new StringBuilder();
        notes.forEach((name, note) -> text.append(name).append('=').append(note).append('\n'));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException _) {
            // see above
        }
    }
}

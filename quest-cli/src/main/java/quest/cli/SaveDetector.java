package quest.cli;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells from looks at files which have been saved. Editors write in many ways: some write a new file and give it the
/// name of the old one, some empty the file first and write into it in several steps. So a file counts as saved when
/// it has changed and then stayed as it is for a moment, longer where it is empty or gone.
///
/// Used by one thread, which says what time it is.
final class SaveDetector {

    /// In milliseconds.
    static final long SETTLED = 25;
    /// In milliseconds: what an editor takes at most between emptying, or moving away, a file and writing it.
    static final long GONE_FOR_GOOD = 1_000;

    /// What is seen of a file.
    ///
    /// @param size -1 when it is not there
    /// @param hash of what is in it, or null where that was not looked at
    record Look(FileTime modified, long size, String hash) {
    }

    private record Change(Look look, long since) {
    }

    private final Map<Exercise, Look> known = new HashMap<>();
    private final Map<Exercise, Change> changes = new HashMap<>();

    /// Takes what is seen now, and returns what has been saved since. What is seen for the first time is as it was.
    List<Exercise> look(Map<Exercise, Look> now, long millis) {
        var saved = new ArrayList<Exercise>();
        now.forEach((exercise, look) -> {
            if (known.putIfAbsent(exercise, look) == null || look.equals(known.get(exercise))) {
                changes.remove(exercise);
                return;
            }
            var change = changes.get(exercise);
            if (change == null || !change.look.equals(look)) {
                changes.put(exercise, new Change(look, millis));
            } else if (millis - change.since >= (look.size <= 0 ? GONE_FOR_GOOD : SETTLED)) {
                changes.remove(exercise);
                known.put(exercise, look);
                saved.add(exercise);
            }
        });
        return saved;
    }

    /// Whether a file has changed and may still be written.
    boolean unsettled() {
        return !changes.isEmpty();
    }
}

package quest.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What came of a submission's sources.
///
/// @param classes by the exercise's key: the folder of its classes, for those that can be run
/// @param complaints by the exercise's key: why the others cannot
record Compiled(Map<String, Path> classes, Map<String, Complaint> complaints) {

    /// @param why for the author, in several lines
    record Complaint(Grade.Standing standing, String why) {
    }

    Compiled() {
        this(new TreeMap<>(), new TreeMap<>());
    }
}

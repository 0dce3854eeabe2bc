package quest.cli;

import java.nio.file.Path;
import java.util.List;

/// Compiled tests, ready to be run on many submissions.
///
/// @param hidden whether these are the teacher's own, which the submissions have not seen
/// @param jars on the class path before the submission's classes, so that none of those can stand in for one of these
/// @param archive of the classes that every run loads, which halves the start of a JVM; null where it could not be made
/// @param testClasses the internal names of the outermost test classes
/// @param digest of all sources it was made of
record TestSuite(boolean hidden, List<Path> jars, Path archive, TestPlan plan, List<String> testClasses,
                 String digest) {
}

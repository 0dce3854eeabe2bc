package quest.cli;

import java.util.List;
import java.util.Map;

/// Work for a [CompileWorker]: sources of one submission that are compiled together. Paths are absolute.
///
/// @param sources the files
/// @param sourceRoot where the compiler finds other classes of the submission
/// @param into the folder for the classes, which is there and empty
/// @param classPath what the sources are given besides the JDK
/// @param given the internal names of the classes on `classPath` that they may use
/// @param taken the internal names of outermost classes that are others', whoever declares one of that name
record CompileJob(List<String> sources, String sourceRoot, String into, List<String> classPath, List<String> given,
                  List<String> taken) {

    /// What came of it.
    ///
    /// @param errors what does not compile; empty when all does
    /// @param gaveUp why the compiler could not do its work; null when it could
    /// @param classes by internal name: each class that was written
    record Done(List<Error> errors, String gaveUp, Map<String, Compiled> classes) {
    }

    /// @param file null when the compiler names none
    record Error(String file, int line, String source, String message) {
    }

    /// @param sourceFile the file's name, without folders
    /// @param violation what it may not use, in words; null when there is nothing
    record Compiled(String sourceFile, String violation, int line) {
    }
}

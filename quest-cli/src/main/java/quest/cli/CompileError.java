package quest.cli;

import java.nio.file.Path;

/// What the compiler did not accept, as much of it as a learner needs.
///
/// @param file the file at fault; null when the compiler names none
/// @param line from 1; 0 when the compiler names none
/// @param column from 1, in `source`; 0 when the compiler names none
/// @param source the line at fault, without the line's end
/// @param message the compiler's words, in one or more lines
record CompileError(Path file, int line, int column, String source, String message) {
}

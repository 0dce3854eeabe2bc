package quest.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// A file for a trace: `.json` for Perfetto, `.html` to be opened in a browser.
///
/// @param path   where it is
/// @param isPage whether it is a page
public record TraceFile(Path path, boolean isPage) {

    /// Checks the name, and that the file can be written.
    ///
    /// @throws IllegalArgumentException if not; the message says why, and what was expected
    public static TraceFile at(String name) {
        var ending = name.toLowerCase(Locale.ROOT);
        boolean isPage = ending.endsWith(".html");
        if (!isPage && !ending.endsWith(".json")) {
            throw new IllegalArgumentException(
                    "a trace is a .html file (for a browser) or a .json file (for Perfetto), not " + name);
        }
        try {
            var path = Path.of(name);
            checkWritable(path);
            return new TraceFile(path, isPage);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the trace cannot be written: " + e.getMessage());
        }
    }

    private static void checkWritable(Path path) {
        var folder = path.toAbsolutePath().normalize().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("the trace cannot be written: there is no folder " + folder);
        }
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException("the trace cannot be written: " + path + " is a folder");
        }
        try {
            boolean isNew = Files.notExists(path);
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
            if (isNew) {
                Files.delete(path);
            }
        } catch (AccessDeniedException _) {
            throw new IllegalArgumentException("the trace cannot be written: no permission to write " + path);
        } catch (IOException e) {
            throw new IllegalArgumentException("the trace cannot be written: " + e);
        }
    }

    /// Writes what the trace holds by now, in place of whatever the file held before.
    ///
    /// @param title what was traced
    public void write(Trace trace, String title) throws IOException {
        try (var out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            if (isPage) {
                TracePage.write(trace, title, out);
            } else {
                TraceJson.write(trace, title, out);
            }
        }
    }

    /// Where it is, and what to do with it.
    public String howToLook() {
        var where = path.toAbsolutePath().normalize();
        return isPage ? "The trace is in " + where + "\nOpen it in a browser: " + where.toUri()
                : "The trace is in " + where
                + "\nOpen https://ui.perfetto.dev (or chrome://tracing) and choose 'Open trace file'.";
    }
}

package quest.tasks.threads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What the operating system knows of this process's memory, and the JVM does not: stacks of platform threads are not
/// on the heap. Any thread may call.
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {
    }

    /// The *resident* memory of this process in bytes: what it has of the machine's memory right now, heap, stacks and
    /// the JVM itself. Asks Linux by `/proc/self/status`, macOS by `ps`; empty where neither answers.
    public static OptionalLong resident() throws InterruptedException {
        try {
            return Files.isReadable(STATUS) ? fromStatus(Files.readString(STATUS)) : fromPs();
        } catch (IOException _) {       // no such program, say: then it cannot be measured here
            return OptionalLong.empty();
        }
    }

    /// @param status the text of `/proc/self/status`, which has a line such as `VmRSS:     81424 kB`
    static OptionalLong fromStatus(String status) {
        return status.lines().filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D+", "")).filter(digits -> !digits.isEmpty())
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024).findFirst();
    }

    private static OptionalLong fromPs() throws IOException, InterruptedException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(ProcessHandle.current().pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var reader = ps.inputReader()) {
            var line = reader.readLine();
            return ps.waitFor() == 0 && line != null && line.strip().matches("\\d+")
                    ? OptionalLong.of(Long.parseLong(line.strip()) * 1024) : OptionalLong.empty();
        } finally {
            ps.destroyForcibly();
        }
    }
}

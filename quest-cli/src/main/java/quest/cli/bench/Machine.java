package quest.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What was measured on. Neither the machine's name nor a path of it.
///
/// @param memory in MiB
/// @param cpu what its maker calls it; empty where the system does not tell
public record Machine(int cores, long memory, String os, String cpu) {

    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /// The one that this runs on. It may ask a program of the system's, so it may take a moment.
    public static Machine here() {
        var bean = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Machine(Runtime.getRuntime().availableProcessors(), bean.getTotalMemorySize() >> 20, system(),
                processor());
    }

    /// How many threads on average wanted a core in the last minute; NaN where the system does not tell.
    public static double load() {
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? Double.NaN : load;
    }

    /// @return `Temurin-25+36`, or as its maker calls it
    public static String jdk() {
        var vendor = System.getProperty("java.vendor.version", "");
        return "JDK " + Runtime.version() + (vendor.isEmpty() ? "" : " (" + vendor + ")");
    }

    public String words() {
        return "%s, %d %s, %s GiB of memory, %s".formatted(
                cpu.isEmpty() ? "a processor that does not say its name" : cpu, cores,
                cores == 1 ? "core" : "cores", Figures.rounded(memory / 1024.0), os);
    }

    private static String system() {
        var name = first(OS_RELEASE, "^PRETTY_NAME=\"?([^\"]+)\"?$");
        return (name.isEmpty() ? System.getProperty("os.name") + " " + System.getProperty("os.version") : name)
                + " (" + System.getProperty("os.arch") + ")";
    }

    private static String processor() {
        var model = first(CPU_INFO, "^model name\\s*:\\s*(.+)$");
        if (!model.isEmpty()) {
            return model.strip().replaceAll("\\s+", " ");
        }
        if (System.getProperty("os.name").startsWith("Mac")) {
            return said("sysctl", "-n", "machdep.cpu.brand_string");
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "");
    }

    private static String first(Path file, String pattern) {
        try {
            var matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file));
            return matcher.find() ? matcher.group(1) : "";
        } catch (IOException _) { // not this system
            return "";
        }
    }

    private static String said(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes()).strip();
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

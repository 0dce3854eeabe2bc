package quest.tasks.threads;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;

/// Measures what sleeping threads cost, in a JVM of its own, so that nothing else grows or shrinks meanwhile.
public final class CrowdMeter {

    /// So many come and go before the first measuring, so that what is loaded only once is there.
    private static final int FIRST_FEW = 50;

    /// The two kinds of thread there are.
    public enum Kind {
        VIRTUAL(Thread.ofVirtual().factory()), PLATFORM(Thread.ofPlatform().factory());

        private final ThreadFactory threads;

        Kind(ThreadFactory threads) {
            this.threads = threads;
        }
    }

    private CrowdMeter() {
    }

    /// Starts a JVM with a heap of at most 1 GiB, has a crowd fall asleep there, and returns what it has cost. The
    /// other JVM has ended when this returns. Any thread may call.
    ///
    /// @throws IOException if the JVM cannot be started
    /// @throws IllegalArgumentException if it ended without a result; the message says what it printed
    public static CrowdReport measure(Kind kind, int heroes) throws IOException, InterruptedException {
        var process = command(kind, heroes).start();
        try (var printed = process.inputReader()) {
            var report = CrowdReport.fromLines(printed.readAllAsString());
            process.waitFor();
            return report;
        } finally {
            process.destroyForcibly();      // if this was interrupted; what has ended is not harmed
        }
    }

    /// The same `java` and the same classes as here.
    private static ProcessBuilder command(Kind kind, int heroes) {
        var java = ProcessHandle.current().info().command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var origin = CrowdMeter.class.getProtectionDomain().getCodeSource().getLocation();
        var classes = new File(URI.create(origin.toString()));
        var builder = new ProcessBuilder(List.of(java, "--enable-preview", "-Xmx1g", "-cp", classes.getPath(),
                CrowdMeter.class.getName(), kind.name(), Integer.toString(heroes))).redirectErrorStream(true);
        // A JVM announces these before anything else.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder;
    }

    /// What runs in the other JVM.
    static void main(String[] args) throws InterruptedException {
        IO.println(measureHere(Integer.parseInt(args[1]), Kind.valueOf(args[0]).threads).toLine());
    }

    static CrowdReport measureHere(int heroes, ThreadFactory threads) throws InterruptedException {
        SleepingCrowd.gather(FIRST_FEW, threads).close();
        var residentBefore = residentAfterCollection();
        long heapBefore = heapUsed();
        try (var crowd = SleepingCrowd.gather(heroes, threads)) {
            var residentNow = residentAfterCollection();
            long heapNow = heapUsed();
            return new CrowdReport(heroes, crowd.asleep(), heapNow - heapBefore, growth(residentBefore, residentNow),
                    heapNow, Runtime.getRuntime().maxMemory());
        }
    }

    private static long growth(OptionalLong before, OptionalLong now) {
        return before.isPresent() && now.isPresent() ? now.getAsLong() - before.getAsLong() : CrowdReport.UNKNOWN;
    }

    private static OptionalLong residentAfterCollection() throws InterruptedException {
        System.gc();
        return ProcessMemory.resident();
    }

    private static long heapUsed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

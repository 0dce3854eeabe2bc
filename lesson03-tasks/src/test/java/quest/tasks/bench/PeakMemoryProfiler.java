package quest.tasks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/// The most memory that the measuring JVM has had of the machine, at any moment since it started, as the operating
/// system counts it: heap, stacks, compiled code, the JVM itself. `-prof quest.tasks.bench.PeakMemoryProfiler` adds it
/// to every result as `peakMemory`, in MiB.
///
/// Linux calls it the *high water mark of resident memory*, `VmHWM` in `/proc/self/status`. Of a platform thread's
/// stack, of which a megabyte is reserved, it counts the pages that were touched. What the kernel keeps for each thread
/// on its own side, and the page tables (`VmPTE`), it does not count, and so this is what a thread costs at least.
/// Where there is no `/proc`, there is no result.
public final class PeakMemoryProfiler implements InternalProfiler {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    @Override
    public String getDescription() {
        return "the JVM's peak resident memory, from Linux's /proc; elsewhere nothing";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // The peak is the operating system's to watch.
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        try {
            var peak = Files.isReadable(STATUS) ? peak(Files.readString(STATUS)) : OptionalLong.empty();
            if (peak.isPresent()) {
                return List.of(new ScalarResult("peakMemory", peak.getAsLong() / 1024.0 / 1024, "MiB",
                        AggregationPolicy.MAX));
            }
            IO.println("# no peakMemory: this system has no %s in %s".formatted(PEAK, STATUS));
        } catch (IOException e) {
            IO.println("# no peakMemory: " + e);
        }
        return List.of();
    }

    /// @param status the text of `/proc/self/status`, which has a line such as `VmHWM:     81424 kB`
    /// @return in bytes; empty if there is no such line
    static OptionalLong peak(String status) {
        return status.lines().filter(line -> line.startsWith(PEAK))
                .map(line -> line.replaceAll("\\D+", "")).filter(digits -> !digits.isEmpty())
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024).findFirst();
    }
}

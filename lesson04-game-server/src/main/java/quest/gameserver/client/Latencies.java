package quest.gameserver.client;

import org.HdrHistogram.Histogram;

/// Latencies in nanoseconds, exact to three digits: half of the requests took no longer than `p50`, and so on.
public record Latencies(long count, long p50, long p90, long p99, long p999, long max) {

    static Latencies of(Histogram all) {
        return new Latencies(all.getTotalCount(), all.getValueAtPercentile(50), all.getValueAtPercentile(90),
                all.getValueAtPercentile(99), all.getValueAtPercentile(99.9), all.getMaxValue());
    }
}

package quest.gameserver.arena;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// How busy the arena is: messages and ticks, counted from one report to the next. On the loop's thread.
final class Traffic {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 2;
    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// @param tickMillisP99 from one tick of a world to its next, at the 99th percentile; 0 if nothing ticked
    record Report(double messagesPerSecond, double tickMillisP99) {
    }

    private final Histogram ticks = new Histogram(LONGEST, DIGITS);    // microseconds
    private long messages;
    private long since;
    private Report last = new Report(0, 0);

    /// @param now nanoseconds of the loop's clock
    Traffic(long now) {
        since = now;
    }

    void messageReceived() {
        messages++;
    }

    /// @param nanos since this world's tick before
    void ticked(long nanos) {
        ticks.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST));
    }

    /// What was counted since the last report. If that was less than a second ago, it is the last report once more: of
    /// so short a time there is nothing to tell.
    Report report(long now) {
        if (now - since < SHORTEST_NANOS) {
            return last;
        }
        double seconds = (now - since) / 1e9;
        double p99 = ticks.getTotalCount() == 0 ? 0 : ticks.getValueAtPercentile(99) / 1_000.0;
        last = new Report(Math.round(messages / seconds * 10) / 10.0, p99);
        ticks.reset();
        messages = 0;
        since = now;
        return last;
    }
}

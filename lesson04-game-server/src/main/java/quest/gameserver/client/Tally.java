package quest.gameserver.client;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/// What is counted while a swarm plays. It has no clock of its own: it is told what time it is, in nanoseconds. One
/// thread's.
///
/// An answer counts for the throughput if it came in the measured time, and for the latencies if its request was sent
/// in the measured time, however late it was answered.
final class Tally {

    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(DIGITS);
    private final Histogram lastSecond = new Histogram(DIGITS);
    private final Histogram frameIntervals = new Histogram(DIGITS);
    private long begin;
    private long end;
    private boolean begun;
    private boolean ended;
    private long answersInAll;
    private long answers;
    private long lines;
    private long frames;
    private Duration tick = Duration.ZERO;
    private long errors;
    private long unanswered;
    private long lateness;

    void begin(long now) {
        begin = now;
        begun = true;
    }

    void end(long now) {
        end = now;
        ended = true;
    }

    /// @param due when it should have been sent, and from when on it counts
    void sent(long due, long now) {
        if (isMeasured(due)) {
            lateness = Math.max(lateness, now - due);
        }
    }

    void answered(long since, long now) {
        answersInAll++;
        long latency = Math.max(0, now - since);
        lastSecond.recordValue(latency);
        if (isMeasured(since)) {
            latencies.recordValue(latency);
        }
        if (begun && !ended) {
            answers++;
        }
    }

    /// At the end: nobody waits any longer. It took at least so long, and leaving it out would make the server look
    /// better than it is. So it counts even if it was sent before the measured time.
    void gaveUp(long since, long now) {
        unanswered++;
        if (begun) {
            latencies.recordValue(Math.max(0, now - since));
        }
    }

    /// Its connection was lost.
    void lost(int requests) {
        unanswered += requests;
    }

    void wrong() {
        errors++;
    }

    /// A message came, whatever it means.
    void lineCame() {
        if (begun && !ended) {
            lines++;
        }
    }

    /// How long a tick of the server lasts, as it says.
    void tickLasts(Duration said) {
        tick = said;
    }

    /// A frame came.
    ///
    /// @param interval as a [FrameInterval] says
    void frameCame(long interval) {
        if (begun && !ended) {
            frames++;
            if (interval != FrameInterval.UNKNOWN) {
                frameIntervals.recordValue(interval);
            }
        }
    }

    private boolean isMeasured(long since) {
        return begun && since - begin >= 0;
    }

    /// What came since this was last called.
    Latencies takeLastSecond() {
        var taken = Latencies.of(lastSecond);
        lastSecond.reset();
        return taken;
    }

    /// How long was measured. Zero if it came to an end before.
    Duration measured() {
        return begun && ended ? Duration.ofNanos(end - begin) : Duration.ZERO;
    }

    Latencies latencies() {
        return Latencies.of(latencies);
    }

    /// Before, in and after the measured time.
    long answersInAll() {
        return answersInAll;
    }

    long answers() {
        return answers;
    }

    long lines() {
        return lines;
    }

    FrameFlow frames() {
        return new FrameFlow(frames, tick, Latencies.of(frameIntervals));
    }

    long errors() {
        return errors;
    }

    long unanswered() {
        return unanswered;
    }

    /// The longest that a request was sent after it was due.
    Duration lateness() {
        return Duration.ofNanos(lateness);
    }
}

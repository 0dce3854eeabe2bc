package quest.gameserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import quest.eventloop.EventLoop;
import quest.eventloop.VirtualClock;

/// When requests are due, and how long they took: in virtual time, and to the nanosecond.
class LatencyArithmeticTest {

    private static final long MILLI = 1_000_000;

    private final VirtualClock clock = new VirtualClock();
    private final EventLoop loop = EventLoop.builder().clock(clock).build();
    private final List<String> trail = new ArrayList<>();
    private Pacer pacer;

    @AfterEach
    void close() {
        loop.close();
    }

    private void pace(int perSecond, Duration duration) {
        pacer = new Pacer(loop, perSecond,
                due -> trail.add("%d at %d".formatted(due / MILLI, clock.nanoTime() / MILLI)));
        pacer.start();
        var over = new CompletableFuture<Void>();
        loop.schedule(() -> {
            pacer.stop();
            over.complete(null);
        }, duration);
        loop.runUntilComplete(over);
    }

    @Test
    void requestsAreDueOnAGrid() {
        pace(4, Duration.ofMillis(1_100));

        assertThat(trail).containsExactly("0 at 0", "250 at 250", "500 at 500", "750 at 750", "1000 at 1000");
    }

    @Test
    void whatBecomesDueWhileTheLoopIsBusyCountsFromThatMoment() {
        loop.schedule(() -> clock.advance(Duration.ofMillis(700)), Duration.ofMillis(300));

        pace(4, Duration.ofMillis(1_300));

        assertThat(trail).containsExactly("0 at 0", "250 at 250", "500 at 1000", "750 at 1000", "1000 at 1000",
                "1250 at 1250");
    }

    @Test
    void ratesThatDoNotDivideASecondKeepToIt() {
        var dues = new ArrayList<Long>();
        pacer = new Pacer(loop, 3, dues::add);
        pacer.start();
        var over = new CompletableFuture<Void>();
        loop.schedule(() -> over.complete(null), Duration.ofHours(1));
        loop.runUntilComplete(over);
        pacer.stop();

        assertThat(dues.get(1)).isEqualTo(333_333_333);
        assertThat(dues.get(3 * 3_599)).isEqualTo(3_599_000_000_000L);
    }

    @Test
    void stoppedPacerIsSilent() {
        pace(10, Duration.ofMillis(150));
        var over = new CompletableFuture<Void>();
        loop.schedule(() -> over.complete(null), Duration.ofSeconds(5));
        loop.runUntilComplete(over);

        assertThat(trail).containsExactly("0 at 0", "100 at 100");
    }

    @Test
    void latencyIsFromWhenItCountsToTheAnswer() {
        var tally = new Tally();
        tally.begin(0);
        for (int i = 1; i <= 1_000; i++) {
            tally.answered(i, i + i * MILLI); // 1, 2, ... 1000 ms
        }
        tally.end(2_000 * MILLI);

        var latencies = tally.latencies();
        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(millis(latencies.p50())).isCloseTo(500, within(0.5));
        assertThat(millis(latencies.p90())).isCloseTo(900, within(0.9));
        assertThat(millis(latencies.p99())).isCloseTo(990, within(0.99));
        assertThat(millis(latencies.p999())).isCloseTo(999, within(0.999));
        assertThat(millis(latencies.max())).isCloseTo(1_000, within(1.0));
        assertThat(tally.measured()).isEqualTo(Duration.ofSeconds(2));
    }

    private static double millis(long nanos) {
        return (double) nanos / MILLI;
    }

    @Test
    void warmUpIsLeftOut() {
        var tally = new Tally();
        tally.answered(0, 500);
        tally.begin(1_000);
        tally.answered(999, 1_001);     // sent before, came after: an answer, but no latency
        tally.answered(1_000, 1_003);
        tally.end(2_000);
        tally.answered(1_999, 2_004);   // sent before the end, came after: a latency, but no answer in the time

        assertThat(tally.answers()).isEqualTo(2);
        assertThat(tally.latencies().count()).isEqualTo(2);
        assertThat(tally.latencies().max()).isEqualTo(5);
    }

    @Test
    void whoIsNeverAnsweredCountsWithTheTimeWaited() {
        var tally = new Tally();
        tally.begin(1_000 * MILLI);
        tally.answered(1_001 * MILLI, 1_002 * MILLI);
        tally.end(2_000 * MILLI);
        tally.gaveUp(500 * MILLI, 4_000 * MILLI);

        assertThat(tally.unanswered()).isEqualTo(1);
        assertThat(tally.latencies().count()).isEqualTo(2);
        assertThat(millis(tally.latencies().max())).isCloseTo(3_500, within(3.5));
    }

    @Test
    void eachSecondHasItsOwnLatencies() {
        var tally = new Tally();
        tally.answered(0, 7);
        assertThat(tally.takeLastSecond().max()).isEqualTo(7);
        tally.answered(0, 3);
        assertThat(tally.takeLastSecond()).extracting(Latencies::count, Latencies::max).containsExactly(1L, 3L);
        assertThat(tally.takeLastSecond().count()).isZero();
    }

    @Test
    void latenessIsTheWorst() {
        var tally = new Tally();
        tally.sent(0, 9_000);
        tally.begin(10_000);
        tally.sent(10_000, 10_002);
        tally.sent(10_003, 10_010);
        tally.sent(10_011, 10_011);

        assertThat(tally.lateness()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void framesCountInTheMeasuredTimeAndTheirIntervalsWhereTheyAreKnown() {
        var tally = new Tally();
        tally.frameCame(100 * MILLI);
        tally.begin(0);
        tally.frameCame(100 * MILLI);
        tally.frameCame(FrameInterval.UNKNOWN);
        tally.frameCame(102 * MILLI);
        tally.end(1_000 * MILLI);
        tally.frameCame(900 * MILLI);

        var frames = tally.frames();
        assertThat(frames.count()).isEqualTo(3);
        assertThat(frames.intervals().count()).isEqualTo(2);
        assertThat(millis(frames.intervals().max())).isCloseTo(102, within(0.2));
    }

    @Test
    void intervalIsKnownOnlyBetweenTicksThatFollowEachOther() {
        var interval = new FrameInterval();

        assertThat(interval.since(7, 1_000)).isEqualTo(FrameInterval.UNKNOWN);
        assertThat(interval.since(8, 1_100)).isEqualTo(100);
        assertThat(interval.since(9, 1_100)).as("both came together").isZero();
        assertThat(interval.since(12, 1_500)).isEqualTo(FrameInterval.UNKNOWN);
        assertThat(interval.since(13, 1_650)).isEqualTo(150);
    }

    @Test
    void ringKeepsItsOrderWhileItGrows() {
        var ring = new LongRing();
        long in = 0;
        long out = 0;
        for (int round = 1; round < 100; round++) {
            for (int i = 0; i < round; i++) {
                ring.add(in++);
            }
            for (int i = 0; i < round / 2; i++) {
                assertThat(ring.peek()).isEqualTo(out);
                assertThat(ring.poll()).isEqualTo(out++);
            }
            assertThat(ring.size()).isEqualTo((int) (in - out));
        }
        while (!ring.isEmpty()) {
            assertThat(ring.poll()).isEqualTo(out++);
        }
        assertThat(out).isEqualTo(in);
        assertThatThrownBy(ring::poll).isInstanceOf(IllegalStateException.class);
    }
}

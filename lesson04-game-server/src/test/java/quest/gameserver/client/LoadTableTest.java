package quest.gameserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import quest.gameserver.client.LoadPlan.Patience;

class LoadTableTest {

    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Latencies SOME =
            new Latencies(1_234_560, 412_000, 913_000, 2_104_000, 14_021_000, 12_345_678_000L);
    private static final Latencies NOTHING = new Latencies(0, 0, 0, 0, 0, 0);
    private static final FrameFlow NO_FRAMES = new FrameFlow(0, Duration.ZERO, NOTHING);

    private static LoadPlan plan(Protocol protocol, Pace pace) {
        return new LoadPlan(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), protocol, null, null, 1_000,
                pace, TEN, TEN, 1, Patience.TEN_AND_TWO_SECONDS);
    }

    @Test
    void figuresStandUnderTheirNames() {
        var report = new LoadReport(1_000, 0, 0, 0, TEN, 1_234_567, 1_234_567, NO_FRAMES, SOME, 0, 0,
                Duration.ZERO, null);

        assertThat(LoadTable.of(plan(Protocol.ACTION, new Pace.ClosedLoop(1)), report)).isEqualTo("""
                  answers/s      p50 ms      p90 ms      p99 ms   p99.9 ms      max ms
                    123,457       0.412       0.913       2.104      14.021   12345.678
                1,000 players, 10.0 s, 1,234,560 requests.
                errors 0   refused 0   lost 0   unanswered 0""".replace("p99 ms   p99.9", "p99 ms    p99.9"));
    }

    @Test
    void fixedRateSaysHowLateTheSwarmItselfWas() {
        var report = new LoadReport(1_000, 1, 0, 2, TEN, 5_000, 5_000, NO_FRAMES, SOME, 3, 4,
                Duration.ofNanos(1_500_000), "expected \"OK jump\", got \"ERR\"");

        assertThat(LoadTable.of(plan(Protocol.ACTION, new Pace.FixedRate(500)), report)).endsWith("""
                Counted from when each request was due, 500 a second. The swarm itself was
                late by at most 1.500 ms.
                errors 3   refused 1   lost 2   unanswered 4
                The first of them: expected "OK jump", got "ERR\"""");
    }

    @Test
    void positionsSayHowManyStatesCame() {
        var report = new LoadReport(10, 0, 0, 0, TEN, 500, 5_000, NO_FRAMES, SOME, 0, 0, Duration.ZERO, null);

        assertThat(LoadTable.of(plan(Protocol.POSITION, new Pace.ClosedLoop(1)), report))
                .contains("5,000 states were received, 500 a second.");
    }

    private static LoadReport playedInTheArena(FrameFlow frames) {
        return new LoadReport(1_000, 0, 0, 0, TEN, 20_000, 150_000, frames, SOME, 0, 0, Duration.ZERO, null);
    }

    @Test
    void framesStandBesideTheTickTheyBelongTo() {
        var intervals = new Latencies(98_000, 100_012_000, 0, 131_500_000, 0, 0);

        assertThat(LoadTable.of(plan(Protocol.ARENA, new Pace.ClosedLoop(1)),
                playedInTheArena(new FrameFlow(99_000, Duration.ofMillis(100), intervals)))).contains("""
                99,000 frames were received, 9,900 a second; one a tick for each makes 10,000.
                From one to the next p50 100.012 ms, p99 131.500 ms; a tick is 100 ms.
                """);
    }

    @Test
    void framesThatDoNotFollowEachOtherHaveNoInterval() {
        assertThat(LoadTable.of(plan(Protocol.ARENA, new Pace.ClosedLoop(1)),
                playedInTheArena(new FrameFlow(3, Duration.ZERO, NOTHING))))
                .contains("3 frames were received, 0 a second.\nerrors");
    }

    @Test
    void nothingMeasuredHasNoFigures() {
        var plan = plan(Protocol.ACTION, new Pace.ClosedLoop(1));

        var over = new LoadReport(0, 7, 0, 0, Duration.ZERO, 0, 0, NO_FRAMES, NOTHING, 0, 0, Duration.ZERO, "x");
        assertThat(LoadTable.of(plan, over))
                .startsWith("It ended before anything was measured.\nerrors 0   refused 7");
        var wrong = new LoadReport(7, 0, 0, 0, TEN, 0, 0, NO_FRAMES, NOTHING, 9, 0, Duration.ZERO, "x");
        assertThat(LoadTable.of(plan, wrong))
                .startsWith("No request was answered as it should be.\nerrors 9");
    }

    @Test
    void linesFitATerminal() {
        assertThat(LoadTable.second(true, 60_000, new Latencies(9_999_999, 9_999_999_999L, 0, 9_999_999_999L, 0, 0)))
                .hasSizeLessThan(80);
    }
}

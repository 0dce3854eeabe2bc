package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FixedRateTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualClock clock = new VirtualClock();
    private final List<Throwable> reported = new ArrayList<>();
    private final EventLoop loop = EventLoop.builder().clock(clock).exceptionHandler(reported::add).build();
    private final List<Long> ticks = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private long now() {
        return clock.nanoTime() / 1_000_000;
    }

    private void runFor(Duration duration) {
        loop.schedule(loop::stop, duration);
        loop.run();
    }

    @Test
    void ticksComeOnTheGrid() {
        loop.scheduleAtFixedRate(() -> ticks.add(now()), Duration.ofMillis(500), SECOND);
        runFor(Duration.ofMillis(3600));

        assertThat(ticks).containsExactly(500L, 1500L, 2500L, 3500L);
    }

    @Test
    void aTickThatTakesTimeDoesNotShiftTheNext() {
        loop.scheduleAtFixedRate(() -> {
            ticks.add(now());
            clock.advance(Duration.ofMillis(300));
        }, SECOND, SECOND);
        runFor(Duration.ofMillis(4500));

        assertThat(ticks).containsExactly(1000L, 2000L, 3000L, 4000L);
    }

    @Test
    void missedTicksAreLeftOutAndTheGridStays() {
        loop.scheduleAtFixedRate(() -> {
            ticks.add(now());
            if (ticks.size() == 2) {
                clock.advance(Duration.ofMillis(2500));
            }
        }, SECOND, SECOND);
        runFor(Duration.ofMillis(7500));

        assertThat(ticks).containsExactly(1000L, 2000L, 5000L, 6000L, 7000L);
    }

    @Test
    void aTickHeldUpByOthersRunsOnceLateAndThenOnTheGrid() {
        loop.scheduleAtFixedRate(() -> ticks.add(now()), SECOND, SECOND);
        loop.schedule(() -> clock.advance(Duration.ofMillis(2600)), Duration.ofMillis(1500));
        runFor(Duration.ofMillis(6500));

        assertThat(ticks).containsExactly(1000L, 4100L, 5000L, 6000L);
    }

    @Test
    void anExceptionIsReportedAndTheNextTickComes() {
        loop.scheduleAtFixedRate(() -> {
            ticks.add(now());
            if (ticks.size() == 2) {
                throw new IllegalStateException("second tick");
            }
        }, SECOND, SECOND);
        runFor(Duration.ofMillis(3500));

        assertThat(ticks).containsExactly(1000L, 2000L, 3000L);
        assertThat(reported).singleElement().asString().contains("second tick");
    }

    @Test
    void cancelStopsIt() {
        var handle = loop.scheduleAtFixedRate(() -> ticks.add(now()), SECOND, SECOND);
        loop.schedule(handle::cancel, Duration.ofMillis(2500));
        runFor(Duration.ofSeconds(9));

        assertThat(ticks).containsExactly(1000L, 2000L);
        assertThat(handle.isCancelled()).isTrue();
    }

    @Test
    void itMayCancelItselfWhileItRuns() {
        var own = new ArrayList<TimerHandle>();
        own.add(loop.scheduleAtFixedRate(() -> {
            ticks.add(now());
            own.getFirst().cancel();
        }, SECOND, SECOND));
        runFor(Duration.ofSeconds(9));

        assertThat(ticks).containsExactly(1000L);
    }

    @Test
    void twoOfEqualPeriodKeepTheirOrder() {
        var trail = new ArrayList<String>();
        loop.scheduleAtFixedRate(() -> trail.add("player"), SECOND, SECOND);
        loop.scheduleAtFixedRate(() -> trail.add("enemy"), SECOND, SECOND);
        runFor(Duration.ofMillis(3500));

        assertThat(trail).containsExactly("player", "enemy", "player", "enemy", "player", "enemy");
    }

    @Test
    void aPeriodOfZeroIsRefused() {
        assertThatThrownBy(() -> loop.scheduleAtFixedRate(() -> { }, SECOND, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PT0S");
    }
}

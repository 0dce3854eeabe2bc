package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private final VirtualClock clock = new VirtualClock();
    private final EventLoop loop = EventLoop.builder().clock(clock).build();
    private final List<String> trail = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private void tell(String what) {
        trail.add("%d ms %s".formatted(clock.nanoTime() / 1_000_000, what));
    }

    private void runFor(long millis) {
        loop.schedule(loop::stop, Duration.ofMillis(millis));
        loop.run();
    }

    @Test
    void timersRunAtTheirDeadlines() {
        loop.schedule(() -> tell("c"), Duration.ofMillis(300));
        loop.schedule(() -> tell("a"), Duration.ofMillis(100));
        loop.schedule(() -> tell("b"), Duration.ofMillis(200));
        runFor(1000);

        assertThat(trail).containsExactly("100 ms a", "200 ms b", "300 ms c");
    }

    @Test
    void equalDeadlinesRunInTheOrderOfScheduling() {
        for (int i = 0; i < 500; i++) {
            int number = i;
            loop.schedule(() -> trail.add("early " + number), Duration.ofMillis(50));
            loop.schedule(() -> trail.add("late " + number), Duration.ofMillis(51));
        }
        runFor(100);

        var expected = new ArrayList<String>();
        for (var when : List.of("early ", "late ")) {
            for (int i = 0; i < 500; i++) {
                expected.add(when + i);
            }
        }
        assertThat(trail).isEqualTo(expected);
    }

    @Test
    void whatWasPostedBeforeATimerOfNoDelayRunsBeforeIt() {
        loop.execute(() -> trail.add("posted"));
        loop.schedule(() -> trail.add("timer"), Duration.ZERO);
        loop.execute(() -> {
            loop.execute(() -> trail.add("posted inside"));
            loop.schedule(() -> trail.add("timer inside"), Duration.ofMillis(-5));
        });
        runFor(1);

        assertThat(trail).containsExactly("posted", "posted inside", "timer", "timer inside");
    }

    @Test
    void aCancelledTimerNeverRuns() {
        var handle = loop.schedule(() -> tell("never"), Duration.ofMillis(10));
        loop.schedule(() -> {
            assertThat(handle.cancel()).isTrue();
            assertThat(handle.cancel()).isFalse();
            assertThat(handle.isCancelled()).isTrue();
        }, Duration.ofMillis(5));
        runFor(100);

        assertThat(trail).isEmpty();
    }

    @Test
    void aTimerCancelledByAnotherOfTheSameDeadlineNeverRuns() {
        var handles = new ArrayList<TimerHandle>();
        loop.schedule(() -> handles.getFirst().cancel(), Duration.ofMillis(10));
        handles.add(loop.schedule(() -> tell("never"), Duration.ofMillis(10)));
        runFor(100);

        assertThat(trail).isEmpty();
    }

    @Test
    void cancellingAfterTheRunDoesNothing() {
        var handle = loop.schedule(() -> tell("ran"), Duration.ofMillis(10));
        runFor(100);

        assertThat(handle.cancel()).isFalse();
        assertThat(handle.isCancelled()).isFalse();
        assertThat(trail).containsExactly("10 ms ran");
    }

    @Test
    void cancellingWhileNobodyRunsTheLoopCounts() {
        var handle = loop.schedule(() -> tell("never"), Duration.ofMillis(10));
        assertThat(handle.cancel()).isTrue();
        assertThat(handle.isCancelled()).isTrue();
        runFor(100);

        assertThat(trail).isEmpty();
    }

    @Test
    void cancellingBeforeTheLoopHasEvenTakenItInCounts() {
        var handles = new ArrayList<TimerHandle>();
        loop.execute(() -> handles.getFirst().cancel());
        handles.add(loop.schedule(() -> tell("never"), Duration.ofMillis(10)));
        loop.schedule(() -> tell("ran"), Duration.ofMillis(20));
        runFor(100);

        assertThat(trail).containsExactly("20 ms ran");
    }

    @Test
    void aCancelledTimerDoesNotHoldTimeBackNorPushItOn() {
        loop.schedule(() -> tell("never"), Duration.ofDays(1)).cancel();
        loop.schedule(() -> tell("ran"), Duration.ofMillis(7));
        runFor(10);

        assertThat(trail).containsExactly("7 ms ran");
    }

    @Test
    void aDelayOfForeverIsFarAwayAndNotBeforeNow() {
        loop.schedule(() -> tell("never"), Duration.ofSeconds(Long.MAX_VALUE));
        loop.schedule(() -> tell("ran"), Duration.ofDays(36500));
        runFor(Duration.ofDays(36501).toMillis());

        assertThat(trail).hasSize(1).first().asString().endsWith("ran");
    }

    @Test
    void theDeadlineIsToldInTheClocksOwnTime() {
        clock.advance(Duration.ofMillis(5));
        assertThat(loop.schedule(() -> { }, Duration.ofMillis(10)).deadline()).isEqualTo(15_000_000);
    }
}

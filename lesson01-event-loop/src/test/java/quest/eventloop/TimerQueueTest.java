package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {

    private final TimerQueue queue = new TimerQueue();

    private static Timer timer(long deadline) {
        return new Timer(null, () -> { }, deadline);
    }

    private List<Long> drain(long now) {
        var ready = new FifoReadyQueue();
        queue.moveDue(now, ready);
        var deadlines = new ArrayList<Long>();
        for (Runnable next; (next = ready.poll()) != null; ) {
            deadlines.add(((Timer) next).deadline());
        }
        return deadlines;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 64, 65, 1000, 5000})
    void comesOutSortedWhateverWentIn(int size) {
        var random = new Random(size);
        var expected = new ArrayList<Long>();
        for (int i = 0; i < size; i++) {
            long deadline = random.nextLong(2L * size);
            expected.add(deadline);
            queue.add(timer(deadline));
        }
        expected.sort(Comparator.naturalOrder());

        assertThat(drain(Long.MAX_VALUE / 2)).isEqualTo(expected);
        assertThat(queue.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void cancellingAnyOfThemKeepsTheOthersInOrder(long seed) {
        var random = new Random(seed);
        var kept = new ArrayList<Long>();
        var all = new ArrayList<Timer>();
        for (int i = 0; i < 3000; i++) {
            var timer = timer(random.nextLong(1000));
            all.add(timer);
            queue.add(timer);
        }
        for (var timer : all) {
            if (random.nextInt(10) < 7) {
                queue.remove(timer);
            } else {
                kept.add(timer.deadline());
            }
        }
        kept.sort(Comparator.naturalOrder());

        assertThat(queue.nextDeadline()).isEqualTo(kept.getFirst());
        assertThat(drain(1000)).isEqualTo(kept);
    }

    @Test
    void onlyWhatIsDueComesOut() {
        for (long deadline = 1; deadline <= 10; deadline++) {
            queue.add(timer(deadline));
        }

        assertThat(drain(4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(queue.nextDeadline()).isEqualTo(5);
    }

    @Test
    void deadlinesAcrossTheEndOfTheNumbersAreInOrder() {
        queue.add(timer(Long.MIN_VALUE + 5));
        queue.add(timer(Long.MAX_VALUE - 5));

        assertThat(drain(Long.MIN_VALUE + 5)).containsExactly(Long.MAX_VALUE - 5, Long.MIN_VALUE + 5);
    }

    @Test
    void aMillionScheduledAndCancelledDoNotPileUp() {
        queue.add(timer(1_000_000));
        for (int i = 0; i < 1_000_000; i++) {
            var timer = timer(2_000_000 + i);
            queue.add(timer);
            queue.remove(timer);
        }
        assertThat(queue.size()).isLessThan(200);

        var million = new ArrayList<Timer>();
        for (int i = 0; i < 1_000_000; i++) {
            million.add(timer(3_000_000 + i));
            queue.add(million.getLast());
        }
        million.forEach(queue::remove);
        assertThat(queue.size()).isLessThan(200);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(million).allMatch(timer -> timer.callback() == null);
        assertThat(drain(10_000_000)).containsExactly(1_000_000L);
    }
}

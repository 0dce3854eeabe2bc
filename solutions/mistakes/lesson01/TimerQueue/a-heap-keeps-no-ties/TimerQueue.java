// Mistake: orders by deadline alone, and a heap mixes up equals. Caught by: InOrder.equalDeadlinesRunInSchedulingOrder
package quest.exercises.lesson01;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;

public final class TimerQueue {

    public interface TimerHandle {
        void cancel();
    }

    private record Timer(long deadline, Runnable callback) {
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::deadline));

    public TimerHandle schedule(long deadlineMillis, Runnable callback) {
        Timer timer = new Timer(deadlineMillis, callback);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    public int runDue(long nowMillis) {
        int ran = 0;
        while (!timers.isEmpty() && timers.peek().deadline() <= nowMillis) {
            timers.poll().callback().run();
            ran++;
        }
        return ran;
    }

    public OptionalLong nextDeadline() {
        return timers.stream().mapToLong(Timer::deadline).min();
    }
}

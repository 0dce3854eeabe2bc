// Mistake: casts the difference of deadlines to int. Caught by: InOrder.deadlinesFarApartKeepTheirOrder
package quest.exercises.lesson01;

import java.util.OptionalLong;
import java.util.TreeSet;

public final class TimerQueue {

    public interface TimerHandle {
        void cancel();
    }

    private static final class Timer implements Comparable<Timer>, TimerHandle {
        final long deadline;
        final int number;
        final Runnable callback;
        boolean cancelled;

        Timer(long deadline, int number, Runnable callback) {
            this.deadline = deadline;
            this.number = number;
            this.callback = callback;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Timer other) {
            return deadline == other.deadline ? number - other.number : (int) (deadline - other.deadline);
        }
    }

    private final TreeSet<Timer> timers = new TreeSet<>();
    private int count;

    public TimerHandle schedule(long deadlineMillis, Runnable callback) {
        Timer timer = new Timer(deadlineMillis, count++, callback);
        timers.add(timer);
        return timer;
    }

    public int runDue(long nowMillis) {
        int ran = 0;
        int last = count;
        while (!timers.isEmpty() && timers.first().deadline <= nowMillis && timers.first().number < last) {
            Timer timer = timers.pollFirst();
            if (!timer.cancelled) {
                timer.callback.run();
                ran++;
            }
        }
        return ran;
    }

    public OptionalLong nextDeadline() {
        while (!timers.isEmpty() && timers.first().cancelled) {
            timers.pollFirst();
        }
        return timers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timers.first().deadline);
    }
}

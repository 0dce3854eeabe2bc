// Mistake: a deadline of 0 is taken for none. Caught by: NextDeadline.zeroIsADeadline
package quest.exercises.lesson01;

import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.PriorityQueue;

public final class TimerQueue {

    public interface TimerHandle {

        void cancel();
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long scheduled;

    public TimerHandle schedule(long deadlineMillis, Runnable callback) {
        var timer = new Timer(deadlineMillis, scheduled++, callback);
        timers.add(timer);
        return timer;
    }

    public int runDue(long nowMillis) {
        var due = new ArrayList<Timer>();
        while (!timers.isEmpty() && timers.peek().deadlineMillis <= nowMillis) {
            due.add(timers.remove());
        }
        int ran = 0;
        for (Timer timer : due) {
            if (!timer.cancelled) {
                timer.callback.run();
                ran++;
            }
        }
        return ran;
    }

    public OptionalLong nextDeadline() {
        long first = timers.isEmpty() ? 0 : timers.peek().deadlineMillis;
        return first == 0 ? OptionalLong.empty() : OptionalLong.of(first);
    }

    private final class Timer implements TimerHandle, Comparable<Timer> {

        private final long deadlineMillis;
        private final long sequence;
        private final Runnable callback;
        private boolean cancelled;

        Timer(long deadlineMillis, long sequence, Runnable callback) {
            this.deadlineMillis = deadlineMillis;
            this.sequence = sequence;
            this.callback = callback;
        }

        @Override
        public void cancel() {
            cancelled = true;
            timers.remove(this);
        }

        @Override
        public int compareTo(Timer other) {
            int byDeadline = Long.compare(deadlineMillis, other.deadlineMillis);
            return byDeadline != 0 ? byDeadline : Long.compare(sequence, other.sequence);
        }
    }
}

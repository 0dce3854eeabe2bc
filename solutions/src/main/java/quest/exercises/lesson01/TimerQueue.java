package quest.exercises.lesson01;

import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// The timer queue of an event loop: a heap, ordered by deadline, ties in the order of scheduling.
///
/// One thread calls everything. Callbacks must not throw.
public final class TimerQueue {

    /// The way to call a timer off.
    public interface TimerHandle {

        /// Takes the timer back, so that it will not run. Does nothing if it has run, or was cancelled before.
        void cancel();
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long scheduled;

    /// Remembers to run the callback once `deadlineMillis` is reached.
    public TimerHandle schedule(long deadlineMillis, Runnable callback) {
        var timer = new Timer(deadlineMillis, scheduled++, callback);
        timers.add(timer);
        return timer;
    }

    /// Runs what is due at `nowMillis`, earliest deadline first, and returns how many callbacks ran.
    public int runDue(long nowMillis) {
        // First all that is due comes out, then it runs: a callback that schedules a timer for this very moment would
        // otherwise keep this method busy for ever.
        var due = new ArrayList<Timer>();
        while (!timers.isEmpty() && timers.peek().deadlineMillis <= nowMillis) {
            due.add(timers.remove());
        }
        int ran = 0;
        for (Timer timer : due) {
            // Looked at only now: a timer in front may have cancelled this one after it was taken out.
            if (!timer.cancelled) {
                timer.callback.run();
                ran++;
            }
        }
        return ran;
    }

    /// The earliest deadline of the timers that will still run; empty when there is none.
    public OptionalLong nextDeadline() {
        Timer first = timers.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.deadlineMillis);
    }

    /// A class and not a record: two timers with the same callback and the same deadline are still two timers, and a
    /// record's `equals` would let `remove` take the wrong one.
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
            // `remove` searches the whole heap. To leave the timer where it is, and to skip it when it surfaces, is
            // quicker, but then a million cancelled timers stay in memory until they are due. A heap whose timers know
            // their own place, as the course's loop has it, does neither.
            timers.remove(this);
        }

        @Override
        public int compareTo(Timer other) {
            // A heap keeps no order among equals: hence the sequence number. And a cast difference of two deadlines
            // would overflow an int after 25 days.
            int byDeadline = Long.compare(deadlineMillis, other.deadlineMillis);
            return byDeadline != 0 ? byDeadline : Long.compare(sequence, other.sequence);
        }
    }
}

package quest.exercises.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Game time in milliseconds, moved by hand, and the timers in it, which run on the loop's thread.
///
/// Used by the test's thread, and by the loop's while the test waits for it.
public final class GameTime {
    private final LoopThread loop;
    private final List<Timer> timers = new ArrayList<>();
    private long now;

    /// A class and not a record: two timers of the same callback and deadline are two timers.
    public final class Timer {
        private final long deadline;
        private final Runnable callback;

        private Timer(long deadline, Runnable callback) {
            this.deadline = deadline;
            this.callback = callback;
        }

        public long deadline() {
            return deadline;
        }

        public void cancel() {
            timers.remove(this);
        }
    }

    public GameTime(LoopThread loop) {
        this.loop = loop;
    }

    public long now() {
        return now;
    }

    public Timer schedule(long delay, Runnable callback) {
        loop.enter("scheduled a timer");
        var timer = new Timer(now + delay, callback);
        timers.add(timer);
        return timer;
    }

    /// Of all timers that are scheduled, earliest first.
    public long[] deadlines() {
        return timers.stream().mapToLong(Timer::deadline).sorted().toArray();
    }

    /// The timer that runs next; null when there is none.
    public Timer next() {
        return timers.stream().min(Comparator.comparingLong(Timer::deadline)).orElse(null);
    }

    public void advanceTo(long moment) {
        for (Timer timer; (timer = next()) != null && timer.deadline <= moment; ) {
            now = Math.max(now, timer.deadline);
            if (RunTrace.isOn()) {
                RunTrace.step("a timer is due: it is " + now + " ms");
            }
            timer.cancel();
            loop.run(timer.callback);
        }
        now = moment;
    }
}

// Mistake: cancel takes no timer back that is due already. Caught by: Cancel.timerCancelledInTheLastMomentNeverRuns
package quest.exercises.lesson01;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

public final class TimerQueue {

    public interface TimerHandle {
        void cancel();
    }

    private static final class Timer {
        long deadline;
        Runnable callback;
    }

    private final List<Timer> timers = new ArrayList<>();

    public TimerHandle schedule(long deadlineMillis, Runnable callback) {
        Timer timer = new Timer();
        timer.deadline = deadlineMillis;
        timer.callback = callback;
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    public int runDue(long nowMillis) {
        List<Timer> due = new ArrayList<>();
        for (Timer timer : timers) {
            if (timer.deadline <= nowMillis) {
                due.add(timer);
            }
        }
        timers.removeAll(due);
        due.sort(Comparator.comparingLong(timer -> timer.deadline));
        due.forEach(timer -> timer.callback.run());
        return due.size();
    }

    public OptionalLong nextDeadline() {
        return timers.stream().mapToLong(timer -> timer.deadline).min();
    }
}

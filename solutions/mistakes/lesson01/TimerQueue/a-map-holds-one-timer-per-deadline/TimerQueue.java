// Mistake: a map keeps one timer for each deadline, the last. Caught by: InOrder.tiesAmongOtherDeadlinesKeepTheirOrder
package quest.exercises.lesson01;

import java.util.OptionalLong;
import java.util.TreeMap;

public final class TimerQueue {

    public interface TimerHandle {
        void cancel();
    }

    private final TreeMap<Long, Runnable> timers = new TreeMap<>();

    public TimerHandle schedule(long deadlineMillis, Runnable callback) {
        timers.put(deadlineMillis, callback);
        return () -> timers.remove(deadlineMillis);
    }

    public int runDue(long nowMillis) {
        int ran = 0;
        while (!timers.isEmpty() && timers.firstKey() <= nowMillis) {
            timers.pollFirstEntry().getValue().run();
            ran++;
        }
        return ran;
    }

    public OptionalLong nextDeadline() {
        return timers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timers.firstKey());
    }
}

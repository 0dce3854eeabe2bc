package quest.trace;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What was handed to a loop and has not run yet. Any thread.
final class ScheduledCallbacks {

    /// @param at       when it was handed over, in nanoseconds of the trace
    /// @param deadline from when on it may run, the same
    /// @param hero     for whom, or null
    /// @param by       the line that did it
    record Scheduled(long at, long deadline, String hero, String by) {
    }

    private final Map<Object, List<Scheduled>> waiting = new IdentityHashMap<>();

    synchronized void add(Object callback, Scheduled scheduled) {
        waiting.computeIfAbsent(callback, _ -> new ArrayList<>(1)).add(scheduled);
    }

    /// Takes out what is called now: of the same object handed over several times, the one with the earliest deadline.
    ///
    /// @return null for what nobody scheduled, such as a channel's handler
    synchronized Scheduled take(Object callback) {
        var all = waiting.get(callback);
        if (all == null) {
            return null;
        }
        var first = all.getFirst();
        for (var other : all) {
            first = other.deadline() < first.deadline() ? other : first;
        }
        remove(callback, all, first);
        return first;
    }

    /// Takes out what will not be called.
    ///
    /// @return null if it is not known
    synchronized Scheduled cancel(Object callback, long deadline) {
        var all = waiting.getOrDefault(callback, List.of());
        for (var scheduled : all) {
            if (scheduled.deadline() == deadline) {
                remove(callback, all, scheduled);
                return scheduled;
            }
        }
        return null;
    }

    private void remove(Object callback, List<Scheduled> all, Scheduled one) {
        all.remove(one);
        if (all.isEmpty()) {
            waiting.remove(callback);
        }
    }
}

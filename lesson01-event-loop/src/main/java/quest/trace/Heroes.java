package quest.trace;

import java.util.HashMap;
import java.util.Map;
import quest.trace.OnThread.Pause;
import quest.trace.Trace.Kind;
import quest.trace.Trace.Lane;

/// The heroes' lanes. A hero waits from the end of what it did last: of several waits that overlap, each begins to show
/// when the one before is over. Any thread.
final class Heroes {

    private final Trace trace;
    private final Map<String, Long> busyUntil = new HashMap<>();

    Heroes(Trace trace) {
        this.trace = trace;
    }

    void told(String hero, String what, long at, Map<String, String> details) {
        trace.moment(lane(hero), what, at, details);
    }

    void draw(Kind kind, String hero, String name, long from, long to, Map<String, String> details) {
        long begin = occupied(hero, from, to);
        if (begin < to || kind == Kind.RUNNING) {
            trace.slice(kind, lane(hero), name, Math.min(begin, to), to, details);
        }
    }

    void draw(String hero, Pause pause) {
        draw(pause.kind(), hero, pause.name(), pause.from(), pause.to(), pause.details());
    }

    /// @return from when on the hero had nothing else to do
    private synchronized long occupied(String hero, long from, long to) {
        long until = busyUntil.getOrDefault(hero, Long.MIN_VALUE);
        if (to > until && !trace.isFull()) {
            busyUntil.put(hero, to);
        }
        return Math.max(from, until);
    }

    private static Lane lane(String hero) {
        return new Lane(Trace.HEROES, hero);
    }
}

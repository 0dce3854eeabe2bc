package quest.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import quest.eventloop.LoopClock;

/// Records who ran and who waited when, as slices and moments on *lanes*, to be drawn later: [TraceJson] writes it for
/// Perfetto, [TracePage] as a page.
///
/// Times are nanoseconds of the clock since the trace began. Any thread may record. Slices of a lane may overlap: whoever
/// writes them sees to that. A trace keeps no more than so many events, so that a scene without an end does not fill
/// the memory: what comes later is counted and forgotten.
public final class Trace {

    /// How many events are kept if nothing is said.
    public static final int MOST_EVENTS = 50_000;

    /// The group of the loops' lanes, which comes first.
    public static final String LOOPS = "the loop";

    /// The group of those of whom a scene tells, which comes second. Others follow in the order of their first event.
    public static final String HEROES = "heroes";

    /// The group of platform threads. Comes first where there is no loop.
    public static final String THREADS = "threads";

    /// A line of the picture.
    ///
    /// @param group what it is drawn with
    public record Lane(String group, String name) {
    }

    /// What a lane does in a stretch of time, or that something happened there.
    public enum Kind {
        /// Somebody computes or blocks for it.
        RUNNING,
        /// It waits for its time, or for an answer.
        WAITING,
        /// It could run, and waits for somebody else to be done.
        LATE,
        /// Something happened.
        MOMENT
    }

    /// A slice or a moment.
    ///
    /// @param lane    null: it concerns all lanes
    /// @param from    in nanoseconds since the trace began
    /// @param to      not before `from`; the same for a moment
    /// @param details shown on request, in this order
    public record Event(Kind kind, Lane lane, String name, long from, long to, Map<String, String> details) {

        public Event {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
            if (to < from) {
                throw new IllegalArgumentException("'%s' ends before it begins: from %d to %d ns".formatted(name, from, to));
            }
        }
    }

    private final LoopClock clock;
    private final int mostEvents;
    private final List<Event> events = new ArrayList<>();
    private final Map<Long, Lane> laneOfThread = new HashMap<>();
    private final Map<Lane, Integer> threadLanes = new HashMap<>();     // with the last number given to one of that name
    private long begin;
    private Instant realBegin;
    private long dropped;

    /// A trace that begins now and keeps [#MOST_EVENTS].
    ///
    /// @param clock the time of all it is told of
    public Trace(LoopClock clock) {
        this(clock, MOST_EVENTS);
    }

    public Trace(LoopClock clock, int mostEvents) {
        if (mostEvents < 1) {
            throw new IllegalArgumentException("a trace keeps at least 1 event, not " + mostEvents);
        }
        this.clock = clock;
        this.mostEvents = mostEvents;
        begin();
    }

    /// Forgets what was recorded: the trace begins now.
    public synchronized void begin() {
        events.clear();
        laneOfThread.clear();
        threadLanes.clear();
        dropped = 0;
        begin = clock.nanoTime();
        realBegin = Instant.now();
    }

    /// The time since the trace began.
    public long now() {
        return since(clock.nanoTime());
    }

    /// A moment of the clock, such as a deadline, as a time of this trace.
    public synchronized long since(long nanoTime) {
        return nanoTime - begin;
    }

    /// A moment of the world's clock as a time of this trace, however much faster than life its own clock runs. Before the
    /// beginning it is negative.
    ///
    /// @throws IllegalStateException in virtual time, which has nothing to do with the world's
    public synchronized long since(Instant real) {
        long second = Duration.ofSeconds(1).toNanos();
        long realSecond = clock.toRealNanos(second);
        if (realSecond == 0) {
            throw new IllegalStateException("a moment of the world's clock has no place in virtual time");
        }
        return (long) (Duration.between(realBegin, real).toNanos() * ((double) second / realSecond));
    }

    /// The lane of a thread. Threads of the same name have lanes of their own: `worker`, `worker 2`.
    public Lane laneOf(Thread thread) {
        return laneOf(thread.threadId(), thread.getName(), thread.isVirtual());
    }

    /// The same for a thread of which only this is known.
    public synchronized Lane laneOf(long threadId, String threadName, boolean virtual) {
        var known = laneOfThread.get(threadId);
        if (known != null) {
            return known;
        }
        var group = virtual ? "virtual threads" : THREADS;
        var name = threadName == null || threadName.isBlank() ? "thread " + threadId : threadName;
        var first = new Lane(group, name);
        var lane = first;
        while (threadLanes.containsKey(lane)) {
            lane = new Lane(group, name + " " + threadLanes.merge(first, 1, Integer::sum));
        }
        laneOfThread.put(threadId, lane);
        threadLanes.put(lane, 1);
        return lane;
    }

    /// A stretch of time, in nanoseconds since the trace began.
    public void slice(Kind kind, Lane lane, String name, long fromNanos, long toNanos, Map<String, String> details) {
        add(new Event(kind, lane, name, fromNanos, toNanos, details));
    }

    /// Somebody computes or blocks in this time.
    public void running(Lane lane, String name, long fromNanos, long toNanos, Map<String, String> details) {
        slice(Kind.RUNNING, lane, name, fromNanos, toNanos, details);
    }

    /// Somebody waits for its time, or for an answer.
    public void waiting(Lane lane, String name, long fromNanos, long toNanos, Map<String, String> details) {
        slice(Kind.WAITING, lane, name, fromNanos, toNanos, details);
    }

    /// Something happened.
    public void moment(Lane lane, String name, long atNanos, Map<String, String> details) {
        add(new Event(Kind.MOMENT, lane, name, atNanos, atNanos, details));
    }

    /// Something happened that concerns all lanes.
    public void momentForAll(String name, long atNanos) {
        add(new Event(Kind.MOMENT, null, name, atNanos, atNanos, Map.of()));
    }

    /// Takes back what was recorded on these threads' lanes, for one who draws them better.
    ///
    /// @return by thread; nothing for a thread of which nothing was recorded
    synchronized Map<Long, List<Event>> takeBack(Collection<Long> threads) {
        var threadOf = new HashMap<Lane, Long>();
        threads.stream().filter(laneOfThread::containsKey).forEach(thread -> threadOf.put(laneOfThread.get(thread), thread));
        var taken = new HashMap<Long, List<Event>>();
        for (var event : events) {
            if (threadOf.containsKey(event.lane())) {
                taken.computeIfAbsent(threadOf.get(event.lane()), _ -> new ArrayList<>()).add(event);
            }
        }
        events.removeIf(event -> threadOf.containsKey(event.lane()));
        return taken;
    }

    /// Whether nothing more is kept.
    public synchronized boolean isFull() {
        return events.size() >= mostEvents;
    }

    /// How many events came when the trace was full.
    public synchronized long dropped() {
        return dropped;
    }

    /// All that is kept, in the order of recording.
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    private synchronized void add(Event event) {
        if (isFull()) {
            dropped++;
        } else {
            events.add(event);
        }
    }
}

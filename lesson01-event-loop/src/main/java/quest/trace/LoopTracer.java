package quest.trace;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import quest.eventloop.LoopListener;
import quest.trace.OnThread.Call;
import quest.trace.ScheduledCallbacks.Scheduled;
import quest.trace.Trace.Kind;
import quest.trace.Trace.Lane;

/// Draws a loop: a lane for the loop itself, with every callback it calls, and a lane for each hero, with the callbacks in
/// which the scene tells of that hero, and the wait before each.
///
/// A callback belongs to all heroes told of while it runs. If nobody is, it belongs to the hero of whom the one who
/// scheduled it had told last: who tells of the loader, and then asks the loop to call back, asks for the loader. Failing
/// that, it is the loop's alone. A wait is split at the deadline: until then the callback waits for its time, from then
/// on it could run, and the loop is busy with others, or has no processor.
public final class LoopTracer implements LoopListener {

    /// A callback that takes longer is said to block the loop. In nanoseconds.
    public static final long BLOCKS = 100_000_000;

    private static final long NOISE = 1_000_000;    // what is late by less than 1 ms is not drawn as late
    private static final int REMEMBERED = 64;       // calls that may have been in somebody's way
    private static final int NAMED = 3;             // heroes in the name of a slice

    private record Ran(String name, long from, long to) {

        private long within(long start, long end) {
            return Math.min(to, end) - Math.max(from, start);
        }
    }

    private final SceneTracer tracer;
    private final Trace trace;
    private final Lane lane;
    private final ScheduledCallbacks waiting = new ScheduledCallbacks();
    private final Deque<Ran> recent = new ArrayDeque<>();   // of the loop's thread

    LoopTracer(SceneTracer tracer, Lane lane) {
        this.tracer = tracer;
        this.trace = tracer.trace();
        this.lane = lane;
    }

    @Override
    public void scheduled(Object callback, long deadline) {
        var thread = tracer.onThread();
        if (thread.call != null) {
            thread.call.lookAtStack();
        }
        waiting.add(callback, new Scheduled(trace.now(), trace.since(deadline), thread.hero, Code.caller()));
    }

    @Override
    public void cancelled(Object callback, long deadline) {
        var cancelled = waiting.cancel(callback, trace.since(deadline));
        if (cancelled != null) {
            var details = details(Code.name(callback), cancelled);
            details.put("cancelled by", Code.caller());
            trace.moment(lane, "timer cancelled", trace.now(), details);
        }
    }

    @Override
    public void started(Object callback) {
        var scheduled = waiting.take(callback);
        var thread = tracer.onThread();
        thread.call = new Call(thread.call, lane, scheduled, trace.now(), Code.name(callback));
        thread.hero = scheduled == null ? null : scheduled.hero();
    }

    @Override
    public void ended(Object callback) {
        var thread = tracer.onThread();
        var call = thread.call;
        thread.call = call.outer;
        thread.hero = null;
        draw(call, trace.now());
    }

    private void draw(Call call, long to) {
        var heroes = heroes(call);
        var details = details(call.callback, call.scheduled);
        if (call.scheduled != null) {
            details.put("late by", millis(Math.max(0, call.from - call.scheduled.deadline())));
        }
        details.put("thread", SceneTracer.currentThread());
        heroes.forEach(hero -> drawWait(hero, call, details));
        var name = heroes.isEmpty() ? call.callback : listed(heroes);
        boolean blocks = to - call.from > BLOCKS;
        if (blocks) {
            details.put("blocks the loop", "for " + millis(to - call.from));
        }
        trace.running(lane, blocks ? name + ": blocks the loop" : name, call.from, to, details);
        for (var hero : heroes) {
            tracer.heroes().draw(Kind.RUNNING, hero, call.callback, call.from, to, details);
        }
        recent.add(new Ran(name, call.from, to));
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
    }

    private static List<String> heroes(Call call) {
        if (!call.heroes.isEmpty() || call.scheduled == null || call.scheduled.hero() == null) {
            return List.copyOf(call.heroes);
        }
        return List.of(call.scheduled.hero());
    }

    private void drawWait(String hero, Call call, Map<String, String> details) {
        if (call.scheduled == null) {
            return;
        }
        long due = Math.max(call.scheduled.deadline(), call.scheduled.at());
        if (call.from - due < NOISE) {
            tracer.heroes().draw(Kind.WAITING, hero, "waits", call.scheduled.at(), call.from, details);
            return;
        }
        tracer.heroes().draw(Kind.WAITING, hero, "waits", call.scheduled.at(), due, details);
        long busy = recent.stream().mapToLong(ran -> Math.max(0, ran.within(due, call.from))).sum();
        boolean becauseOfOthers = busy >= (call.from - due) / 2;   // else its thread got no time, or who knows
        tracer.heroes().draw(Kind.LATE, hero, becauseOfOthers ? "is late: the loop is busy" : "is late", due, call.from,
                becauseOfOthers ? withReason(details, due, call.from) : details);
    }

    /// The same, and which callback kept the loop most of that time.
    private Map<String, String> withReason(Map<String, String> details, long from, long to) {
        var all = new LinkedHashMap<>(details);
        recent.stream().max(Comparator.comparingLong(ran -> ran.within(from, to))).ifPresent(ran ->
                all.put("meanwhile", "the loop was in %s for %s".formatted(ran.name(), millis(ran.within(from, to)))));
        return all;
    }

    private static Map<String, String> details(String callback, Scheduled scheduled) {
        var details = new LinkedHashMap<String, String>();
        details.put("callback", callback);
        if (scheduled != null) {
            details.put("scheduled by", scheduled.by());
            details.put("scheduled at", millis(scheduled.at()));
            details.put("deadline", millis(scheduled.deadline()));
        }
        return details;
    }

    private static String listed(List<String> heroes) {
        var named = String.join(", ", heroes.subList(0, Math.min(NAMED, heroes.size())));
        return heroes.size() <= NAMED ? named : named + " and %d more".formatted(heroes.size() - NAMED);
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos / 1000, 3) + " ms";
    }
}

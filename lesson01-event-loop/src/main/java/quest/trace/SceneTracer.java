package quest.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import quest.eventloop.LoopListener;
import quest.trace.OnThread.Pause;
import quest.trace.Trace.Kind;
import quest.trace.Trace.Lane;

/// Draws what a stage is told, what its loops call, and where its threads sleep and compute. Any thread may call everything.
///
/// What is told of a hero is a moment on the hero's lane. A thread's sleep is a slice on the lane of that thread, or of the
/// loop if a callback sleeps. Outside a loop it is the hero's too, if the thread tells of that hero before and after it.
public final class SceneTracer {

    private final Trace trace;
    private final Heroes heroes;
    private final AtomicInteger loops = new AtomicInteger();
    private final ThreadLocal<OnThread> onThread = ThreadLocal.withInitial(OnThread::new);
    private final Map<Long, String> heroOfThread = new ConcurrentHashMap<>();

    public SceneTracer(Trace trace) {
        this.trace = trace;
        this.heroes = new Heroes(trace);
    }

    /// The listener for one more loop, which gets a lane of its own.
    public LoopListener newLoop() {
        int number = loops.incrementAndGet();
        return new LoopTracer(this, new Lane(Trace.LOOPS, number == 1 ? "loop" : "loop " + number));
    }

    /// A part of the scene begins.
    public void act(String heading) {
        onThread().hero = null;
        trace.momentForAll(heading, trace.now());
    }

    /// A line of the timeline.
    public void told(String hero, String what) {
        long now = trace.now();
        if (trace.isFull()) {
            heroes.told(hero, what, now, Map.of());
            return;
        }
        var thread = onThread();
        heroOfThread.putIfAbsent(Thread.currentThread().threadId(), hero);
        var details = new LinkedHashMap<String, String>();
        if (thread.call != null) {
            thread.call.heroes.add(hero);
            thread.call.lookAtStack();
            details.put("callback", thread.call.callback);
        } else if (thread.pause != null && (thread.hero == null || thread.hero.equals(hero))) {
            heroes.draw(hero, thread.pause);
        }
        thread.hero = hero;
        thread.pause = null;
        details.put("told by", Code.caller());
        details.put("thread", currentThread());
        heroes.told(hero, what, now, details);
    }

    /// Of whom a thread has told first, by thread.
    public Map<Long, String> heroOfThread() {
        return Map.copyOf(heroOfThread);
    }

    /// The calling thread has slept since then, in nanoseconds of the trace.
    public void slept(long from) {
        paused(Kind.WAITING, "sleeps", from);
    }

    /// The calling thread has computed since then, in nanoseconds of the trace.
    public void computed(long from) {
        paused(Kind.RUNNING, "computes", from);
    }

    private void paused(Kind kind, String name, long from) {
        long to = trace.now();
        if (from == to) {   // a thread that cannot move virtual time
            return;
        }
        var thread = onThread();
        var details = new LinkedHashMap<String, String>();
        details.put("where", Code.caller());
        details.put("thread", currentThread());
        if (thread.call != null) {
            thread.call.lookAtStack();
            trace.slice(kind, thread.call.lane, name, from, to, details);
        } else if (!trace.isFull()) {
            var lane = trace.laneOf(Thread.currentThread());
            trace.slice(kind, lane, name, from, to, details);
            thread.pause = new Pause(kind, name, from, to, details);
        }
    }

    public Trace trace() {
        return trace;
    }

    Heroes heroes() {
        return heroes;
    }

    OnThread onThread() {
        return onThread.get();
    }

    /// As a reader knows it.
    static String currentThread() {
        var thread = Thread.currentThread();
        return thread.isVirtual() ? name(thread) + " (virtual)" : name(thread);
    }

    /// A virtual thread has no name as a rule.
    private static String name(Thread thread) {
        return thread.getName().isBlank() ? "thread " + thread.threadId() : thread.getName();
    }
}

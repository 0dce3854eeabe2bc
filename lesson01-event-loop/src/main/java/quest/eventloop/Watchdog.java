package quest.eventloop;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Finds callbacks that hold up the loop, at no cost per callback: a thread of its own looks, several times per
/// threshold, whether the loop is still in the same turn, and if so for long enough, at the loop's stack.
///
/// The clock is the system's even under virtual time: what it looks for is a thread that is really busy. While the loop
/// sleeps, so does the watchdog.
final class Watchdog {

    private static final int LOOKS_PER_THRESHOLD = 5;

    private final long threshold;       // ns
    private final Consumer<SlowCallback> report;

    private volatile long turn;         // written by the loop
    private volatile boolean waiting;   // the loop is in its selector
    private volatile boolean parked;    // this thread sleeps until the loop is awake
    private volatile Thread watcher;

    Watchdog(Duration threshold, Consumer<SlowCallback> report) {
        this.threshold = threshold.toNanos();
        this.report = report;
    }

    /// The loop's thread: it begins to run.
    void start() {
        var watched = Thread.currentThread();
        waiting = false;
        watcher = Thread.ofPlatform().daemon().name("watchdog of " + watched.getName()).unstarted(() -> watch(watched));
        watcher.start();
    }

    /// The loop's thread: it has ended.
    void stop() {
        var ended = watcher;
        watcher = null;
        LockSupport.unpark(ended);
    }

    /// The loop's thread: a turn begins.
    void turnStarted() {
        turn++; // one writer, so nothing is lost
    }

    /// The loop's thread: it may now sleep for as long as it likes.
    void loopFallsAsleep() {
        waiting = true;
    }

    /// The loop's thread: it is awake.
    void loopIsAwake() {
        waiting = false;
        if (parked) {
            parked = false;
            LockSupport.unpark(watcher);
        }
    }

    private void watch(Thread watched) {
        long seen = -1;
        long since = 0;
        boolean reported = false;
        while (watcher == Thread.currentThread()) {
            long current = turn;
            long now = System.nanoTime();
            if (waiting) {
                sleepUntilAwake();
                seen = -1;
            } else if (current != seen) {
                seen = current;
                since = now;
                reported = false;
            } else if (!reported && now - since >= threshold) {
                reported = true;
                report(watched, now - since);
            }
            LockSupport.parkNanos(this, threshold / LOOKS_PER_THRESHOLD);
        }
    }

    private void sleepUntilAwake() {
        parked = true;
        while (parked && waiting && watcher == Thread.currentThread()) {
            LockSupport.park(this);
        }
        parked = false;
    }

    private void report(Thread watched, long nanos) {
        var stack = Arrays.stream(watched.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().equals(EventLoop.class.getName()))
                .toList();
        try {
            report.accept(new SlowCallback(watched, Duration.ofNanos(nanos), stack));
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
    }
}

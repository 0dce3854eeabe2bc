package quest.exercises.lesson01;

import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A small event loop: a ready queue, timers, and one thread that runs both.
public final class MiniEventLoop implements Executor {

    /// The time, and the bed. Given: the loop asks it for the time, and sleeps nowhere else.
    public interface LoopClock {

        /// The present moment, in milliseconds of game time. Any thread may ask.
        long nowMillis();

        /// Sleeps until that moment is reached; returns at once if it is over. May return earlier: after a `wakeUp`,
        /// and now and then for no reason.
        void sleepUntil(long deadlineMillis);

        /// Ends the sleep under way, or, if there is none, has the next one return at once. Any thread may call it.
        void wakeUp();
    }

    /// The way to call a timer off.
    public interface TimerHandle {

        /// Takes the timer back, so that it will not run. Does nothing if it has run, or was cancelled before.
        void cancel();
    }

    private final LoopClock clock;
    private final Consumer<Throwable> exceptionHandler;

    // The one thing that several threads touch. An ArrayDeque with a lock around each access does as well, as long as
    // no callback is run and no sleep is slept while the lock is held.
    private final Queue<Runnable> readyQueue = new ConcurrentLinkedQueue<>();

    // Touched by the loop's thread alone, which `schedule` makes sure of: no lock needed.
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long scheduled;

    private volatile Thread thread;
    private volatile boolean stopping;

    /// @param exceptionHandler is told, on the loop's thread, what a callback throws
    public MiniEventLoop(LoopClock clock, Consumer<Throwable> exceptionHandler) {
        this.clock = clock;
        this.exceptionHandler = exceptionHandler;
    }

    /// Hands in a callback, to be run soon on the loop's thread. Any thread may call it.
    @Override
    public void execute(Runnable callback) {
        readyQueue.add(Objects.requireNonNull(callback, "callback"));
        // In this order: a loop that is woken first may look, find nothing, and be asleep again before the callback
        // is there. Waking up on each call is a simplification: a production loop does it only when the loop has said
        // that it is about to sleep, because a wake-up costs far more than a callback.
        clock.wakeUp();
    }

    /// Has the callback run on the loop's thread, `delayMillis` from now, 0 or more.
    ///
    /// @throws IllegalStateException on another thread than the loop's, while it runs
    public TimerHandle schedule(long delayMillis, Runnable callback) {
        Thread loop = thread;
        if (loop != null && loop != Thread.currentThread()) {
            throw new IllegalStateException("schedule belongs to the loop's thread, '%s', and was called on '%s'"
                    .formatted(loop.getName(), Thread.currentThread().getName()));
        }
        var timer = new Timer(clock.nowMillis() + delayMillis, scheduled++, callback);
        timers.add(timer);
        return timer;
    }

    /// Runs callbacks and timers on the calling thread until `stop` is called.
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!stopping) {
                runTurn();
            }
        } finally {
            // Taken back here and not at the beginning: there it would swallow a stop that came just before.
            stopping = false;
            thread = null;
        }
    }

    /// Sleep, see what is due, run what is ready. The whole loop.
    private void runTurn() {
        if (readyQueue.isEmpty()) {
            // A callback or a stop that comes between the line above and the sleep is not lost: its wakeUp has this
            // sleep return at once.
            clock.sleepUntil(timers.isEmpty() ? Long.MAX_VALUE : timers.peek().deadlineMillis);
        }
        long now = clock.nowMillis();
        while (!timers.isEmpty() && timers.peek().deadlineMillis <= now) {
            readyQueue.add(timers.remove());
        }
        // To count a linked queue means to walk it. A production loop swaps the queue for an empty one, or runs at most
        // some hundred callbacks a turn.
        for (int ready = readyQueue.size(); ready > 0; ready--) {
            try {
                readyQueue.remove().run();
            } catch (Throwable thrown) {
                exceptionHandler.accept(thrown);
            }
        }
    }

    /// Makes `run` return, or, if nobody runs the loop, the next `run`. Any thread may call it.
    public void stop() {
        stopping = true;
        clock.wakeUp();
    }

    /// Whether the calling thread is the one that is in `run`. Any thread may ask.
    public boolean inEventLoop() {
        return Thread.currentThread() == thread;
    }

    private final class Timer implements TimerHandle, Runnable, Comparable<Timer> {

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
        public void run() {
            // It may have been cancelled on its way through the ready queue.
            if (!cancelled) {
                callback.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            timers.remove(this);
        }

        @Override
        public int compareTo(Timer other) {
            int byDeadline = Long.compare(deadlineMillis, other.deadlineMillis);
            return byDeadline != 0 ? byDeadline : Long.compare(sequence, other.sequence);
        }
    }
}

// Mistake: a timer without delay becomes a callback that nobody can cancel. Caught by: Timers.timerWithoutDelayCanBeCancelled
package quest.exercises.lesson01;

import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

public final class MiniEventLoop implements Executor {

    public interface LoopClock {

        long nowMillis();

        void sleepUntil(long deadlineMillis);

        void wakeUp();
    }

    public interface TimerHandle {

        void cancel();
    }

    private final LoopClock clock;
    private final Consumer<Throwable> exceptionHandler;

    private final Queue<Runnable> readyQueue = new ConcurrentLinkedQueue<>();

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long scheduled;

    private volatile Thread thread;
    private volatile boolean stopping;

    public MiniEventLoop(LoopClock clock, Consumer<Throwable> exceptionHandler) {
        this.clock = clock;
        this.exceptionHandler = exceptionHandler;
    }

    @Override
    public void execute(Runnable callback) {
        readyQueue.add(Objects.requireNonNull(callback, "callback"));
        clock.wakeUp();
    }

    public TimerHandle schedule(long delayMillis, Runnable callback) {
        Thread loop = thread;
        if (loop != null && loop != Thread.currentThread()) {
            throw new IllegalStateException("schedule belongs to the loop's thread, '%s', and was called on '%s'"
                    .formatted(loop.getName(), Thread.currentThread().getName()));
        }
        if (delayMillis == 0) {
            execute(callback);
            return () -> { };
        }
        var timer = new Timer(clock.nowMillis() + delayMillis, scheduled++, callback);
        timers.add(timer);
        return timer;
    }

    public void run() {
        thread = Thread.currentThread();
        try {
            while (!stopping) {
                runTurn();
            }
        } finally {
            stopping = false;
            thread = null;
        }
    }

    private void runTurn() {
        if (readyQueue.isEmpty()) {
            clock.sleepUntil(timers.isEmpty() ? Long.MAX_VALUE : timers.peek().deadlineMillis);
        }
        long now = clock.nowMillis();
        while (!timers.isEmpty() && timers.peek().deadlineMillis <= now) {
            readyQueue.add(timers.remove());
        }
        for (int ready = readyQueue.size(); ready > 0; ready--) {
            try {
                readyQueue.remove().run();
            } catch (Throwable thrown) {
                exceptionHandler.accept(thrown);
            }
        }
    }

    public void stop() {
        stopping = true;
        clock.wakeUp();
    }

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

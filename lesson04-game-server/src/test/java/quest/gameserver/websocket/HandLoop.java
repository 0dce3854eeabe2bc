package quest.gameserver.websocket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import quest.eventloop.EventLoop;
import quest.eventloop.LoopClock;
import quest.gameserver.LoopThread;

/// A loop on a thread of its own, whose time passes only when the test says so, while sockets take what time they need.
final class HandLoop implements AutoCloseable {

    /// A loop that waits for a timer looks up every millisecond.
    private static final class HandClock implements LoopClock {

        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public long toRealNanos(long nanos) {
            return Math.min(nanos, 1_000_000);
        }
    }

    private final HandClock clock = new HandClock();
    private final LoopThread thread = new LoopThread(clock);
    final EventLoop loop = thread.loop;
    final List<Throwable> failures = thread.failures;

    /// Until then, the loop belongs to the test's thread.
    HandLoop start() {
        thread.start();
        return this;
    }

    <T> T call(Callable<T> task) {
        return thread.call(task);
    }

    void run(Runnable task) {
        thread.run(task);
    }

    void awaitUntil(Callable<Boolean> condition) {
        thread.awaitUntil(condition);
    }

    /// Lets time pass, at once.
    void advance(Duration duration) {
        clock.now.addAndGet(duration.toNanos());
    }

    /// Lets time pass in steps; what is due after each is done before the next.
    void pass(Duration duration, Duration step) {
        for (long left = duration.toNanos(); left > 0; left -= step.toNanos()) {
            clock.now.addAndGet(Math.min(left, step.toNanos()));
            var later = new CompletableFuture<Void>();
            run(() -> loop.schedule(() -> later.complete(null), Duration.ZERO));
            later.join();
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}

package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import quest.eventloop.EventLoop;
import quest.eventloop.LoopClock;

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
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final EventLoop loop = EventLoop.builder().clock(clock).exceptionHandler(failures::add).build();
    private Thread thread;

    /// Until then, the loop belongs to the test's thread.
    HandLoop start() {
        thread = Thread.ofPlatform().name("loop").start(loop::run);
        return this;
    }

    /// Calls on the loop's thread, and waits.
    <T> T call(Callable<T> task) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return task.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, loop).join();
    }

    void run(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    void awaitUntil(Callable<Boolean> condition) {
        while (!call(condition)) {
            Thread.onSpinWait();
        }
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
        loop.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(failures).as("failures that the loop was told of").isEmpty();
    }
}

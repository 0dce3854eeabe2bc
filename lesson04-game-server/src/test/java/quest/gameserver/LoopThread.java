package quest.gameserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import quest.eventloop.EventLoop;
import quest.eventloop.LoopClock;

/// A loop that is run by a thread of its own until it is closed, and the failures it was told of.
public final class LoopThread implements AutoCloseable {

    public final EventLoop loop;
    public final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private Thread thread;

    public LoopThread() {
        this(LoopClock.system());
    }

    public LoopThread(LoopClock clock) {
        loop = EventLoop.builder().clock(clock).exceptionHandler(failures::add).build();
    }

    /// Until then, the loop belongs to the test's thread.
    public LoopThread start() {
        thread = Thread.ofPlatform().name("loop").start(loop::run);
        call(() -> null); // it runs, and may be closed
        return this;
    }

    /// Calls on the loop's thread, and waits.
    public <T> T call(Callable<T> task) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return task.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, loop).join();
    }

    /// Runs something on the loop's thread, and waits.
    public void run(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    /// Waits until something holds on the loop's thread, looking once a turn of it.
    public void awaitUntil(Callable<Boolean> condition) {
        while (!call(condition)) {
            Thread.yield(); // not a timer: the loop's time may be one that the test sets by hand
        }
    }

    @Override
    public void close() {
        loop.close();
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(failures).as("failures that the loop was told of").isEmpty();
    }
}

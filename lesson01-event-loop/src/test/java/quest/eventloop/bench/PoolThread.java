package quest.eventloop.bench;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The JDK's nearest: a [ScheduledThreadPoolExecutor] of one thread.
final class PoolThread implements CallbackThread<ScheduledFuture<?>> {

    private final ScheduledThreadPoolExecutor pool =
            new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("pool").factory());

    PoolThread() {
        pool.setRemoveOnCancelPolicy(true); // else it keeps every cancelled timer until it is due
    }

    @Override
    public void execute(Runnable callback) {
        pool.execute(callback);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable callback, long nanos) {
        return pool.schedule(callback, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(ScheduledFuture<?> timer) {
        timer.cancel(false);
    }

    @Override
    public void close() {
        pool.shutdownNow(); // close() would wait for the timers that are left
    }
}

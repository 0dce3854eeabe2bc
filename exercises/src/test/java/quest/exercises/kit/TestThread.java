package quest.exercises.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// The thread on which the tests of one exercise run, one after the other: a constructor and the test that follows see
/// the same thread, as code expects that remembers which thread made it.
///
/// JUnit's own thread only waits, so a test that spins, deadlocks or swallows interrupts cannot hold up the rest.
/// Nothing in Java can end such a thread: it is interrupted, left behind as a daemon, and the next test gets a fresh
/// one.
///
/// Used by JUnit's thread alone.
final class TestThread implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    // A test that is decided gets this long to end by itself before it is left behind.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private Thread thread;
    private ExecutorService executor;

    /// Thrown when the time was up; the thread stands where it stood.
    static final class TimeUp extends Exception {
    }

    /// Runs the work and returns or throws what it does. When it is `decided` what the test's outcome is, the work is
    /// waited for no longer than a second more, and null is returned.
    <T> T call(Callable<T> work, Duration limit, BooleanSupplier decided) throws Throwable {
        if (executor == null) {
            executor = Executors.newSingleThreadExecutor(this::newThread);
        }
        Future<T> future = executor.submit(work);
        long now = System.nanoTime();
        long end = now + limit.toNanos();
        boolean shortened = false;
        while (true) {
            try {
                return future.get(Math.min(LOOK_EVERY.toNanos(), Math.max(0, end - now)), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw e.getCause();
            } catch (TimeoutException _) {
                now = System.nanoTime();
                if (!shortened && decided.getAsBoolean()) {
                    shortened = true;
                    end = Math.min(end, now + GRACE.toNanos());
                }
                if (now >= end && !future.isDone()) {
                    if (shortened) {
                        leaveBehind();
                        return null;
                    }
                    throw new TimeUp();
                }
            }
        }
    }

    /// The thread that runs the tests now.
    Thread thread() {
        return thread;
    }

    void leaveBehind() {
        // Should a later test wait for a lock that it holds, this is how the report names it.
        thread.setName("an earlier test");
        executor.shutdownNow();
        executor = null;
    }

    private Thread newThread(Runnable work) {
        thread = Thread.ofPlatform().daemon().name("test").unstarted(work);
        return thread;
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}

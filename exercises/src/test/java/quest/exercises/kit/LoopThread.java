package quest.exercises.kit;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// The one thread of a loop, named 'loop', on which all of the learner's code runs: what the test calls, and what the
/// futures call that it settles. The test itself stands outside, so that it sees a thread that stands still, and says
/// where. It also sees what leaves the thread: threads of the learner's own, and methods whose names end in `Async`.
///
/// Used by the test's thread, except where a method says otherwise.
public final class LoopThread implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 10;
    // Half a second: nothing but waiting for what cannot come lasts that long.
    private static final int LOOKS_BEFORE_IT_STANDS_STILL = 50;

    private final List<AssertionError> broken = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(this::newThread);
    private final boolean poolWasQuiet = ForkJoinPool.commonPool().isQuiescent();
    private final Thread test;
    private final StartedThreads started;
    private volatile Thread thread;

    public LoopThread() {
        test = Thread.currentThread();
        run(() -> { });
        // Made after the loop's own thread, which is none of the learner's.
        started = new StartedThreads();
    }

    /// Makes the call that the exercise is about, on the loop's thread, and watches the future that it returns.
    ///
    /// @param method its name, for messages
    public <T> CompletableFuture<T> begin(String method, Callable<CompletableFuture<T>> call) {
        var result = call(() -> {
            RunTrace.step(method);
            return call.call();
        });
        if (result == null) {
            throw new AssertionError(method + " should return a future. Yours returned null.");
        }
        if (mayHaveStartedThreads() && started.left() > 0) {
            broken.add(new AssertionError("""
                    Your code started a thread in %s. All happens on the loop's thread: what is not there yet calls \
                    back when it is.""".formatted(method)));
        }
        run(() -> result.whenComplete((_, _) -> enter("settled the future that " + method + " returned")));
        assertRulesKept();
        return result;
    }

    public void run(Runnable action) {
        call(Executors.callable(action));
    }

    /// Does this on the loop's thread, waits for it, and throws what it throws. May be called on the loop's thread too.
    public <T> T call(Callable<T> action) {
        try {
            return isLoop() ? action.call() : awaitUnlessStuck(executor.submit(action));
        } catch (ExecutionException failed) {
            throw LoopThread.<RuntimeException>unchecked(failed.getCause());
        } catch (Exception thrown) {
            throw LoopThread.<RuntimeException>unchecked(thrown);
        }
    }

    /// Called first in whatever the learner's code calls, on any thread: only the loop's may come here.
    ///
    /// @param deed what the learner's code did, to stand behind 'Your code'
    public void enter(String deed) {
        RunTrace.step(deed);
        Thread caller = Thread.currentThread();
        if (!isLoop() && caller != test) {
            broken.add(new AssertionError("""
                    Your code %s on another thread, %s. All happens on the loop's thread: start no threads, and call \
                    no method whose name ends in Async.""".formatted(deed, named(caller))));
        }
    }

    /// Whether the calling thread is the loop's. Any thread may ask.
    boolean isLoop() {
        return Thread.currentThread() == thread;
    }

    /// Whether the calling thread is neither the loop's nor the test's. Any thread may ask.
    boolean isForeign() {
        return !isLoop() && Thread.currentThread() != test;
    }

    /// Any thread may call it.
    AssertionError broken(String what) {
        var rule = new AssertionError(what);
        broken.add(rule);
        return rule;
    }

    /// Fails if the learner's code has waited, or left the loop's thread. First it waits for what was given to the
    /// common pool: the verdict must not depend on who is quicker.
    public void assertRulesKept() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
        while (poolWasQuiet && broken.isEmpty() && !ForkJoinPool.commonPool().isQuiescent()) {
            if (System.nanoTime() > end) {
                broken("Your code keeps a thread of the common pool busy. Leave the loop's thread to nobody else.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        if (!broken.isEmpty()) {
            throw broken.getFirst();
        }
    }

    private <T> T awaitUnlessStuck(Future<T> done) throws ExecutionException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
        int seenWaiting = 0;
        while (seenWaiting < LOOKS_BEFORE_IT_STANDS_STILL && System.nanoTime() < end) {
            try {
                return done.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                boolean waits = switch (thread.getState()) {
                    case WAITING, TIMED_WAITING, BLOCKED -> true;
                    case NEW, RUNNABLE, TERMINATED -> false;
                };
                seenWaiting = waits && place() != null ? seenWaiting + 1 : 0;
            }
        }
        String place = place();
        throw broken("""
                Your code holds the loop's thread%s. It should come back at once: whatever it waits for, only this \
                thread can bring.""".formatted(place == null ? "" : ", at " + place));
    }

    /// A full look at all threads takes milliseconds, and most code has started none. Virtual threads need carriers.
    private boolean mayHaveStartedThreads() {
        ThreadGroup group = thread.getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        var threads = new Thread[group.activeCount() * 2 + 10];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count).anyMatch(each -> each.threadId() > thread.threadId()
                || each.getThreadGroup() != null && each.getThreadGroup().getName().equals("CarrierThreads"));
    }

    /// Where in the learner's file the loop's thread is; null when it is elsewhere.
    private String place() {
        for (var frame : thread.getStackTrace()) {
            if (Frames.isLearners(frame)) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return null;
    }

    private static String named(Thread thread) {
        return thread.getName().isEmpty() ? "which has no name" : "'" + thread.getName() + "'";
    }

    private Thread newThread(Runnable work) {
        thread = Thread.ofPlatform().daemon().name("loop").unstarted(work);
        return thread;
    }

    // Whatever it is: the test sees what the learner's code has thrown, and not what it was carried in.
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

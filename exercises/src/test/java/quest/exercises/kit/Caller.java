package quest.exercises.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A thread of a test's own that makes one call which may wait, so that the test itself never stands where the
/// learner's code does: it sees from outside whether the call waits, has returned, or has thrown.
///
/// It is a platform thread: one that spins in the learner's code would keep a carrier from all virtual threads.
/// Made by [StartedThreads], used by the test's thread.
public final class Caller<T> {
    /// How long to wait for what must come. Only a wrong answer ever waits that long.
    public static final int PATIENCE_SECONDS = Math.max(5, Integer.getInteger("quest.timeLimit", 10) / 2);

    // A thread that was woken a moment ago may be seen waiting until the system lets it run.
    private static final int LOOKS = 3;
    private static final int LOOKS_AT_WHAT_SPINS = 50;
    // A thread that has just been started may not run for a while on a busy machine.
    private static final int LOOKS_UNTIL_IT_IS_STILL = 250;
    // A second is what people write where they mean a limit that is never reached.
    private static final long A_SHORT_LIMIT = TimeUnit.MILLISECONDS.toNanos(1_200);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;
    private final boolean brings;
    private final FutureTask<T> call;
    private final Thread thread;
    private volatile boolean interruptedAtEnd;

    /// @param brings whether the call returns something worth naming
    Caller(String name, boolean brings, Callable<T> callable) {
        this.name = name;
        this.brings = brings;
        call = new FutureTask<>(() -> {
            try {
                return callable.call();
            } finally {
                interruptedAtEnd = Thread.currentThread().isInterrupted();
            }
        });
        thread = Thread.ofPlatform().daemon().name(name).unstarted(call);
    }

    void start() {
        thread.start();
    }

    public Thread thread() {
        return thread;
    }

    public void interrupt() {
        thread.interrupt();
    }

    /// Whether the call has returned or thrown.
    public boolean isDone() {
        return call.isDone();
    }

    /// What the call returned; null when it threw or is not done.
    public T returned() {
        return call.state() == FutureTask.State.SUCCESS ? call.resultNow() : null;
    }

    /// What the call threw; null when it returned or is not done.
    public Throwable thrown() {
        return call.state() == FutureTask.State.FAILED ? call.exceptionNow() : null;
    }

    /// Whether the thread's interrupt flag was set when the call returned or threw.
    public boolean wasInterruptedAtEnd() {
        return interruptedAtEnd;
    }

    /// What became of the call, to stand behind 'it'.
    public String outcome() {
        return switch (call.state()) {
            case RUNNING -> "has not returned" + place();
            case SUCCESS -> brings ? "returned " + call.resultNow() : "has returned";
            case FAILED -> "threw " + call.exceptionNow();
            case CANCELLED -> "was cancelled";
        };
    }

    /// Waits until the call has ended, in whatever way.
    ///
    /// @param expected what has happened, and what the call should do
    public void awaitEnd(String expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isDone()) {
            if (System.nanoTime() > end) {
                throw wrong("%s. '%s' %s.".formatted(expected, name, outcome()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /// Waits until the call has returned, and gives what it returned. What it found wrong itself, it says in its own
    /// words.
    ///
    /// @param expected what has happened, and what the call should do
    public T awaitResult(String expected) {
        awaitEnd(expected);
        switch (thrown()) {
            case null -> { }
            case AssertionError wrong -> throw wrong;
            case Throwable thrown ->
                throw new AssertionError("%s. '%s' %s.".formatted(expected, name, outcome()), thrown);
        }
        return call.resultNow();
    }

    /// Waits until the call stands still, asleep until somebody wakes it. One that looks again and again, spinning or
    /// with a sleep between, never does.
    ///
    /// @param why what has happened, and why the call should wait
    public void awaitAsleep(String why) {
        awaitAsleep(why, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /// @param patience for how long to look at a call that does not
    void awaitAsleep(String why, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int looks = 0;
        int running = 0;
        int timed = 0;
        for (int asleep = 0; asleep < LOOKS; ) {
            if (isDone()) {
                throw new AssertionError("%s. But '%s' %s.".formatted(why, name, outcome()), thrown());
            }
            var state = thread.getState();
            looks++;
            asleep = state == Thread.State.WAITING ? asleep + 1 : 0;
            running += state == Thread.State.RUNNABLE ? 1 : 0;
            timed += state == Thread.State.TIMED_WAITING ? 1 : 0;
            if (System.nanoTime() > end) {
                throw new AssertionError("""
                        %s. Whoever waits should sleep until it is woken, and not look again and again. '%s' was seen \
                        %d times: %d times running, %d times in a sleep or wait that ends by itself%s.""".formatted(
                        why, name, looks, running, timed, place()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /// Waits until the call waits, in whatever way. One that spins waits too: it gets a moment in which to return.
    ///
    /// @param why what has happened, and why the call should wait
    public void awaitWaits(String why) {
        int still = 0;
        for (int looks = 0; looks < LOOKS_AT_WHAT_SPINS && still < LOOKS && !isDone(); looks++) {
            still = isStill(thread) ? still + 1 : 0;
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        if (isDone()) {
            throw new AssertionError("%s. But '%s' %s.".formatted(why, name, outcome()), thrown());
        }
    }

    /// Waits until the call stands still in some way, and fails if it ends, although what it should wait for has not
    /// come.
    ///
    /// @param why what has happened, and why the call should wait
    public void assertStillWaits(String why) {
        awaitStillOrDone();
        if (isDone()) {
            throw wrong("%s. But '%s' %s.".formatted(why, name, outcome()));
        }
    }

    /// The same, and one that waits with a time limit is watched until a limit of a second has run out. Right code,
    /// which has none or a long one, passes however long it is watched; once in an exercise is enough.
    public void assertWaitsWithoutLimit(String why) {
        assertStillWaits(why);
        long end = System.nanoTime() + A_SHORT_LIMIT;
        while (thread.getState() == Thread.State.TIMED_WAITING && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        if (isDone()) {
            throw wrong("%s. It should wait without a time limit, or with one that nobody lives to see. But '%s' %s."
                    .formatted(why, name, outcome()));
        }
    }

    /// Waits until the call has ended, or stands still in some way. Asserts nothing: what comes next does.
    public void awaitStillOrDone() {
        int still = 0;
        for (int looks = 0; looks < LOOKS_UNTIL_IT_IS_STILL && still < LOOKS && !isDone(); looks++) {
            still = isStill(thread) ? still + 1 : 0;
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /// Waits until a thread has ended, or stands still in some way.
    public static void awaitStill(Thread thread) {
        int still = 0;
        for (int looks = 0; looks < LOOKS_AT_WHAT_SPINS && still < LOOKS && thread.isAlive(); looks++) {
            still = isStill(thread) ? still + 1 : 0;
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /// For what a test plays to the learner's code: something that takes its time however often it is interrupted.
    public static void awaitInSpiteOfInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // The latch alone decides.
            }
        }
    }

    /// A failure that leads to the line of the learner's file at which the call stands, or from which it threw.
    public AssertionError wrong(String words) {
        Throwable place = thrown();
        if (!isDone()) {
            place = new Throwable("here it stands");
            place.setStackTrace(thread.getStackTrace());
        }
        return new AssertionError(words, place);
    }

    private static boolean isStill(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /// Where in the learner's file it stands, to stand behind a sentence.
    private String place() {
        for (var frame : thread.getStackTrace()) {
            if (Frames.isLearners(frame)) {
                return ", at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}

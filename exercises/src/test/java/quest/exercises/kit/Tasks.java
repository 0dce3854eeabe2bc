package quest.exercises.kit;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The tasks that a test hands to the learner's code, which runs them on threads of its own while a call waits for
/// them, and should not end before they have. Each goes through [#run], so that the test knows how many are under way,
/// also at the very moment at which the call ends.
///
/// What does not come is not waited for long: when the caller and all tasks stand still, look after look, nothing comes
/// any more.
///
/// Tasks run on any thread; all else is for the test's thread.
public final class Tasks {
    // Longer than the deadlines that some tests set.
    private static final int LOOKS_BEFORE_NOTHING_COMES = 1_000;
    private static final int LOOKS_AT_A_SLEEPER = 10;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(2);

    private final String tasks;
    private final Supplier<String> story;
    private final StartedThreads started = new StartedThreads();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /// What a task does.
    @FunctionalInterface
    public interface Task<T, X extends Exception> {
        T run() throws X;
    }

    /// @param tasks as messages name several of them
    /// @param story what has happened so far, to stand behind 'so far'
    public Tasks(String tasks, Supplier<String> story) {
        this.tasks = tasks;
        this.story = story;
    }

    /// Runs what a task does, on the thread on which the learner's code runs the task.
    public <T, X extends Exception> T run(Task<T, X> task) throws X {
        threads.add(Thread.currentThread());
        begun.incrementAndGet();
        underWay.incrementAndGet();
        try {
            return task.run();
        } finally {
            underWay.decrementAndGet();
        }
    }

    /// Calls the learner's method, on a thread of its own.
    ///
    /// @param method as messages name it
    public <T> Call<T> call(String method, Callable<T> call) {
        return new Call<>(method, call);
    }

    /// Interrupts all threads, for the end of a test that failed.
    public void interruptAll() {
        threads.forEach(Thread::interrupt);
        started.interruptCallers();
    }

    /// A call of the learner's method, seen from outside.
    public final class Call<T> {
        private final String method;
        private final Caller<T> caller;
        private volatile int leftUnderWay;

        private Call(String method, Callable<T> call) {
            this.method = method;
            caller = started.call(method, () -> {
                try {
                    return call.call();
                } finally {
                    leftUnderWay = underWay.get();
                }
            });
        }

        public void interrupt() {
            caller.interrupt();
        }

        /// What it threw; null when it returned or is not done.
        public Throwable thrown() {
            return caller.thrown();
        }

        /// Waits until the latch is open. Returns whether it is.
        public boolean awaits(CountDownLatch latch) {
            return comes(() -> latch.getCount() == 0, () -> caller.isDone());
        }

        /// Waits until the latch is open, or the call stands still for a while, or has ended. Asserts nothing.
        public void awaitsOrStands(CountDownLatch latch) {
            long end = end();
            for (int still = 0; latch.getCount() > 0 && !caller.isDone() && still < LOOKS_AT_A_SLEEPER
                    && System.nanoTime() < end; ) {
                still = isWaiting(caller.thread()) ? still + 1 : 0;
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }

        /// Waits for something that the learner's code should do.
        ///
        /// @param expected what has happened, and what should come
        public void await(CountDownLatch latch, String expected) {
            if (!awaits(latch)) {
                throw wrong(expected);
            }
        }

        /// Fails if it ends, although it should wait.
        ///
        /// @param why what has happened, with the arithmetic of who is still under way
        public void assertStillWaits(String why) {
            comes(() -> isWaiting(caller.thread()), caller::isDone);
            caller.assertStillWaits(cannotEnd(why));
        }

        /// The same, and one that waits with a time limit is watched until a limit of a second has run out.
        public void assertWaitsWithoutLimit(String why) {
            assertStillWaits(why);
            caller.assertWaitsWithoutLimit(cannotEnd(why));
        }

        private String cannotEnd(String why) {
            return "%s. So %s cannot end yet. So far: %s".formatted(why, method, story.get());
        }

        /// Waits until it stands still, look after look, and not in a sleep of its own: such a one looks again and
        /// again. (To wait with a time limit is no sleep.)
        ///
        /// @param why what has happened, and why it should wait
        public void assertSleeps(String why) {
            long end = end();
            for (int still = 0; still < LOOKS_AT_A_SLEEPER; ) {
                if (caller.isDone() || System.nanoTime() > end) {
                    throw wrong("""
                            %s. The thread that called %s should wait until it is woken, and not look again and \
                            again""".formatted(why, method));
                }
                var stack = Arrays.asList(caller.thread().getStackTrace());
                still = isWaiting(caller.thread()) && stack.stream().noneMatch(Call::isSleep) ? still + 1 : 0;
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }

        private static boolean isSleep(StackTraceElement frame) {
            return frame.getClassName().equals("java.lang.Thread") && frame.getMethodName().startsWith("sleep");
        }

        /// Waits until it has ended. Fails if it has left anybody behind, a task or a thread.
        ///
        /// @param when what has happened, so that it should end
        public void awaitEnd(String when) {
            if (!comes(caller::isDone, () -> false)) {
                throw wrong("%s. So %s should end".formatted(when, method));
            }
            if (leftUnderWay > 0) {
                throw wrong("""
                        %s. When %s ended, %d of %d %s were still under way. It should end when the last has \
                        ended""".formatted(when, method, leftUnderWay, begun.get(), tasks));
            }
            started.assertNoneLeft("%s, and %s has ended".formatted(when, method));
        }

        /// Waits until it has ended, and returns what it returned.
        ///
        /// @param when     what has happened
        /// @param expected what it should do
        public T awaitResult(String when, String expected) {
            awaitEnd(when);
            if (thrown() != null) {
                throw wrong("%s. So %s should %s".formatted(when, method, expected));
            }
            return caller.awaitResult(when);
        }

        /// Waits until it has ended. Fails if it did not throw this, be it as the cause of something else.
        public void awaitThrown(String when, Throwable expected) {
            awaitEnd(when);
            for (var cause = thrown(); cause != expected; cause = cause.getCause()) {
                if (cause == null) {
                    throw wrong("%s. So %s should throw that failure, or what has it as its cause: %s".formatted(when,
                            method, expected));
                }
            }
        }

        /// Waits until it has ended. Fails if it did not throw an `InterruptedException`.
        public void awaitInterrupted(String when) {
            awaitEnd(when);
            if (!(thrown() instanceof InterruptedException)) {
                throw wrong("%s. So %s should throw an InterruptedException".formatted(when, method));
            }
        }

        /// A failure that says what became of the call, and what has happened so far.
        public AssertionError wrong(String words) {
            return caller.wrong("%s. It %s. So far: %s.".formatted(words, caller.outcome(), story.get()));
        }

        private boolean comes(BooleanSupplier hasCome, BooleanSupplier neverComes) {
            long end = end();
            for (int still = 0; !hasCome.getAsBoolean() && !neverComes.getAsBoolean()
                    && still < LOOKS_BEFORE_NOTHING_COMES && System.nanoTime() < end; ) {
                boolean allStand = isWaiting(caller.thread())
                        && threads.stream().allMatch(thread -> isWaiting(thread) || !thread.isAlive());
                still = allStand ? still + 1 : 0;
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
            return hasCome.getAsBoolean();
        }
    }

    private static long end() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }
}

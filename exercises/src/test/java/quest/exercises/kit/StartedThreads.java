package quest.exercises.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import quest.exercises.kit.ThreadDump.Seen;

/// All threads that the learner's code has started since this was made, virtual ones included, however it started
/// them: a test says at its end that none is left. The test's own threads are its [Caller]s.
///
/// The JVM's own threads do not count, nor do those of the common pool, which no code can end.
///
/// Used by the test's thread.
public final class StartedThreads {
    /// The groups of threads that the JVM starts for itself.
    private static final Set<String> JVM = Set.of("system", "InnocuousThreadGroup", "CarrierThreads");

    // A thread that was told to end may be seen waiting once or twice until the system lets it run.
    private static final int LOOKS = 2;
    private static final int LOOKS_BEFORE_IT_IS_LEFT = 50;

    /// Numbers of threads only grow: any thread made later has a greater one.
    private final long newest = Thread.ofPlatform().unstarted(() -> { }).threadId();
    private final List<Caller<?>> callers = new ArrayList<>();

    /// A call that returns nothing.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /// Makes a call on a thread of its own. What it starts is the learner's, or the test looks after it itself.
    ///
    /// @param name as messages name it
    public <T> Caller<T> call(String name, Callable<T> call) {
        return started(new Caller<>(name, true, call));
    }

    /// Makes a call that returns nothing on a thread of its own.
    public Caller<Void> run(String name, Action action) {
        return started(new Caller<>(name, false, () -> {
            action.run();
            return null;
        }));
    }

    private <T> Caller<T> started(Caller<T> caller) {
        callers.add(caller);
        caller.start();
        return caller;
    }

    /// Waits until each thread that the learner's code started has ended or stands still. Asserts nothing.
    public void awaitStill() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
        for (int still = 0; still < LOOKS && System.nanoTime() < end; ) {
            still = started().stream().allMatch(StartedThreads::isStill) ? still + 1 : 0;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /// Interrupts the test's own threads, for the end of a test that failed.
    public void interruptCallers() {
        callers.forEach(Caller::interrupt);
    }

    /// Fails if a thread is left that the learner's code started. One that is about to end is given time to.
    ///
    /// @param when what has happened, so that no thread should be left
    public void assertNoneLeft(String when) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
        int allStill = 0;
        List<Seen> left = started();
        while (!left.isEmpty() && allStill < LOOKS_BEFORE_IT_IS_LEFT && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            left = started();
            allStill = left.stream().allMatch(StartedThreads::isStill) ? allStill + 1 : 0;
        }
        if (!left.isEmpty()) {
            throw new AssertionError("%s, so 0 threads of yours should be left. There %s: %s.".formatted(when,
                    left.size() == 1 ? "is 1" : "are " + left.size(),
                    left.stream().limit(3).map(StartedThreads::described).collect(Collectors.joining(", "))));
        }
    }

    /// How many threads that were started since are there now.
    int left() {
        return started().size();
    }

    private List<Seen> started() {
        Set<Long> platform = platformThreads();
        return ThreadDump.now().threads().values().stream().filter(seen -> seen.id() > newest)
                .filter(seen -> seen.virtual() || platform.contains(seen.id())).toList();
    }

    private Set<Long> platformThreads() {
        Set<Thread> callersThreads = callers.stream().map(Caller::thread).collect(Collectors.toSet());
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isJvms(thread) && !callersThreads.contains(thread))
                .map(Thread::threadId).collect(Collectors.toSet());
    }

    private static boolean isJvms(Thread thread) {
        var group = thread.getThreadGroup();
        return group == null || JVM.contains(group.getName())
                || thread.getName().startsWith("ForkJoinPool.commonPool")
                || thread.getName().equals("CompletableFutureDelayScheduler")
                || thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
    }

    private static boolean isStill(Seen seen) {
        return switch (seen.state()) {
            case "WAITING", "TIMED_WAITING", "BLOCKED" -> true;
            default -> false;
        };
    }

    private static String described(Seen seen) {
        var where = seen.stack().stream().filter(Frames::isLearners).findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse(", with none of your code on its stack");
        return (seen.name().isEmpty() ? "one without a name" : '"' + seen.name() + '"')
                + (seen.virtual() ? " (virtual)" : "") + (isStill(seen) ? ", which waits" : ", which runs") + where;
    }
}

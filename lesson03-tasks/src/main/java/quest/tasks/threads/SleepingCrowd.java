package quest.tasks.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/// Many threads that are asleep at the same time, until they are sent home. The thread that gathers them closes the
/// crowd.
public final class SleepingCrowd implements AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final List<Thread> heroes = new ArrayList<>();
    private boolean complete;

    private SleepingCrowd() {
    }

    /// Starts threads that sleep, as many as wanted or as the system allows, and returns when every one of them is
    /// asleep.
    public static SleepingCrowd gather(int wanted, ThreadFactory threads) throws InterruptedException {
        var crowd = new SleepingCrowd();
        try {
            crowd.complete = crowd.add(wanted, threads);
            while (crowd.asleep() < crowd.heroes.size()) {
                Thread.sleep(1);
            }
            return crowd;
        } catch (InterruptedException | RuntimeException | Error e) {
            crowd.close();
            throw e;
        }
    }

    private boolean add(int wanted, ThreadFactory threads) {
        while (heroes.size() < wanted) {
            if (!add(threads)) {
                return false;
            }
        }
        return true;
    }

    /// That the system has no more threads, the JVM says with an [OutOfMemoryError]. The heap is not full by that, so
    /// the program may go on.
    private boolean add(ThreadFactory threads) {
        try {
            var hero = threads.newThread(SleepingCrowd::sleep);
            hero.start();
            heroes.add(hero);
            return true;
        } catch (OutOfMemoryError e) {
            if (e.getMessage() != null && e.getMessage().contains("native thread")) {
                return false;
            }
            throw e;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(FOR_EVER);
        } catch (InterruptedException _) {
            // sent home
        }
    }

    /// How many are asleep right now. Asks each.
    public int asleep() {
        int asleep = 0;
        for (var hero : heroes) {
            if (hero.getState() == Thread.State.TIMED_WAITING) {
                asleep++;
            }
        }
        return asleep;
    }

    /// Whether the system had a thread for everyone.
    public boolean isComplete() {
        return complete;
    }

    /// Wakes all, and returns when every one has ended. Who interrupts the caller waits for that, too.
    @Override
    public void close() {
        heroes.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (var hero : heroes) {
            interrupted |= awaitEnd(hero);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether the caller was interrupted meanwhile
    private static boolean awaitEnd(Thread hero) {
        boolean interrupted = false;
        while (true) {
            try {
                hero.join();
                return interrupted;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }
}

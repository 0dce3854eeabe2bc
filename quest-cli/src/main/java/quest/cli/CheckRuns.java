package quest.cli;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Runs the checks that `watch` asks for, on a thread of its own; the newest only, since nobody waits for the others
/// any more.
final class CheckRuns implements AutoCloseable {

    private record Job(int run, Exercise exercise) {
    }

    private final Checker checker;
    private final Exercise first;
    private final Consumer<WatchEvent> events;
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile int newest;

    /// @param first with it everything is warmed up, so that the first verdict is as quick as those after it
    /// @param events is told what comes of the checks, on this one's thread
    CheckRuns(Checker checker, Exercise first, Consumer<WatchEvent> events) {
        this.checker = checker;
        this.first = first;
        this.events = events;
        thread = Thread.ofPlatform().daemon().name("checks").start(this::work);
    }

    /// Starts a check in place of the one under way, and returns its number. Called by one thread.
    int start(Exercise exercise) {
        var run = newest + 1;
        newest = run;
        jobs.add(new Job(run, exercise));
        return run;
    }

    private void work() {
        try {
            if (jobs.isEmpty()) {
                tellFaults(0, () -> {
                    checker.warmUp(first);
                    checker.prepareSpare();
                });
            }
            while (true) {
                var job = jobs.take();
                if (job.run == newest) {
                    tellFaults(job.run, () -> check(job));
                }
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void check(Job job) throws InterruptedException {
        var outcome = checker.check(job.exercise, test -> events.accept(new WatchEvent.Hung(job.run, test)),
                () -> job.run != newest);
        if (outcome != null) {
            events.accept(new WatchEvent.Checked(job.run, outcome));
        }
        checker.prepareSpare();
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /// A fault ends one check. The next may go well: a disk that is full, a kit that is just being edited.
    private void tellFaults(int run, Work work) throws InterruptedException {
        try {
            work.run();
        } catch (QuestException e) {
            events.accept(new WatchEvent.Failed(run, e.getMessage()));
        } catch (RuntimeException e) {
            events.accept(new WatchEvent.Failed(run, "The course's command has a fault of its own: " + e));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        checker.close();
    }
}

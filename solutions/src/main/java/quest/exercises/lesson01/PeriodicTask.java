package quest.exercises.lesson01;

import java.util.function.Consumer;

/// A task that runs at a fixed rate, on a scheduler that only knows how to run something once.
///
/// All happens on the scheduler's thread.
public final class PeriodicTask {

    /// Runs callbacks at their deadlines, or somewhat later.
    public interface Scheduler {

        /// The present moment, in milliseconds of game time. It goes on while a callback runs.
        long nowMillis();

        /// Runs the callback once, as soon as `deadlineMillis` is reached and the thread is free. Never inside this
        /// call.
        TimerHandle schedule(long deadlineMillis, Runnable callback);
    }

    /// The way to call a timer off.
    public interface TimerHandle {

        /// Takes the timer back, so that it will not run. Does nothing if it has run, or was cancelled before.
        void cancel();
    }

    private final Scheduler scheduler;
    private final long periodMillis;
    private final Runnable task;
    private final Consumer<Throwable> exceptionHandler;

    // The moment of the grid that is scheduled, or runs. All others are whole periods away from it.
    private long deadlineMillis;
    private TimerHandle timer;
    private boolean cancelled;

    private PeriodicTask(Scheduler scheduler, long periodMillis, Runnable task, Consumer<Throwable> exceptionHandler) {
        this.scheduler = scheduler;
        this.periodMillis = periodMillis;
        this.task = task;
        this.exceptionHandler = exceptionHandler;
    }

    /// Has the task run once a period from now on.
    ///
    /// @param periodMillis     above 0
    /// @param exceptionHandler is told what the task throws
    public static PeriodicTask start(
            Scheduler scheduler, long periodMillis, Runnable task, Consumer<Throwable> exceptionHandler) {
        var periodic = new PeriodicTask(scheduler, periodMillis, task, exceptionHandler);
        periodic.scheduleFor(scheduler.nowMillis() + periodMillis);
        return periodic;
    }

    /// Stops it for good.
    public void cancel() {
        // Both are needed: while the task runs, its timer has run and there is nothing to take back, only something to
        // leave undone. At any other time there is a timer, and a loop would stay up for it.
        cancelled = true;
        timer.cancel();
    }

    private void run() {
        try {
            task.run();
        } catch (Throwable thrown) {
            // Left to itself it would skip the lines below, and the task would silently be over. That is what the JDK's
            // ScheduledExecutorService does.
            exceptionHandler.accept(thrown);
        }
        if (!cancelled) {
            // Asked only now: however late the run began, and however long it took, it is one and the same lateness.
            long periodsOver = (scheduler.nowMillis() - deadlineMillis) / periodMillis;
            scheduleFor(deadlineMillis + (periodsOver + 1) * periodMillis);
        }
    }

    private void scheduleFor(long deadlineMillis) {
        this.deadlineMillis = deadlineMillis;
        timer = scheduler.schedule(deadlineMillis, this::run);
    }
}

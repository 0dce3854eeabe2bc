package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

import java.util.function.Consumer;

/// # PeriodicTask, 3 points
///
/// The town's bell rings every hour, on the hour. If the ringer oversleeps, it rings once, late, and is on the hour
/// again the next time. It does not ring three times to make up for it, and it does not ring late for the rest of the
/// year. If the rope breaks, that is reported and mended, and the bell rings on, until someone stops it for good.
///
/// Build a task that runs *at a fixed rate*, on a scheduler that only knows how to run something once.
///
/// 1. `start` has the task run each `periodMillis`, counted from the moment of the start. The first run is one period
///    after the start; `start` itself runs nothing.
///    Example: started at 1000 with a period of 100, it runs at 1100, 1200, 1300.
/// 2. A late run shifts nothing: the runs stay on that grid.
///    Example: the run of 1100 happens at 1107. The next is scheduled for 1200, not for 1207.
/// 3. Moments of the grid that are over when a run ends are skipped, and not made up for.
///    Example: the scheduler wakes up at 1350, so the run of 1100 happens at 1350. The next is at 1400. It is the
///    same if the run of 1100 is on time, but takes until 1350.
/// 4. What the task throws goes to the exception handler, and the task runs on.
///    Example: the run at 1100 throws. The handler gets that very exception, and the task runs at 1200.
/// 5. `cancel` stops it for good, and leaves nothing behind in the scheduler. The task may cancel itself while it runs.
///    Example: `cancel` at 1150. It never runs again, and the timer for 1200 is cancelled.
///
/// Contract:
/// - All happens on the scheduler's thread, and the task runs only from there, so nothing has to be locked.
/// - At most one timer is scheduled at any moment. To cancel twice is to cancel once.
/// - A moment of the grid that is just then when a run ends may be skipped or used, as you like.
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
        throw todo("make a PeriodicTask, and schedule its first run");
    }

    /// Stops it for good.
    public void cancel() {
        throw todo("make sure that the task never runs again");
    }
}

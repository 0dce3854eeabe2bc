// Mistake: an Error is no Exception, and ends the task. Caught by: Errors.errorDoesNotKillIt
package quest.exercises.lesson01;

import java.util.function.Consumer;

public final class PeriodicTask {

    public interface Scheduler {

        long nowMillis();

        TimerHandle schedule(long deadlineMillis, Runnable callback);
    }

    public interface TimerHandle {

        void cancel();
    }

    private final Scheduler scheduler;
    private final long periodMillis;
    private final Runnable task;
    private final Consumer<Throwable> exceptionHandler;

    private long deadlineMillis;
    private TimerHandle timer;
    private boolean cancelled;

    private PeriodicTask(Scheduler scheduler, long periodMillis, Runnable task, Consumer<Throwable> exceptionHandler) {
        this.scheduler = scheduler;
        this.periodMillis = periodMillis;
        this.task = task;
        this.exceptionHandler = exceptionHandler;
    }

    public static PeriodicTask start(
            Scheduler scheduler, long periodMillis, Runnable task, Consumer<Throwable> exceptionHandler) {
        var periodic = new PeriodicTask(scheduler, periodMillis, task, exceptionHandler);
        periodic.scheduleFor(scheduler.nowMillis() + periodMillis);
        return periodic;
    }

    public void cancel() {
        cancelled = true;
        timer.cancel();
    }

    private void run() {
        try {
            task.run();
        } catch (Exception thrown) {
            exceptionHandler.accept(thrown);
        }
        if (!cancelled) {
            long periodsOver = (scheduler.nowMillis() - deadlineMillis) / periodMillis;
            scheduleFor(deadlineMillis + (periodsOver + 1) * periodMillis);
        }
    }

    private void scheduleFor(long deadlineMillis) {
        this.deadlineMillis = deadlineMillis;
        timer = scheduler.schedule(deadlineMillis, this::run);
    }
}

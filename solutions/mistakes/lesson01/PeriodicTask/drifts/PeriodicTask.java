// Mistake: counts the next period from now. Caught by: Late.lateRunDoesNotShiftTheNext
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
        PeriodicTask periodic = new PeriodicTask(scheduler, periodMillis, task, exceptionHandler);
        periodic.timer = scheduler.schedule(scheduler.nowMillis() + periodMillis, periodic::run);
        return periodic;
    }

    public void cancel() {
        cancelled = true;
        timer.cancel();
    }

    private void run() {
        try {
            task.run();
        } catch (Exception e) {
            exceptionHandler.accept(e);
        } finally {
            if (!cancelled) {
                timer = scheduler.schedule(scheduler.nowMillis() + periodMillis, this::run);
            }
        }
    }
}

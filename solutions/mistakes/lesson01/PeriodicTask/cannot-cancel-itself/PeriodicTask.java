// Mistake: a run under way schedules the next, cancelled or not. Caught by: Cancel.taskMayCancelItself
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
    private long deadline;
    private TimerHandle timer;

    private PeriodicTask(Scheduler scheduler, long periodMillis, Runnable task, Consumer<Throwable> exceptionHandler) {
        this.scheduler = scheduler;
        this.periodMillis = periodMillis;
        this.task = task;
        this.exceptionHandler = exceptionHandler;
    }

    public static PeriodicTask start(
            Scheduler scheduler, long periodMillis, Runnable task, Consumer<Throwable> exceptionHandler) {
        PeriodicTask periodic = new PeriodicTask(scheduler, periodMillis, task, exceptionHandler);
        periodic.deadline = scheduler.nowMillis() + periodMillis;
        periodic.timer = scheduler.schedule(periodic.deadline, periodic::run);
        return periodic;
    }

    public void cancel() {
        timer.cancel();
    }

    private void run() {
        try {
            task.run();
        } catch (RuntimeException e) {
            exceptionHandler.accept(e);
        }
        while (deadline <= scheduler.nowMillis()) {
            deadline += periodMillis;
        }
        timer = scheduler.schedule(deadline, this::run);
    }
}

// Mistake: cancels the work first, which tells of a cancellation. Caught by: TimeIsUp.timeoutIsNotTakenForACancellation
package quest.exercises.lesson02;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

public final class TimeoutThatCancels {

    public interface Scheduler {
        TimerHandle schedule(long delayMillis, Runnable callback);
    }

    public interface TimerHandle {
        void cancel();
    }

    private TimeoutThatCancels() {
    }

    public static <T> CompletableFuture<T> withTimeout(
            Scheduler scheduler, CompletableFuture<T> work, long timeoutMillis) {
        var result = new CompletableFuture<T>();
        var timer = scheduler.schedule(timeoutMillis, () -> {
            work.cancel(true);
            result.completeExceptionally(new TimeoutException("not done within " + timeoutMillis + " ms"));
        });
        work.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(cause(failure));
            }
        });
        result.whenComplete((_, _) -> {
            timer.cancel();
            work.cancel(true);
        });
        return result;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

// Mistake: cancelling the result stops neither work nor timer. Caught by: NothingLeft.cancelReachesTheWork
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
            result.completeExceptionally(new TimeoutException("not done within " + timeoutMillis + " ms"));
            work.cancel(true);
        });
        work.whenComplete((value, failure) -> {
            timer.cancel();
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(cause(failure));
            }
        });
        return result;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

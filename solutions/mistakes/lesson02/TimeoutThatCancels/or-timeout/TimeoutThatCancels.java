// Mistake: orTimeout, with a clock of its own. Caught by: First.oneTimerIsScheduled
package quest.exercises.lesson02;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

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
        result.orTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
        work.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(cause(failure));
            }
        });
        result.whenComplete((_, _) -> {
            work.cancel(true);
        });
        return result;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

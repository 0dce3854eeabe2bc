package quest.exercises.lesson02;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/// A timeout that stops what it gives up, and leaves no timer behind.
///
/// All happens on the loop's thread.
public final class TimeoutThatCancels {

    /// Runs callbacks later.
    public interface Scheduler {

        /// Runs the callback once, on the loop's thread, `delayMillis` from now. Never inside this call.
        TimerHandle schedule(long delayMillis, Runnable callback);
    }

    /// The way to call a timer off.
    public interface TimerHandle {

        /// Takes the timer back, so that it will not run. Does nothing if it has run, or was cancelled before.
        void cancel();
    }

    private TimeoutThatCancels() {
    }

    /// The outcome of the work if it comes in time; otherwise a TimeoutException, and the work is cancelled.
    public static <T> CompletableFuture<T> withTimeout(
            Scheduler scheduler, CompletableFuture<T> work, long timeoutMillis) {
        // A future of its own, and not the work with a timeout set on it: whoever else waits for the work shall not
        // be told of our impatience before the work itself has stopped.
        var result = new CompletableFuture<T>();
        var timer = scheduler.schedule(timeoutMillis, () -> result.completeExceptionally(
                new TimeoutException("not done within " + timeoutMillis + " ms")));
        work.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(cause(failure));
            }
        });
        // However the result was settled, what is left over is stopped here: the timer by the work, the work by the
        // timer, both by a cancellation. That it comes after the result has its failure matters: were the work
        // cancelled first, its CancellationException would get there before the TimeoutException.
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

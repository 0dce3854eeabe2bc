package quest.futures;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;

/// What [CompletableFuture] leaves to be wished for, on a loop's time and with a cancellation that stops the work.
///
/// Whatever is handed in here is cancelled when it is no longer needed: after a failure, a timeout, a lost race, or when the
/// future that came back is cancelled. What shall survive goes through [#shield]. Where a loop is a parameter, only its
/// thread may call, or any while nobody runs it; the rest may be called by any thread.
public final class Futures {

    private Futures() {
    }

    /// Complete after a while. Cancelling it takes the timer back. (asyncio: `sleep`.)
    public static CancellableFuture<Void> delay(EventLoop loop, Duration duration) {
        return delay(loop, duration, null);
    }

    /// Complete with a value after a while.
    public static <T> CancellableFuture<T> delay(EventLoop loop, Duration duration, T value) {
        var future = new CancellableFuture<T>();
        var timer = loop.schedule(() -> future.complete(value), duration);
        return future.onCancel(() -> onLoop(loop, timer::cancel));
    }

    /// Work on a virtual thread, its outcome back on the loop. Cancelling it interrupts the work. (asyncio: `to_thread`.)
    public static <T> CancellableFuture<T> offload(EventLoop loop, Callable<T> work) {
        return CancellableFuture.of(loop.offload(work));
    }

    /// All values, in the order of the arguments. (asyncio: `gather`, or rather `TaskGroup`.)
    ///
    /// After the first failure the others are cancelled. It settles when every one of them has settled, so nothing is left
    /// under way behind its back: with the first failure, and those that came after it suppressed.
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> CancellableFuture<List<T>> gather(CompletableFuture<? extends T>... futures) {
        return gather(List.of(futures));
    }

    /// As [#gather(CompletableFuture...)]. No futures at all make an empty list.
    public static <T> CancellableFuture<List<T>> gather(List<? extends CompletableFuture<? extends T>> futures) {
        return new Gathering<T>(futures).result();
    }

    /// The first value; the others are cancelled. Fails only when all have failed, with an [AllFailedException].
    /// (`CompletableFuture.anyOf` is the first to *settle*: a quick failure beats every value.)
    ///
    /// @throws IllegalArgumentException if there are none
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> CancellableFuture<T> firstSuccess(CompletableFuture<? extends T>... futures) {
        return firstSuccess(List.of(futures));
    }

    /// As [#firstSuccess(CompletableFuture...)].
    public static <T> CancellableFuture<T> firstSuccess(List<? extends CompletableFuture<? extends T>> futures) {
        return new Race<T>(futures).result();
    }

    /// The same outcome if it comes in time; if not, the future is cancelled and a [TimeoutException] takes its place.
    /// (asyncio: `wait_for`. `CompletableFuture.orTimeout` gives up as well, but what it waited for goes on.)
    public static <T> CancellableFuture<T> withTimeout(EventLoop loop, CompletableFuture<T> future, Duration timeout) {
        var result = new CancellableFuture<T>();
        var timer = loop.schedule(() -> {
            if (result.completeExceptionally(new TimeoutException("not done within " + timeout))) {
                future.cancel(true);
            }
        }, timeout);
        future.whenComplete((value, failure) -> {
            onLoop(loop, timer::cancel);
            settle(result, value, failure);
        });
        return result.onCancel(() -> future.cancel(true));
    }

    /// Tries again after a failure, as the policy says. Fails with the last failure, the earlier ones suppressed.
    /// Cancelling it cancels the attempt, or the pause, that is under way.
    ///
    /// @param attempt begins one attempt; what it throws is a failed attempt
    public static <T> CancellableFuture<T> retry(
            EventLoop loop, RetryPolicy policy, Supplier<? extends CompletableFuture<T>> attempt) {
        return new Retrying<>(loop, policy, attempt).result();
    }

    /// The same outcome, but a cancellation stops here: the future goes on for others. (asyncio: `shield`.)
    public static <T> CancellableFuture<T> shield(CompletableFuture<T> future) {
        var result = new CancellableFuture<T>();
        future.whenComplete((value, failure) -> settle(result, value, failure));
        return result;
    }

    /// What really went wrong: the failure without the [CompletionException]s that dependent futures wrap around it.
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? cause(failure.getCause()) : failure;
    }

    static <T> void settle(CompletableFuture<T> target, T value, Throwable failure) {
        if (failure == null) {
            target.complete(value);
        } else {
            target.completeExceptionally(cause(failure));
        }
    }

    /// A timer is the loop's; what ends a future may be any thread.
    private static void onLoop(EventLoop loop, Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else if (!loop.isClosed()) {
            loop.execute(action);
        }
    }
}

package quest.futures;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/// A [CompletableFuture] whose cancellation stops the work.
///
/// `CompletableFuture.cancel` only settles the future: whoever waits for it is told, and whoever works for it works on. This
/// one passes the cancellation on to where it came from, step by step, until it arrives at the timer, the worker or the
/// request:
///
/// ```
/// timer  <-  delay(...)  <-  thenApply(...)  <-  thenCompose(...)  <-  cancel
/// ```
///
/// So a future of which several others were made is cancelled with the first of them; [Futures#shield] keeps one from that.
/// (asyncio does the same: cancelling a task cancels what it awaits. So does the JDK's HTTP client with its own futures.)
/// Of two futures that are combined (`thenCombine`, `applyToEither`), only the one on which the method was called is
/// reached; [Futures#gather] reaches all. Any thread may call it.
public final class CancellableFuture<T> extends CompletableFuture<T> {

    private volatile CompletableFuture<?> source;   // what this one waits for; null: it is the first of its chain

    public CancellableFuture() {
    }

    private CancellableFuture(CompletableFuture<?> source) {
        this.source = source;
    }

    /// The outcome of another future, such as an HTTP request's, with its cancellation passed on to it.
    public static <T> CancellableFuture<T> of(CompletableFuture<T> source) {
        if (source instanceof CancellableFuture<T> already) {
            return already;
        }
        var future = new CancellableFuture<T>(source);
        source.whenComplete(future::settle);
        return future;
    }

    /// Has something done if, and as soon as, this future is cancelled: what stops the work. At once, if it is already.
    ///
    /// @return this future
    public CancellableFuture<T> onCancel(Runnable stopWork) {
        Objects.requireNonNull(stopWork);
        whenComplete((_, _) -> {
            if (isCancelled()) {
                stopWork.run();
            }
        });
        return this;
    }

    /// Cancels this future, and what it waits for.
    ///
    /// @param mayInterrupt as for [CompletableFuture#cancel]: makes no difference here
    /// @return whether it is cancelled now
    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        var waitsFor = source;
        if (cancelled && waitsFor != null) {
            waitsFor.cancel(mayInterrupt);
        }
        return cancelled;
    }

    /// Called by every method of [CompletableFuture] that makes a future of this one.
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CancellableFuture<>(this);
    }

    /// As [CompletableFuture#thenCompose]; while the second step is under way, a cancellation goes there.
    @Override
    public <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> step) {
        return compose(step, Runnable::run);
    }

    /// As [#thenCompose].
    @Override
    public <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> step) {
        return compose(step, defaultExecutor());
    }

    /// As [#thenCompose].
    @Override
    public <U> CompletableFuture<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> step, Executor executor) {
        return compose(step, executor);
    }

    private <U> CompletableFuture<U> compose(Function<? super T, ? extends CompletionStage<U>> step, Executor executor) {
        var composed = new CancellableFuture<U>(this);
        whenComplete((value, failure) -> {
            if (failure != null) {
                composed.settle(null, failure);
            } else {
                executor.execute(() -> composed.waitFor(() -> step.apply(value).toCompletableFuture()));
            }
        });
        return composed;
    }

    private void waitFor(Supplier<CompletableFuture<T>> step) {
        if (isDone()) {
            return; // cancelled meanwhile: the second step need not begin
        }
        try {
            var next = step.get();
            source = next;
            next.whenComplete(this::settle);
            if (isCancelled()) {
                next.cancel(true); // cancelled while the second step began
            }
        } catch (Throwable thrown) {
            completeExceptionally(new CompletionException(thrown));
        }
    }

    private void settle(T value, Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
    }
}

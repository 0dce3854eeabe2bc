package quest.futures;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;

/// One call of [Futures#retry]: attempt, pause, attempt, pause, until one succeeds or it is not worth it any more.
final class Retrying<T> {

    private final EventLoop loop;
    private final RetryPolicy policy;
    private final Supplier<? extends CompletableFuture<T>> attempt;
    private final CancellableFuture<T> result = new CancellableFuture<>();
    private final List<Throwable> failures = new ArrayList<>();
    private volatile CompletableFuture<?> underWay;     // an attempt or a pause

    Retrying(EventLoop loop, RetryPolicy policy, Supplier<? extends CompletableFuture<T>> attempt) {
        this.loop = loop;
        this.policy = policy;
        this.attempt = attempt;
        result.onCancel(this::cancelWhatIsUnderWay);
    }

    CancellableFuture<T> result() {
        tryOnce();
        return result;
    }

    private void tryOnce() {
        if (result.isDone()) {
            return;
        }
        var trial = begin();
        waitFor(trial);
        // Back through the loop: the next attempt is the loop's business, whoever settled this one.
        trial.whenComplete((value, failure) -> {
            try {
                loop.execute(() -> tried(value, failure));
            } catch (RejectedExecutionException loopClosed) {
                result.completeExceptionally(loopClosed);
            }
        });
    }

    private CompletableFuture<T> begin() {
        try {
            return attempt.get();
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private void tried(T value, Throwable failure) {
        if (failure == null) {
            result.complete(value);
            return;
        }
        var cause = Futures.cause(failure);
        failures.add(cause);
        if (failures.size() == policy.attempts() || !policy.worthRetrying().test(cause)) {
            failures.removeLast();
            failures.stream().filter(earlier -> earlier != cause).forEach(cause::addSuppressed);
            result.completeExceptionally(cause);
            return;
        }
        var pause = Futures.delay(loop, policy.pauseAfter(failures.size()));
        waitFor(pause);
        pause.thenRun(this::tryOnce);
    }

    private void waitFor(CompletableFuture<?> next) {
        underWay = next;
        if (result.isCancelled()) {
            next.cancel(true); // cancelled in between
        }
    }

    private void cancelWhatIsUnderWay() {
        var now = underWay;
        if (now != null) {
            now.cancel(true);
        }
    }
}

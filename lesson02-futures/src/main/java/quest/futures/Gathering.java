package quest.futures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// One call of [Futures#gather]: waits for all, and for the first failure.
final class Gathering<T> {

    private final List<CompletableFuture<? extends T>> children;
    private final CancellableFuture<List<T>> result = new CancellableFuture<>();
    private final AtomicInteger pending;
    private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

    Gathering(List<? extends CompletableFuture<? extends T>> futures) {
        children = List.copyOf(futures);
        pending = new AtomicInteger(children.size());
    }

    CancellableFuture<List<T>> result() {
        if (children.isEmpty()) {
            result.complete(List.of());
        }
        children.forEach(child -> child.whenComplete((_, failure) -> childSettled(failure)));
        return result.onCancel(this::cancelChildren);
    }

    private void childSettled(Throwable failure) {
        if (failure != null) {
            childFailed(Futures.cause(failure));
        }
        if (pending.decrementAndGet() == 0) {
            settle();
        }
    }

    private void childFailed(Throwable failure) {
        if (firstFailure.compareAndSet(null, failure)) {
            cancelChildren();
        } else if (failure != firstFailure.get() && !(failure instanceof CancellationException)) {
            firstFailure.get().addSuppressed(failure); // a cancellation is our own doing, and no news
        }
    }

    private void settle() {
        if (firstFailure.get() != null) {
            result.completeExceptionally(firstFailure.get());
            return;
        }
        var values = new ArrayList<T>(children.size());
        children.forEach(child -> values.add(child.resultNow()));
        result.complete(Collections.unmodifiableList(values));
    }

    private void cancelChildren() {
        children.forEach(child -> child.cancel(true));
    }
}

// Mistake: a failure at once cancels the loads begun by then, and not those begun after it. Caught by: CallOff.loadThatFailedAtOnce
package quest.exercises.lesson02;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

public final class GatherInOrder {

    private GatherInOrder() {
    }

    public static <T> CompletableFuture<List<T>> gather(List<Supplier<CompletableFuture<T>>> loads) {
        var children = new ArrayList<CompletableFuture<T>>();
        var gathering = new Gathering<>(children, loads.size());
        for (var load : loads) {
            var child = begin(load);
            children.add(child);
            child.whenComplete((_, failure) -> gathering.childSettled(failure));
        }
        if (children.isEmpty()) {
            gathering.settle();
        }
        gathering.result.whenComplete((_, _) -> {
            if (gathering.result.isCancelled()) {
                gathering.cancelChildren();
            }
        });
        return gathering.result;
    }

    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> load) {
        try {
            return load.get();
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private static final class Gathering<T> {

        private final List<CompletableFuture<T>> children;
        private final CompletableFuture<List<T>> result = new CompletableFuture<>();
        private int pending;
        private Throwable firstFailure;

        private Gathering(List<CompletableFuture<T>> children, int count) {
            this.children = children;
            pending = count;
        }

        private void childSettled(Throwable failure) {
            pending--;
            if (failure != null) {
                childFailed(cause(failure));
            }
            if (pending == 0) {
                settle();
            }
        }

        private void childFailed(Throwable failure) {
            if (firstFailure == null) {
                firstFailure = failure;
                cancelChildren();
            } else if (failure != firstFailure && !(failure instanceof CancellationException)) {
                firstFailure.addSuppressed(failure);
            }
        }

        private void settle() {
            if (firstFailure != null) {
                result.completeExceptionally(firstFailure);
                return;
            }
            var values = new ArrayList<T>();
            children.forEach(child -> values.add(child.resultNow()));
            result.complete(values);
        }

        private void cancelChildren() {
            children.forEach(child -> child.cancel(true));
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

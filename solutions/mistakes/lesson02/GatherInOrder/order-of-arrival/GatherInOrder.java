// Mistake: values in the order in which they come. Caught by: Together.valuesAreInTheOrderOfTheLoads
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
        for (var load : loads) {
            children.add(begin(load));
        }
        var gathering = new Gathering<>(children);
        if (children.isEmpty()) {
            gathering.settle();
        }
        for (var child : children) {
            child.whenComplete((value, failure) -> gathering.childSettled(value, failure));
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
        private final List<T> values = new ArrayList<>();

        private Gathering(List<CompletableFuture<T>> children) {
            this.children = children;
            pending = children.size();
        }

        private void childSettled(T value, Throwable failure) {
            pending--;
            if (failure != null) {
                childFailed(cause(failure));
            } else {
                values.add(value);
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

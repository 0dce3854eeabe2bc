package quest.exercises.lesson02;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Loads many things together: their values in order, or the first failure and nothing left under way.
///
/// All happens on the loop's thread.
public final class GatherInOrder {

    private GatherInOrder() {
    }

    /// All values, in the order of the loads.
    ///
    /// @param loads each begins its load when it is called, and returns its future
    public static <T> CompletableFuture<List<T>> gather(List<Supplier<CompletableFuture<T>>> loads) {
        // All are begun before anybody listens to one. Then the list is complete when the first failure needs it.
        var children = new ArrayList<CompletableFuture<T>>();
        for (var load : loads) {
            children.add(begin(load));
        }
        var gathering = new Gathering<>(children);
        if (children.isEmpty()) {
            gathering.settle();
        }
        for (var child : children) {
            child.whenComplete((_, failure) -> gathering.childSettled(failure));
        }
        // cancel settles a future and does nothing else. What it is to stop has to be said.
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

    /// What has to be remembered while the children are under way. Plain fields, because one thread does it all.
    private static final class Gathering<T> {

        private final List<CompletableFuture<T>> children;
        private final CompletableFuture<List<T>> result = new CompletableFuture<>();
        private int pending;
        private Throwable firstFailure;

        private Gathering(List<CompletableFuture<T>> children) {
            this.children = children;
            pending = children.size();
        }

        private void childSettled(Throwable failure) {
            // Counted before anything else: cancelling the others settles some of them inside of this very call.
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
                // An exception refuses to suppress itself, and two loads may well fail with the same object.
                firstFailure.addSuppressed(failure);
            }
        }

        private void settle() {
            if (firstFailure != null) {
                result.completeExceptionally(firstFailure);
                return;
            }
            // From the children and not as they came: that is all there is to the order. A list of fixed length with
            // set(index, value) would do as well. List.of and Stream.toList differ over null; ArrayList takes it.
            var values = new ArrayList<T>();
            children.forEach(child -> values.add(child.resultNow()));
            result.complete(values);
        }

        private void cancelChildren() {
            // A future that is settled already does not mind.
            children.forEach(child -> child.cancel(true));
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

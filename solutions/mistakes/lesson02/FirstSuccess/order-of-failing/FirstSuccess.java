// Mistake: keeps failures in the order in which they come. Caught by: AllFailed.failuresAreInTheOrderOfTheRunners
package quest.exercises.lesson02;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

public final class FirstSuccess {

    public static final class AllFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public AllFailedException(List<Throwable> failures) {
            super("all %d failed".formatted(failures.size()), failures.getFirst());
            failures.forEach(this::addSuppressed);
        }

        public List<Throwable> failures() {
            return List.of(getSuppressed());
        }
    }

    private FirstSuccess() {
    }

    public static <T> CompletableFuture<T> firstSuccess(List<CompletableFuture<T>> runners) {
        if (runners.isEmpty()) {
            throw new IllegalArgumentException("a race needs at least one runner, there are none");
        }
        var result = new CompletableFuture<T>();
        var failures = new ArrayList<Throwable>();
        for (var runner : runners) {
            runner.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                    return;
                }
                failures.add(cause(failure));
                if (failures.size() == runners.size()) {
                    result.completeExceptionally(new AllFailedException(failures));
                }
            });
        }
        result.whenComplete((_, _) -> runners.forEach(runner -> runner.cancel(true)));
        return result;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

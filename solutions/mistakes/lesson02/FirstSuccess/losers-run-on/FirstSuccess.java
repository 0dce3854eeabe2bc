// Mistake: nobody calls the losers back. Caught by: CalledBack.othersAreCancelled
package quest.exercises.lesson02;

import java.util.Arrays;
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
        var failures = new Throwable[runners.size()];
        for (int i = 0; i < runners.size(); i++) {
            int place = i;
            runners.get(i).whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                    return;
                }
                failures[place] = cause(failure);
                if (Arrays.stream(failures).noneMatch(missing -> missing == null)) {
                    result.completeExceptionally(new AllFailedException(List.of(failures)));
                }
            });
        }
        return result;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

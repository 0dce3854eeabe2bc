package quest.exercises.lesson02;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A race that only a value can win.
///
/// All happens on the loop's thread.
public final class FirstSuccess {

    /// Nobody brought a value.
    public static final class AllFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /// @param failures in the order of the runners, at least one
        public AllFailedException(List<Throwable> failures) {
            super("all %d failed".formatted(failures.size()), failures.getFirst());
            failures.forEach(this::addSuppressed);
        }

        /// One failure for each runner, in the order of the runners.
        public List<Throwable> failures() {
            return List.of(getSuppressed());
        }
    }

    private FirstSuccess() {
    }

    /// The first value that one of the runners brings.
    ///
    /// @param runners under way already
    public static <T> CompletableFuture<T> firstSuccess(List<CompletableFuture<T>> runners) {
        if (runners.isEmpty()) {
            // Without this it would never settle: nobody is there to win, and nobody to be the last who fails.
            throw new IllegalArgumentException("a race needs at least one runner, there are none");
        }
        var result = new CompletableFuture<T>();
        // One place for each runner, so that the order is theirs and not that of their failures. An array also says,
        // by what is still null in it, who has not failed yet.
        var failures = new Throwable[runners.size()];
        for (int i = 0; i < runners.size(); i++) {
            int place = i;
            runners.get(i).whenComplete((value, failure) -> {
                if (failure == null) {
                    // Only the first of these calls counts, so a photo finish needs no more care.
                    result.complete(value);
                    return;
                }
                failures[place] = cause(failure);
                if (Arrays.stream(failures).noneMatch(missing -> missing == null)) {
                    result.completeExceptionally(new AllFailedException(List.of(failures)));
                }
            });
        }
        // However it ended, won, lost or called off: whoever still runs need not run on. One line for all three.
        result.whenComplete((_, _) -> runners.forEach(runner -> runner.cancel(true)));
        return result;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

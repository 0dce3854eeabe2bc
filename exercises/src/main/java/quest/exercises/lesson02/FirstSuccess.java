package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// # FirstSuccess, 2 points
///
/// Three scouts look for water. Whoever finds some first has found it for all, and the others are called back. A
/// scout who comes home early with empty hands has found nothing: that is no reason to call back the rest and die of
/// thirst. The JDK's `anyOf` would do just that, because it takes the first to *settle*.
///
/// Build `firstSuccess`, a race that only a value can win.
///
/// 1. The future that `firstSuccess` returns brings the first value that any of the runners brings.
///    Example: the second brings "well" after 2 s, the first "river" after 3 s: "well", after 2 s.
/// 2. A failure wins nothing, however early it comes.
///    Example: the first fails after 1 s, the second brings "well" after 2 s: "well".
/// 3. As soon as there is a winner, the others that are under way are cancelled, by their `cancel`.
///    Example: "well" after 2 s: the first, who would need 3 s, is cancelled after 2 s.
/// 4. When all have failed, and not before, it fails with an `AllFailedException`, which holds every failure, in the
///    order of the runners.
///    Example: the second fails with B, then the first with A: `failures()` is `[A, B]`.
/// 5. When the future that came back is cancelled, all runners under way are.
///
/// Contract:
/// - All happens on the loop's thread, which also settles the runners. So never wait (`join`, `get`), start no
///   threads, and call no method whose name ends in `Async`.
/// - `failures()` holds the very objects with which the runners failed, without a
///   [java.util.concurrent.CompletionException] around them. A runner that somebody else cancelled has failed as
///   well, with a [java.util.concurrent.CancellationException].
/// - Runners may have settled before the call. If several have a value by then, any of these may win.
/// - A race without runners is refused at once, with an [IllegalArgumentException]. A value may be null.
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
        throw todo("let the first value win, and call back the others");
    }
}

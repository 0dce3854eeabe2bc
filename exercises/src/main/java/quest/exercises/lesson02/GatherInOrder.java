package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// # GatherInOrder, 3 points
///
/// A level needs its map, its music and its monsters. All three are sent for together, and come in any order. If the
/// map is lost, nobody needs the music any more: it is called off, and the level is given up once all is quiet, so
/// that nothing is still under way behind its back. The JDK's `allOf` does not do that.
///
/// Build `gather`, which loads many things together.
///
/// 1. `gather` begins all loads at once, in order, and returns. The future that it returns is done when the last is
///    there.
///    Example: three loads of 1 s, begun at 0, are gathered at max(1, 1, 1) = 1 s, and not at 1 + 1 + 1 = 3 s.
/// 2. The values are in the order of the loads, however they come.
///    Example: monsters after 1 s, music after 2 s, the map after 3 s: `[map, music, monsters]`.
/// 3. When one fails, the others that are under way are cancelled at once, by their `cancel`.
///    Example: the music fails after 2 s, so the map, which needs 3 s, is cancelled after 2 s.
/// 4. But the future that came back settles only when all loads have: a load that was cancelled may take a moment to
///    stop. It fails with the first failure, and those that came after it are among that failure's suppressed
///    exceptions.
///    Example: the music fails with A, the map with B: it fails with A, and `A.getSuppressed()` is `[B]`.
/// 5. When the future that came back is cancelled, all loads under way are.
///
/// Contract:
/// - All happens on the loop's thread, which also settles the loads. So never wait (`join`, `get`), start no threads,
///   and call no method whose name ends in `Async`.
/// - Failures are passed on as they are, the very same objects, without a [java.util.concurrent.CompletionException]
///   around them. That a load was cancelled because another had failed is no failure, and is not suppressed.
/// - A load that throws at once instead of returning a future has failed. Loads behind one that has failed at once
///   may be begun, and cancelled, or not begun.
/// - No loads at all make an empty list, at once. A value may be null.
public final class GatherInOrder {

    private GatherInOrder() {
    }

    /// All values, in the order of the loads.
    ///
    /// @param loads each begins its load when it is called, and returns its future
    public static <T> CompletableFuture<List<T>> gather(List<Supplier<CompletableFuture<T>>> loads) {
        throw todo("begin all, and settle the future that you return when all of them have settled");
    }
}

package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// # Dashboard, 1 point
///
/// A player opens the dashboard, and it asks four archives: for the statistics, 150 ms, the last games, 200 ms, the
/// rank, 100 ms, and the achievements, 120 ms. Asked one by one, that is 570 ms of an empty page. No answer needs
/// another.
///
/// Build the page.
///
/// 1. `load` asks all four archives at once, and returns. The page is there when the slowest answer is.
///    Example: 150, 200, 100 and 120 ms: the page is there after max(150, 200, 100, 120) = 200 ms.
/// 2. The page holds the four answers.
/// 3. A page without achievements is better than none: if that archive fails, the list of achievements is empty.
///    Example: the achievements fail after 120 ms. The page is there after 200 ms, with an empty list.
/// 4. If any other archive fails, so does the page.
///
/// Contract:
/// - All happens on the loop's thread, which also settles the archives' futures. So never wait (`join`, `get`) for
///   one that is not done, start no threads, and call no method whose name ends in `Async`.
/// - The page's failure is the archive's, or a [java.util.concurrent.CompletionException] around it.
/// - The archives always return a future, and throw nothing.
public final class Dashboard {

    /// What a player sees.
    public record Page(String statistics, List<String> games, int rank, List<String> achievements) {
    }

    /// Each returns at once; the future settles later, on the loop's thread.
    public interface Archives {

        CompletableFuture<String> statistics(String player);

        CompletableFuture<List<String>> games(String player);

        CompletableFuture<Integer> rank(String player);

        CompletableFuture<List<String>> achievements(String player);
    }

    private final Archives archives;

    public Dashboard(Archives archives) {
        this.archives = archives;
    }

    /// Asks all archives, and returns the page to come.
    public CompletableFuture<Page> load(String player) {
        throw todo("ask all four, and make a page of the answers when all are there");
    }
}

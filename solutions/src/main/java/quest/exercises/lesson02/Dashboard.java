package quest.exercises.lesson02;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A page made of four answers that are asked for together.
///
/// All happens on the loop's thread.
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
        // All four are asked here, before anybody is waited for. A question inside of thenCompose would be asked when
        // the answer before it is there.
        var statistics = archives.statistics(player);
        var games = archives.games(player);
        var rank = archives.rank(player);
        // Mended right here, where it is known which answer may be missing. Behind allOf it would mend the whole page.
        var achievements = archives.achievements(player).exceptionally(_ -> List.of());
        return CompletableFuture.allOf(statistics, games, rank, achievements)
                // resultNow and not join: it never waits, and would say so if an answer were not there. join would do
                // as well here, because all are. thenCombine, three times, needs neither.
                .thenApply(_ -> new Page(
                        statistics.resultNow(), games.resultNow(), rank.resultNow(), achievements.resultNow()));
    }
}

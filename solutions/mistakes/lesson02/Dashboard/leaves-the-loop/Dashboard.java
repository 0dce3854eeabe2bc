// Mistake: the page is made on another thread. Caught by: Together.pageHoldsTheAnswers
package quest.exercises.lesson02;

import java.util.List;
import java.util.concurrent.CompletableFuture;

public final class Dashboard {

    public record Page(String statistics, List<String> games, int rank, List<String> achievements) {
    }

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

    public CompletableFuture<Page> load(String player) {
        var statistics = archives.statistics(player);
        var games = archives.games(player);
        var rank = archives.rank(player);
        var achievements = archives.achievements(player).exceptionally(_ -> List.of());
        return CompletableFuture.allOf(statistics, games, rank, achievements)
                .thenApplyAsync(_ -> new Page(
                        statistics.resultNow(), games.resultNow(), rank.resultNow(), achievements.resultNow()));
    }
}

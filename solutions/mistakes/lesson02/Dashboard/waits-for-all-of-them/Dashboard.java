// Mistake: the loop waits for allOf, which only the loop can settle. Caught by: Together.loadReturnsAtOnce
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
        CompletableFuture.allOf(statistics, games, rank, achievements).join();
        return CompletableFuture.completedFuture(new Page(
                statistics.join(), games.join(), rank.join(), achievements.join()));
    }
}

// Mistake: asks each archive when the one before has answered. Caught by: Together.allAreAskedAtOnce
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
        return archives.statistics(player).thenCompose(statistics ->
                archives.games(player).thenCompose(games ->
                        archives.rank(player).thenCompose(rank ->
                                archives.achievements(player).exceptionally(_ -> List.of()).thenApply(achievements ->
                                        new Page(statistics, games, rank, achievements)))));
    }
}

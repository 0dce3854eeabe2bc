// Mistake: a pair of winners meets while others of the round still fight. Caught by: Together.nextRoundWaits
package quest.exercises.lesson03;

import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;

public final class Tournament {
    public interface Arena {
        void prepare(String player) throws Exception;

        String fight(String one, String other) throws Exception;
    }

    public record Result(String winner, int rounds, int matches) {
    }

    public static final class MatchFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        public MatchFailedException(Throwable cause) {
            super("a match failed", cause);
        }
    }

    private final Arena arena;

    public Tournament(Arena arena) {
        this.arena = arena;
    }

    public Result play(List<String> players) throws MatchFailedException, InterruptedException {
        if (players.isEmpty()) {
            throw new IllegalArgumentException("a tournament needs at least one player, there are none");
        }
        int rounds = 0;
        while (1 << rounds < players.size()) {
            rounds++;
        }
        try {
            return new Result(winner(players, 1 << rounds), rounds, players.size() - 1);
        } catch (FailedException failed) {
            throw new MatchFailedException(cause(failed));
        }
    }

    private String winner(List<String> players, int places) throws InterruptedException {
        if (players.size() == 1) {
            return players.getFirst();
        }
        int half = places / 2;
        if (players.size() <= half) {
            return winner(players, half);
        }
        String one;
        String other;
        try (var scope = StructuredTaskScope.open()) {
            var first = scope.fork(() -> winner(players.subList(0, half), half));
            var second = scope.fork(() -> winner(players.subList(half, players.size()), half));
            scope.join();
            one = first.get();
            other = second.get();
        }
        try (var scope = StructuredTaskScope.open()) {
            var fight = scope.fork(() -> {
                try (var match = StructuredTaskScope.open()) {
                    match.fork(() -> prepare(one));
                    match.fork(() -> prepare(other));
                    match.join();
                }
                return arena.fight(one, other);
            });
            scope.join();
            return fight.get();
        }
    }

    private Void prepare(String player) throws Exception {
        arena.prepare(player);
        return null;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof FailedException ? cause(failure.getCause()) : failure;
    }
}

// Mistake: plays with the caller's own list of players. Caught by: Rounds.twoPlayers
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

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
        int matches = 0;
        while (players.size() > 1) {
            rounds++;
            matches += players.size() / 2;
            try {
                var winners = round(players);
                players.clear();
                players.addAll(winners);
            } catch (FailedException failed) {
                throw new MatchFailedException(cause(failed));
            }
        }
        return new Result(players.getFirst(), rounds, matches);
    }

    private List<String> round(List<String> players) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAllSuccessfulOrThrow())) {
            var winners = new ArrayList<Subtask<String>>();
            for (int i = 0; i + 1 < players.size(); i += 2) {
                var one = players.get(i);
                var other = players.get(i + 1);
                winners.add(scope.fork(() -> match(one, other)));
            }
            scope.join();
            var next = new ArrayList<>(winners.stream().map(Subtask::get).toList());
            if (players.size() % 2 == 1) {
                next.add(players.getLast());
            }
            return next;
        }
    }

    private String match(String one, String other) throws Exception {
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> prepare(one));
            scope.fork(() -> prepare(other));
            scope.join();
        }
        return arena.fight(one, other);
    }

    private Void prepare(String player) throws Exception {
        arena.prepare(player);
        return null;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof FailedException ? cause(failure.getCause()) : failure;
    }
}

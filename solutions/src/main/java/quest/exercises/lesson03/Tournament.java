package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// A tournament: rounds one after the other, the matches of a round at the same time, and in each match both players.
///
/// Scopes are nested as the game is: a scope for each round, and inside each of its tasks a scope for the match. A
/// failure anywhere ends its scope, that scope's failure ends the one around it, and cancelling the outer interrupts
/// the owner of each inner one, whose `close` ends what is below.
public final class Tournament {

    /// What players do. Called on many threads at once.
    public interface Arena {

        /// Gets one player ready.
        void prepare(String player) throws Exception;

        /// Lets two players fight who are both ready.
        ///
        /// @return the winner, one of the two
        String fight(String one, String other) throws Exception;
    }

    /// How it ended.
    public record Result(String winner, int rounds, int matches) {
    }

    /// A match could not be played to its end, and so neither could the tournament.
    public static final class MatchFailedException extends Exception {

        private static final long serialVersionUID = 1L;

        /// @param cause what `prepare` or `fight` threw
        public MatchFailedException(Throwable cause) {
            super("a match failed", cause);
        }
    }

    private final Arena arena;

    public Tournament(Arena arena) {
        this.arena = arena;
    }

    /// Plays all rounds.
    ///
    /// @param players in the order in which they are paired
    public Result play(List<String> players) throws MatchFailedException, InterruptedException {
        if (players.isEmpty()) {
            throw new IllegalArgumentException("a tournament needs at least one player, there are none");
        }
        var left = players;
        int rounds = 0;
        int matches = 0;
        while (left.size() > 1) {
            rounds++;
            matches += left.size() / 2;
            try {
                left = round(left);
            } catch (FailedException failed) {
                throw new MatchFailedException(cause(failed));
            }
        }
        return new Result(left.getFirst(), rounds, matches);
    }

    /// @return those who go on
    private List<String> round(List<String> players) throws InterruptedException {
        // This joiner cancels the rest at the first failure. The subtasks are kept, because their results are wanted in
        // the order of the pairs and not in that of their ends.
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

    /// A failure of a player comes out of the match's scope in one wrapper, and of the round's in another.
    private static Throwable cause(Throwable failure) {
        return failure instanceof FailedException ? cause(failure.getCause()) : failure;
    }
}

package quest.exercises.lesson04;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// A tournament of machines: a scope for each round, and within it one with a deadline for each match.
///
/// The two scopes differ in what a failure means. In a match it is a result, so nothing is cancelled. In a round it is
/// the end of all: what fails there is the listener, or the tournament itself.
public final class AiTournament {

    /// A player that thinks by itself.
    public interface Ai {

        String name();

        /// Thinks of a move, as long as it takes.
        ///
        /// @throws Exception whatever an AI may fail with; an [InterruptedException] if its thread is interrupted
        String think(String opponent) throws Exception;
    }

    /// What counts.
    public interface Rules {

        boolean isMove(String said);

        boolean beats(String move, String other);
    }

    /// Hears of each match that has ended.
    @FunctionalInterface
    public interface Listener {

        void ended(Match match);
    }

    /// What came out of an AI.
    public sealed interface Thought {
    }

    public record Move(String move) implements Thought {
    }

    public record TooLate() implements Thought {
    }

    /// @param cause what `think` threw
    public record Failed(Throwable cause) implements Thought {
    }

    /// @param said what `think` returned, maybe null
    public record Nonsense(String said) implements Thought {
    }

    /// A match that was played.
    ///
    /// @param round  counted from 1
    /// @param winner the name, or null if neither had a move
    public record Match(int round, String one, Thought ones, String other, Thought others, String winner) {
    }

    private final Rules rules;
    private final Duration thinkingTime;

    /// @param thinkingTime of both, in each match; positive
    public AiTournament(Rules rules, Duration thinkingTime) {
        this.rules = rules;
        this.thinkingTime = thinkingTime;
    }

    /// Plays all rounds, and waits for them.
    ///
    /// @param players in the order of their places
    /// @return the champion's name, or null if nobody is left
    /// @throws InterruptedException if the calling thread was interrupted
    public String play(List<Ai> players, Listener listener) throws InterruptedException {
        if (players.isEmpty()) {
            throw new IllegalArgumentException("a tournament needs at least one player, there are none");
        }
        var places = firstPlaces(players);
        for (int round = 1; places.size() > 1; round++) {
            places = playRound(round, places, listener);
        }
        var champion = places.getFirst();
        return champion == null ? null : champion.name();
    }

    /// @return a power of two of places, where null is an empty one
    private static List<Ai> firstPlaces(List<Ai> players) {
        int size = 1;
        while (size < players.size()) {
            size *= 2;
        }
        int byes = size - players.size();
        var places = new ArrayList<Ai>();
        for (int i = 0; i < players.size(); i++) {
            places.add(players.get(i));
            if (i < byes) {
                places.add(null); // A bye is an opponent's place that is empty, and so needs no rule of its own.
            }
        }
        return places;
    }

    /// @return the places of the next round
    private List<Ai> playRound(int round, List<Ai> places, Listener listener) throws InterruptedException {
        // A match for each pair, or null where a place is empty.
        var matches = new ArrayList<FutureTask<Match>>();
        try (var scope = StructuredTaskScope.open(Joiner.<Void>awaitAllSuccessfulOrThrow())) {
            for (int i = 0; i < places.size(); i += 2) {
                var one = places.get(i);
                var other = places.get(i + 1);
                var match = one == null || other == null ? null : new FutureTask<>(() -> playMatch(round, one, other));
                matches.add(match);
                if (match != null) {
                    scope.fork(match);
                }
            }
            // The herald is one of the round's tasks. It waits for the matches in the order in which they are told, so
            // that whatever ended earlier than its turn waits for it. If the listener throws, the scope is cancelled.
            scope.fork(() -> tell(matches, listener));
            scope.join();
        } catch (FailedException failed) {
            throw rethrown(failed.getCause());
        }
        var next = new ArrayList<Ai>();
        for (int i = 0; i < places.size(); i += 2) {
            var match = matches.get(i / 2);
            next.add(match == null ? onlyOneOf(places.get(i), places.get(i + 1))
                    : winnerOf(match.resultNow(), places.get(i), places.get(i + 1)));
        }
        return next;
    }

    private static Ai onlyOneOf(Ai one, Ai other) {
        return one == null ? other : one;
    }

    private static Ai winnerOf(Match match, Ai one, Ai other) {
        if (match.winner == null) {
            return null;
        }
        return match.winner.equals(match.one) ? one : other;
    }

    private static Void tell(List<FutureTask<Match>> matches, Listener listener)
            throws ExecutionException, InterruptedException {
        for (var match : matches) {
            if (match != null) {
                listener.ended(match.get());
            }
        }
        return null;
    }

    private Match playMatch(int round, Ai one, Ai other) throws InterruptedException {
        Subtask<String> ones;
        Subtask<String> others;
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(),
                config -> config.withTimeout(thinkingTime))) {
            ones = scope.fork(() -> one.think(other.name()));
            others = scope.fork(() -> other.think(one.name()));
            joinUntilDeadline(scope);
        }
        // Asked only here, after the scope: inside, after a join that timed out, get() says that join was not called.
        var oneThought = thought(ones);
        var otherThought = thought(others);
        return new Match(round, one.name(), oneThought, other.name(), otherThought,
                winner(one.name(), oneThought, other.name(), otherThought));
    }

    private static void joinUntilDeadline(StructuredTaskScope<String, Void> scope) throws InterruptedException {
        try {
            scope.join();
        } catch (StructuredTaskScope.TimeoutException _) {
            // Who has no answer is interrupted, and will be found to have none.
        }
    }

    private Thought thought(Subtask<String> subtask) {
        return switch (subtask.state()) {
            // What ends after the scope was cancelled stays unavailable, so a late answer cannot slip in.
            case UNAVAILABLE -> new TooLate();
            case FAILED -> new Failed(subtask.exception());
            case SUCCESS -> {
                var said = subtask.get();
                yield said != null && rules.isMove(said) ? new Move(said) : new Nonsense(said);
            }
        };
    }

    private String winner(String one, Thought ones, String other, Thought others) {
        if (ones instanceof Move(var move)) {
            return others instanceof Move(var reply) && rules.beats(reply, move) ? other : one;
        }
        return others instanceof Move ? other : null;
    }

    /// Nothing that a round does throws a checked exception, interrupts apart.
    private static RuntimeException rethrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException("a match could not be played", cause);
        };
    }
}

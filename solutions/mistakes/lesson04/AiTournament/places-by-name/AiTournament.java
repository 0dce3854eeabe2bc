// Mistake: places by the alphabet. Caught by: Brackets.placesAreThoseOfTheList
package quest.exercises.lesson04;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public final class AiTournament {
    public interface Ai {
        String name();

        String think(String opponent) throws Exception;
    }

    public interface Rules {
        boolean isMove(String said);

        boolean beats(String move, String other);
    }

    @FunctionalInterface
    public interface Listener {
        void ended(Match match);
    }

    public sealed interface Thought {
    }

    public record Move(String move) implements Thought {
    }

    public record TooLate() implements Thought {
    }

    public record Failed(Throwable cause) implements Thought {
    }

    public record Nonsense(String said) implements Thought {
    }

    public record Match(int round, String one, Thought ones, String other, Thought others, String winner) {
    }

    private final Rules rules;
    private final Duration thinkingTime;

    public AiTournament(Rules rules, Duration thinkingTime) {
        this.rules = rules;
        this.thinkingTime = thinkingTime;
    }

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

    private static List<Ai> firstPlaces(List<Ai> players) {
        int size = 1;
        while (size < players.size()) {
            size *= 2;
        }
        int byes = size - players.size();
        var sorted = players.stream().sorted(Comparator.comparing(Ai::name)).toList();
        var places = new ArrayList<Ai>();
        for (int i = 0; i < players.size(); i++) {
            places.add(sorted.get(i));
            if (i < byes) {
                places.add(null);
            }
        }
        return places;
    }

    private List<Ai> playRound(int round, List<Ai> places, Listener listener) throws InterruptedException {
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
        var oneThought = thought(ones);
        var otherThought = thought(others);
        return new Match(round, one.name(), oneThought, other.name(), otherThought,
                winner(one.name(), oneThought, other.name(), otherThought));
    }

    private static void joinUntilDeadline(StructuredTaskScope<String, Void> scope) throws InterruptedException {
        try {
            scope.join();
        } catch (StructuredTaskScope.TimeoutException _) {
        }
    }

    private Thought thought(Subtask<String> subtask) {
        return switch (subtask.state()) {
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

    private static RuntimeException rethrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException("a match could not be played", cause);
        };
    }
}

package quest.tasks.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is to be done, whichever way. Rounds must be one after the other. The actions of a round need not, and neither
/// need the pieces of an action.
record Workload(List<Round> rounds) {

    /// What need not be one after the other.
    record Round(List<Action> actions) {

        Stream<Piece> pieces() {
            return actions.stream().flatMap(action -> action.pieces().stream());
        }
    }

    /// What a player, a match or a page needs.
    record Action(List<Piece> pieces) {

        private static Action ofWaits(int scale, Integer... millis) {
            return new Action(Arrays.stream(millis)
                    .<Piece>map(each -> new Piece.Wait(Duration.ofMillis(each).dividedBy(scale))).toList());
        }
    }

    private static final Pattern KIND_AND_COUNT = Pattern.compile("([a-z]+)(\\d*)");

    /// Work that waits, by its name:
    ///
    /// - `actions100`: 100 players act, and for each the server waits for 100, 50, 75 and 200 ms
    /// - `tournament1000`: rounds of matches between 1,000 players until one is left, each match such an action
    /// - `chat100`: 100 messages of 300 ms
    /// - `dashboard`: the four queries of a player's page: 150, 200, 100 and 120 ms
    ///
    /// @param scale how many times as fast it all is
    /// @throws IllegalArgumentException for another name
    static Workload waiting(String name, int scale) {
        var parts = KIND_AND_COUNT.matcher(name);
        if (parts.matches()) {
            switch (parts.group(1)) {
                case "actions" -> {
                    return new Workload(List.of(actions(count(name, parts), scale)));
                }
                case "tournament" -> {
                    return tournament(count(name, parts), scale);
                }
                case "chat" -> {
                    var messages = Collections.nCopies(count(name, parts), 300).toArray(Integer[]::new);
                    return new Workload(List.of(new Round(List.of(Action.ofWaits(scale, messages)))));
                }
                case "dashboard" -> {
                    return new Workload(List.of(new Round(List.of(Action.ofWaits(scale, 150, 200, 100, 120)))));
                }
                default -> { }
            }
        }
        throw new IllegalArgumentException("expected actionsN, tournamentN, chatN or dashboard, not " + name);
    }

    private static int count(String name, Matcher parts) {
        if (parts.group(2).isEmpty()) {
            throw new IllegalArgumentException("expected a number at the end, such as in actions100, not " + name);
        }
        return Integer.parseInt(parts.group(2));
    }

    private static Round actions(int count, int scale) {
        return new Round(Collections.nCopies(count, Action.ofWaits(scale, 100, 50, 75, 200)));
    }

    /// Who has nobody to play, with an odd number of players, is in the next round without a match.
    private static Workload tournament(int players, int scale) {
        var rounds = new ArrayList<Round>();
        for (int left = players; left > 1; left -= left / 2) {
            rounds.add(actions(left / 2, scale));
        }
        return new Workload(rounds);
    }

    /// Work that computes, as one action.
    static Workload computing(List<Runnable> parts) {
        var pieces = parts.stream().<Piece>map(Piece.Computation::new).toList();
        return new Workload(List.of(new Round(List.of(new Action(pieces)))));
    }

    /// Does it, a round after the other.
    ///
    /// @return how many pieces were done
    int perform(HeadlineStyle style) throws InterruptedException, ExecutionException {
        int done = 0;
        for (var round : rounds) {
            done += style.perform(round);
        }
        return done;
    }

    long pieces() {
        return rounds.stream().mapToLong(round -> round.pieces().count()).sum();
    }

    /// How long it takes at best, if it only waits.
    Duration ideal(HeadlineStyle style) {
        return rounds.stream().map(round -> style.ideal(round.pieces().map(Workload::time)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration time(Piece piece) {
        return switch (piece) {
            case Piece.Wait wait -> wait.time();
            case Piece.Computation _ -> throw new IllegalStateException("how long computing takes must be measured");
        };
    }
}

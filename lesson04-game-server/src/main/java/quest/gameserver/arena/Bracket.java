package quest.gameserver.arena;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who plays whom in a tournament where the loser is out. The best and the second best, if they win all their matches,
/// meet in the last one. Where the number of players is no power of two, the best have no opponent in the first round:
/// a *bye*.
///
/// Rules only: no world, no clock.
final class Bracket {

    /// @param players one of them, for a bye, or two
    /// @param winner  null: not known yet
    record Match(List<String> players, String winner) {

        boolean decided() {
            return winner != null;
        }
    }

    private final List<List<Match>> rounds = new ArrayList<>();

    /// @param bestFirst two or more
    Bracket(List<String> bestFirst) {
        if (bestFirst.size() < 2) {
            throw new IllegalArgumentException("a tournament has two players or more, not " + bestFirst.size());
        }
        var round = new ArrayList<Match>();
        var order = seeds(Integer.highestOneBit(bestFirst.size() - 1) * 2);
        for (int i = 0; i < order.size(); i += 2) {
            round.add(match(bestFirst, order.get(i), order.get(i + 1)));
        }
        rounds.add(round);
    }

    /// For four: 1 against 4, and 2 against 3. Each doubling gives every player the one opponent whose number makes the
    /// same sum.
    private static List<Integer> seeds(int size) {
        var seeds = List.of(1);
        while (seeds.size() < size) {
            var next = new ArrayList<Integer>();
            for (int seed : seeds) {
                next.add(seed);
                next.add(2 * seeds.size() + 1 - seed);
            }
            seeds = next;
        }
        return seeds;
    }

    private static Match match(List<String> bestFirst, int better, int worse) {
        var player = bestFirst.get(better - 1);
        return worse > bestFirst.size() ? new Match(List.of(player), player)
                : new Match(List.of(player, bestFirst.get(worse - 1)), null);
    }

    /// The rounds that have begun, the first one first.
    List<List<Match>> rounds() {
        return rounds.stream().map(List::copyOf).toList();
    }

    /// The match to be played next; null if there is none.
    Match next() {
        return rounds.getLast().stream().filter(match -> !match.decided()).findFirst().orElse(null);
    }

    /// Decides the match that [#next] tells.
    ///
    /// @throws IllegalArgumentException if the winner did not play in it
    void won(String winner) {
        var match = next();
        if (match == null || !match.players().contains(winner)) {
            throw new IllegalArgumentException("%s did not play in %s".formatted(winner, match));
        }
        Collections.replaceAll(rounds.getLast(), match, new Match(match.players(), winner));
        if (next() == null && rounds.getLast().size() > 1) {
            beginRound();
        }
    }

    private void beginRound() {
        var before = rounds.getLast();
        var round = new ArrayList<Match>();
        for (int i = 0; i < before.size(); i += 2) {
            round.add(new Match(List.of(before.get(i).winner(), before.get(i + 1).winner()), null));
        }
        rounds.add(round);
    }

    /// Who has won it; null as long as matches are left.
    String champion() {
        return next() == null ? rounds.getLast().getFirst().winner() : null;
    }
}

package quest.tasks.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Who plays whom in a knock-out tournament: neighbours. With an odd number of players, the last one has nobody to play
/// and goes on to the next round.
///
/// @param players by number, in the order in which they stand
record Bracket(List<Integer> players) {

    Bracket {
        if (players.isEmpty()) {
            throw new IllegalArgumentException("a tournament needs a player, there was none");
        }
        players = List.copyOf(players);
    }

    /// A match between two players.
    ///
    /// @param number  counted from 1 in each round
    /// @param fortune what decides it: drawn before anyone plays, so that who wins does not depend on who is quicker
    record Match(int number, int first, int second, long fortune) {

        int winner() {
            return (fortune & 1) == 0 ? first : second;
        }
    }

    /// Players 1 to `count`, in an order that the random numbers choose.
    static Bracket shuffled(int count, SplittableRandom random) {
        var players = new ArrayList<Integer>();
        for (int number = 1; number <= count; number++) {
            players.add(random.nextInt(players.size() + 1), number);
        }
        return new Bracket(players);
    }

    List<Match> matches(SplittableRandom random) {
        var matches = new ArrayList<Match>();
        for (int i = 0; i + 1 < players.size(); i += 2) {
            matches.add(new Match(matches.size() + 1, players.get(i), players.get(i + 1), random.nextLong()));
        }
        return matches;
    }

    /// The next round: the winners in the order of their matches, and who had nobody to play.
    Bracket next(List<Integer> winners) {
        if (winners.size() != players.size() / 2) {
            throw new IllegalArgumentException("expected %d winners, one for each match, but got %d"
                    .formatted(players.size() / 2, winners.size()));
        }
        var next = new ArrayList<>(winners);
        if (players.size() % 2 == 1) {
            next.add(players.getLast());
        }
        return new Bracket(next);
    }

    boolean isDecided() {
        return players.size() == 1;
    }
}

package quest.gameserver.history;

import java.time.Instant;
import quest.tasks.db.Match;

/// A game that has ended: what a player has done from birth to death.
///
/// @param player  1 to 64 characters, not blank
/// @param room    where it was played, likewise
/// @param score   0 or more
/// @param kills   how many snakes have died of this one, 0 or more
/// @param endedAt kept to the millisecond
public record Game(String player, String room, int score, int kills, Instant endedAt) {

    public Game {
        if (kills < 0) {
            throw new IllegalArgumentException("a game has 0 kills or more, not " + kills);
        }
        // What the database would refuse is refused here: a game that can never be recorded would hold up all others.
        endedAt = new Match(player, room, score, endedAt).endedAt();
    }

    Match match() {
        return new Match(player, room, score, endedAt);
    }
}

package quest.tasks.db;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// A match that a player has finished.
///
/// @param player  1 to 64 characters, not blank
/// @param room    where it was played, likewise
/// @param score   0 or more
/// @param endedAt kept to the millisecond
public record Match(String player, String room, int score, Instant endedAt) {

    public Match {
        player = Names.check("player", player);
        room = Names.check("room", room);
        if (score < 0) {
            throw new IllegalArgumentException("a score is 0 or more, not " + score);
        }
        endedAt = Objects.requireNonNull(endedAt, "endedAt").truncatedTo(ChronoUnit.MILLIS);
    }
}

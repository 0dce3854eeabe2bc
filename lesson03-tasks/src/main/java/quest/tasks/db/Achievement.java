package quest.tasks.db;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// Something that a player has once achieved. It stays the first time's, however often it is achieved again.
///
/// @param name     1 to 64 characters, not blank
/// @param earnedAt kept to the millisecond
public record Achievement(String name, Instant earnedAt) {

    public Achievement {
        name = Names.check("achievement", name);
        earnedAt = Objects.requireNonNull(earnedAt, "earnedAt").truncatedTo(ChronoUnit.MILLIS);
    }
}

package quest.tasks.db;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// A match, together with what it earns its player.
///
/// @param earned the names of achievements, given the player's stats with this match; those the player has already are
///               ignored. It is called in the middle of a transaction, so it should only compute.
public record FinishedMatch(Match match, Function<PlayerStats, List<String>> earned) {

    public FinishedMatch {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(earned, "earned");
    }
}

package quest.gameserver.history;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import quest.tasks.db.Achievement;
import quest.tasks.db.PlayerCard;

/// A player's page, as Jackson writes it.
///
/// @param recent       at most ten games, the latest first
/// @param rank         on the leaderboard, from 1, shared by those whose best games are equal; null without a game
/// @param achievements those earned, in a fixed order
public record Dashboard(String player, Stats stats, List<Recent> recent, Integer rank, List<String> achievements) {

    /// @param games how many the player has finished
    /// @param best  the highest score of one game
    /// @param total of all scores
    public record Stats(int games, int best, long total) {
    }

    /// A game the player has finished.
    public record Recent(String room, int score, @JsonSerialize(using = Timestamp.class) Instant endedAt) {
    }

    static Dashboard of(PlayerCard card) {
        var stats = card.stats();
        var recent = card.lastMatches().stream()
                .map(match -> new Recent(match.room(), match.score(), match.endedAt())).toList();
        Set<String> titles = card.achievements().stream().map(Achievement::name).collect(Collectors.toSet());
        return new Dashboard(stats.player(), new Stats(stats.games(), stats.best(), stats.total()), recent,
                card.rank() == 0 ? null : card.rank(), Feat.inOrder(titles));
    }
}

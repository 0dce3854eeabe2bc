package quest.tasks.db;

import java.util.List;

/// What the others may see of a player: the answers to four questions.
///
/// @param lastMatches  at most ten, the latest first
/// @param rank         the place on the leaderboard, counted from 1; 0 if the player has finished no game
/// @param achievements in the order in which they were earned
public record PlayerCard(PlayerStats stats, List<Match> lastMatches, int rank, List<Achievement> achievements) {
}

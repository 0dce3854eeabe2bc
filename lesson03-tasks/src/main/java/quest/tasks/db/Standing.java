package quest.tasks.db;

/// A player's place on the leaderboard. Players whose best games are equal share a rank, and the next rank is
/// skipped.
///
/// @param rank counted from 1
/// @param best the score of the player's best game
public record Standing(int rank, String player, int best) {
}

package quest.gameserver.history;

/// A line of the leaderboard.
///
/// @param score of the player's best game
public record Leader(String player, int score) {
}

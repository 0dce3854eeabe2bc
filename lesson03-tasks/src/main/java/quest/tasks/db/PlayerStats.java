package quest.tasks.db;

/// What a player has done so far, in three numbers.
///
/// @param games how many matches the player has finished
/// @param best  the highest score of one match
/// @param total the sum of all scores
public record PlayerStats(String player, int games, int best, long total) {
}

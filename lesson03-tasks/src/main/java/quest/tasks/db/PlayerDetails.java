package quest.tasks.db;

import java.util.List;

/// A player's page: the answers to four questions.
///
/// @param lastMatches  at most ten, the latest first
/// @param achievements in the order in which they were earned
/// @param inventory    by name
public record PlayerDetails(PlayerStats stats, List<Match> lastMatches, List<Achievement> achievements,
                            List<Item> inventory) {
}

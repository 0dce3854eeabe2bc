package quest.tasks.db;

/// Something in a player's bag.
///
/// @param count 1 or more
public record Item(String name, int count) {
}

package quest.gameserver.snake;

/// What everybody knows of a snake.
///
/// @param alive false: its corpse lies
/// @param score points
public record SnakeView(String player, int color, boolean alive, int score, Cell head) {
}

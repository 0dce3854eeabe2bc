package quest.gameserver.snake;

/// A place on the board.
///
/// @param x cells from the left edge, from 0
/// @param y cells from the upper edge, from 0
public record Cell(int x, int y) {
}

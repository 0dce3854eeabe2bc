package quest.gameserver.snake;

/// One cell as it is drawn.
///
/// @param x     cells from the left edge, from 0
/// @param y     cells from the upper edge, from 0
/// @param glyph one of [Glyph]; a space is an empty cell
/// @param color from 1 for snakes, 0 for the rest
public record Paint(int x, int y, char glyph, int color) {
}

package quest.gameserver.snake;

import java.util.List;

/// Where the heads of the living are: near them, nothing may appear that they could not avoid.
final class Heads {

    /// Cells, also across the corner.
    static final int NEAR = 3;

    private final Board board;
    private final List<Snake> snakes;

    Heads(Board board, List<Snake> snakes) {
        this.board = board;
        this.snakes = snakes;
    }

    boolean areNear(int cell) {
        int x = board.x(cell);
        int y = board.y(cell);
        for (var snake : snakes) {
            int head = snake.body.head();
            if (Math.abs(board.x(head) - x) <= NEAR && Math.abs(board.y(head) - y) <= NEAR) {
                return true;
            }
        }
        return false;
    }
}

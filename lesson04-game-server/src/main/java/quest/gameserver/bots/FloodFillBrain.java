package quest.gameserver.bots;

import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.Direction;

/// Goes where it does not die at once.
public final class FloodFillBrain implements Brain {

    @Override
    public Direction choose(BoardView board, String me) {
        var snake = board.snakeOf(me);
        if (snake == null) {
            return Direction.UP;
        }
        for (var direction : Direction.values()) {
            int next = board.next(snake.head(), direction);
            if (next != BoardView.OFF && !board.isSolid(next) && board.leavesIn(next) == 0) {
                return direction;
            }
        }
        return snake.heading();
    }
}

package quest.gameserver.bots;

import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.Direction;

/// Who steers an AI player's snake. Pure: the same position and name give the same answer, so that a game of bots can
/// be replayed; and without state, so that any thread may ask, several at a time.
public interface Brain {

    /// Where to go at the next tick.
    ///
    /// @param me a player; where no snake of that name lives, any direction is answered
    Direction choose(BoardView board, String me);
}

package quest.gameserver.snake;

import quest.gameserver.snake.WorldState.CorpseState;

/// What is left of a snake.
///
/// @param rotsAt number of the tick in which it becomes digits
/// @param cells  from head to tail
record Corpse(String player, int color, int score, long rotsAt, int[] cells) {

    /// Ticks that it stays.
    static final int STAYS = 50;

    /// @param firstSeenAt number of the first tick in which it is drawn
    static Corpse of(Snake snake, long firstSeenAt) {
        return new Corpse(snake.player, snake.color, snake.score(), firstSeenAt + STAYS, snake.body.cells());
    }

    CorpseState state(Board board) {
        return new CorpseState(player, color, score, rotsAt, board.cells(cells));
    }
}

package quest.gameserver.snake;

import java.util.List;

/// All that a world is, as plain values: written to a file and read again, it goes on exactly as it would have.
///
/// @param seed        state of the randomness. The seed of a fresh world is its state, so that a fresh world's state
///                    holds the seed that it was made with
/// @param ticks       so far
/// @param snakes      those that live, the one born first at the front
/// @param stones      the oldest first
/// @param digits      row by row
/// @param drawn       the picture at the last tick; inputs since may have changed the board
/// @param drawnSnakes the snakes at the last tick
public record WorldState(int width, int height, long seed, long ticks, List<SnakeState> snakes,
                         List<CorpseState> corpses, List<Cell> stones, List<Paint> digits,
                         List<Paint> drawn, List<SnakeView> drawnSnakes) {

    /// @param growth cells that it is still to grow
    /// @param turns  that wait, for the next tick and the one after
    /// @param body   from head to tail
    public record SnakeState(String player, int color, int score, int growth, Direction heading,
                             List<Direction> turns, List<Cell> body) {
        public SnakeState {
            turns = List.copyOf(turns);
            body = List.copyOf(body);
        }
    }

    /// @param rotsAt number of the tick in which it becomes digits
    /// @param body   from head to tail
    public record CorpseState(String player, int color, int score, long rotsAt, List<Cell> body) {
        public CorpseState {
            body = List.copyOf(body);
        }
    }

    public WorldState {
        snakes = List.copyOf(snakes);
        corpses = List.copyOf(corpses);
        stones = List.copyOf(stones);
        digits = List.copyOf(digits);
        drawn = List.copyOf(drawn);
        drawnSnakes = List.copyOf(drawnSnakes);
    }
}

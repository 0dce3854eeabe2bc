package quest.gameserver.bots;

import java.util.Arrays;
import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.Direction;

/// In how many ticks each cell can be reached: a breadth-first flood that knows time. A cell under a snake opens when
/// the part has moved away, so that a snake can follow its own tail, and a corridor that is closed now may be open by
/// the time one gets there.
///
/// A simplification: who comes too early to a cell does not wait nearby for it to open.
final class Reach {

    /// The ticks to a cell that cannot be reached, or to the opening of one that never opens.
    static final int NEVER = Integer.MAX_VALUE;

    private static final Direction[] DIRECTIONS = Direction.values();

    private final BoardView board;
    private final int[] opensAt;    // the first tick in which a cell can be entered
    private final int[] ticks;
    private final int[] from;       // the cell before, on the shortest way
    private final int[] queue;
    private int reached;

    /// @param opensAt for each cell, the first tick in which it can be entered; [#NEVER]: a stone
    Reach(BoardView board, int[] opensAt) {
        this.board = board;
        this.opensAt = opensAt;
        ticks = new int[board.size()];
        from = new int[board.size()];
        queue = new int[board.size()];
        Arrays.fill(ticks, NEVER);
    }

    /// A head, to flood from.
    ///
    /// @param tick when the head is there; the same for all starts
    Reach start(int cell, int tick) {
        ticks[cell] = tick;
        from[cell] = BoardView.OFF;
        queue[reached++] = cell;
        return this;
    }

    /// Goes on from the starts until nothing more is reached, or enough.
    ///
    /// @param rivals a flood of others: only cells are entered that they reach later; null: no matter
    /// @param enough cells
    Reach flood(Reach rivals, int enough) {
        for (int i = 0; i < reached && reached < enough; i++) {
            int cell = queue[i];
            int arrival = ticks[cell] + 1;
            for (var direction : DIRECTIONS) {
                int next = board.next(cell, direction);
                if (next != BoardView.OFF && ticks[next] == NEVER && opensAt[next] <= arrival
                        && (rivals == null || rivals.ticks[next] > arrival)) {
                    ticks[next] = arrival;
                    from[next] = cell;
                    queue[reached++] = next;
                }
            }
        }
        return this;
    }

    int ticks(int cell) {
        return ticks[cell];
    }

    /// How many cells are reached, those it started from included.
    int reached() {
        return reached;
    }

    /// The cells that are reached, the nearest first.
    int nth(int i) {
        return queue[i];
    }

    /// The way to a cell that is reached, without the start.
    int[] wayTo(int cell) {
        int length = 0;
        for (int c = cell; from[c] != BoardView.OFF; c = from[c]) {
            length++;
        }
        var way = new int[length];
        for (int c = cell; length > 0; c = from[c]) {
            way[--length] = c;
        }
        return way;
    }
}

package quest.gameserver.bots;

import static quest.gameserver.bots.Reach.NEVER;

import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.Direction;

/// How long a snake can stay alive from some position on, if nobody else moves in: a depth-first search for a way of
/// that many ticks. It keeps close to walls and bodies, as one who must fill a small room does; in the open the first
/// try succeeds. What counts as room on the map may still be a dead end, so a flood is not enough.
final class Winding {

    private static final Direction[] DIRECTIONS = Direction.values();
    /// Steps that are tried in all. A search that is given up has found the longest way so far.
    private static final int BUDGET = 1_200;
    private static final int CLOSED = -1;

    private final BoardView board;
    private final int[] opensAt;
    private final int goal;         // ticks to stay alive
    private int tries;
    private int longest;

    /// @param opensAt for each cell, the first tick in which it can be entered; used up
    private Winding(BoardView board, int[] opensAt, int goal) {
        this.board = board;
        this.opensAt = opensAt;
        this.goal = goal;
    }

    /// @param tick when the head is at `head`
    /// @param goal ticks to stay alive from then on
    /// @return how many were found, at most the goal
    static int ticks(BoardView board, int[] opensAt, int head, int tick, int goal) {
        var winding = new Winding(board, opensAt, goal);
        winding.goOn(head, tick, 0, 0);
        return winding.longest;
    }

    /// @param eaten points on the way: all bodies are taken to leave so much later
    private boolean goOn(int cell, int tick, int alive, int eaten) {
        longest = Math.max(longest, alive);
        if (alive >= goal || tries++ > BUDGET) {
            return true;
        }
        var walls = new int[DIRECTIONS.length];
        for (var direction : DIRECTIONS) {
            int next = board.next(cell, direction);
            walls[direction.ordinal()] = isOpen(next, tick + 1, eaten) ? walls(next, tick + 2, eaten) : CLOSED;
        }
        for (int best = most(walls); walls[best] != CLOSED; best = most(walls)) {
            walls[best] = CLOSED;
            int next = board.next(cell, DIRECTIONS[best]);
            int before = opensAt[next];
            opensAt[next] = NEVER;
            if (goOn(next, tick + 1, alive + 1, eaten + board.points(next))) {
                return true;
            }
            opensAt[next] = before;
        }
        return false;
    }

    private static int most(int[] walls) {
        int best = 0;
        for (int i = 1; i < walls.length; i++) {
            best = walls[i] > walls[best] ? i : best;
        }
        return best;
    }

    private boolean isOpen(int cell, int tick, int eaten) {
        return cell != BoardView.OFF && (opensAt[cell] == 0 || opensAt[cell] <= tick - eaten);
    }

    private int walls(int cell, int tick, int eaten) {
        int walls = 0;
        for (var direction : DIRECTIONS) {
            if (!isOpen(board.next(cell, direction), tick, eaten)) {
                walls++;
            }
        }
        return walls;
    }
}

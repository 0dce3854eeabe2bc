package quest.gameserver.bots;

import static quest.gameserver.bots.Reach.NEVER;

import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.BoardView.Rival;

/// What a snake's world looks like at the end of a way: where its body lies then, how long it can stay alive, and how
/// much of the board is its own.
final class Outlook {

    /// Ticks that are looked ahead at most.
    private static final int FAR = 150;

    private final BoardView board;
    private final int[] body;       // now, head first
    private final int growth;
    private final int[] opensAt;    // for all but this snake
    private final Reach rivals;

    /// @param rivals where the others can be, and when
    Outlook(BoardView board, Rival me, Reach rivals) {
        this.board = board;
        this.rivals = rivals;
        body = board.body(me);
        growth = me.growth();
        opensAt = openings(board);
        for (int cell : body) {
            opensAt[cell] = 0;
        }
    }

    /// When each cell can be entered by someone whose part it is not: a tick after the part has left.
    static int[] openings(BoardView board) {
        var opensAt = new int[board.size()];
        for (int cell = 0; cell < opensAt.length; cell++) {
            if (board.isSolid(cell)) {
                opensAt[cell] = NEVER;
            } else if (board.leavesIn(cell) > 0) {
                opensAt[cell] = board.leavesIn(cell) + 1;
            }
        }
        return opensAt;
    }

    /// When this snake can enter each cell, as things are now.
    int[] openingsNow() {
        var now = opensAt.clone();
        layOut(new int[0], now);
        return now;
    }

    /// @param goal      ticks that it should be able to stay alive: until it lies where it did not lie before
    /// @param alive     ticks that it can, at most the goal
    /// @param territory cells that it reaches before any other
    record Prospect(int goal, int alive, int territory) {

        boolean isSafe() {
            return alive >= goal;
        }
    }

    /// Of the territory, no more is counted than the goal has ticks.
    Prospect after(int[] way) {
        return after(way, false);
    }

    /// Of the territory, all is counted: this takes longer.
    Prospect inFullAfter(int[] way) {
        return after(way, true);
    }

    private Prospect after(int[] way, boolean full) {
        var future = opensAt.clone();
        int length = layOut(way, future);
        int goal = Math.min(length, FAR);
        int head = way[way.length - 1];
        int territory = new Reach(board, future).start(head, way.length)
                .flood(rivals, full ? board.size() : goal).reached();
        return new Prospect(goal, Winding.ticks(board, future, head, way.length, goal), territory);
    }

    /// Lays the snake as it will be at the end of a way.
    ///
    /// @return the length that it will have when it is grown
    private int layOut(int[] way, int[] future) {
        int toGrow = growth;
        int length = body.length;
        for (int cell : way) {
            if (toGrow > 0) {
                toGrow--;
                length++;
            }
            toGrow += board.points(cell);
        }
        for (int part = 0; part < length; part++) {
            int cell = part < way.length ? way[way.length - 1 - part] : body[part - way.length];
            future[cell] = way.length + length - part + toGrow;
        }
        return length + toGrow;
    }
}

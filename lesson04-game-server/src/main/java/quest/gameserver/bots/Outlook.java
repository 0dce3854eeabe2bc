package quest.gameserver.bots;

import static quest.gameserver.bots.Reach.NEVER;

import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.BoardView.Rival;

/// What a snake's world looks like at the end of a way: where its body lies then, how much room there is, and whether
/// the room lasts until a way out opens.
final class Outlook {

    /// Of the cells of a room, a snake that winds through it uses about so many; per cent.
    private static final int USABLE = 70;

    private final BoardView board;
    private final int[] body;       // now, head first
    private final int growth;
    private final int[] opensAt;    // for all but this snake
    private final Reach rivals;     // null: none

    /// @param rivals where the others can be, null: there are none
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

    /// @param cells cells that can be reached
    /// @param opening ticks until a cell at the room's border opens
    record Room(int cells, int opening, int length) {

        /// Whether there is place enough to wait for a way out, or to lie in it whole.
        boolean isSafe() {
            int usable = cells * USABLE / 100;
            return usable > length || opening != NEVER && usable > opening;
        }
    }

    /// @param contested whether cells count that a rival reaches first
    Room after(int[] way, boolean contested) {
        var future = opensAt.clone();
        int length = layOut(way, future);
        var reach = new Reach(board, future).start(way[way.length - 1], way.length).flood(contested ? null : rivals);
        return new Room(reach.reached(), reach.shortestWait(), length);
    }

    /// Lays the snake as it will be at the end of a way.
    ///
    /// @return the length that it will have, grown
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

    /// When this snake can enter each cell, as things are now.
    int[] openingsNow() {
        var now = opensAt.clone();
        for (int part = 0; part < body.length; part++) {
            now[body[part]] = body.length - part + growth;
        }
        return now;
    }
}

package quest.gameserver.snake;

/// Where a snake can be born.
final class Births {

    static final int LENGTH = 3;
    /// Cells at least from an edge, where the board is large enough.
    private static final int MARGIN = 5;
    /// Cells ahead that a place should have, so that there is time to look around.
    private static final int ROOM = 5;

    /// @param head the cell of the head; the rest lies behind it
    record Place(int head, Direction heading) {
    }

    private final Board board;
    private final Heads heads;

    Births(Board board, Heads heads) {
        this.board = board;
        this.heads = heads;
    }

    /// The first good place from a random cell on, else the first that is possible at all, else null.
    Place find(SplitMix64 random) {
        int left = margin(board.width);
        int top = margin(board.height);
        int columns = board.width - 2 * left;
        int cells = columns * (board.height - 2 * top);
        int start = random.below(cells);
        Place possible = null;
        for (int i = 0; i < cells; i++) {
            int nth = (start + i) % cells;
            int head = board.index(left + nth % columns, top + nth / columns);
            var heading = bestHeading(head);
            if (heading == null) {
                continue;
            }
            if (room(head, heading) >= ROOM && !heads.areNear(head)) {
                return new Place(head, heading);
            }
            if (possible == null) {
                possible = new Place(head, heading);
            }
        }
        return possible;
    }

    static int margin(int length) {
        return Math.min(MARGIN, (length - 1) / 3);
    }

    /// Where there is most room ahead, among the directions in which the body finds place behind the head; null: none.
    private Direction bestHeading(int head) {
        if (!board.isEmpty(head)) {
            return null;
        }
        Direction best = null;
        int most = 0;
        for (var heading : Direction.values()) {
            int room = room(head, heading);
            if (room > most && bodyFits(head, heading.opposite())) {
                most = room;
                best = heading;
            }
        }
        return best;
    }

    private boolean bodyFits(int head, Direction backwards) {
        int cell = head;
        for (int part = 1; part < LENGTH; part++) {
            cell = board.next(cell, backwards);
            if (cell == Board.OFF || !board.isEmpty(cell)) {
                return false;
            }
        }
        return true;
    }

    /// Cells straight ahead that do not kill.
    private int room(int head, Direction heading) {
        int room = 0;
        int cell = board.next(head, heading);
        while (cell != Board.OFF && (board.isEmpty(cell) || Glyph.isDigit(board.glyph(cell)))) {
            room++;
            cell = board.next(cell, heading);
        }
        return room;
    }
}

package quest.gameserver.snake;

import static quest.gameserver.snake.Glyph.BODY;
import static quest.gameserver.snake.Glyph.HEAD;
import static quest.gameserver.snake.Glyph.TAIL;

import java.util.List;

/// How a snake comes into the world: where, heading where, in which color.
final class Births {

    static final int LENGTH = 3;
    /// Cells at least from an edge, where the board is large enough.
    private static final int MARGIN = 5;
    /// Cells ahead that a place should have, so that there is time to look around.
    private static final int ROOM = 5;

    /// @param head the cell of the head; the rest lies behind it
    private record Place(int head, Direction heading) {
    }

    private final Board board;
    private final Heads heads;
    private final List<Snake> living;

    Births(Board board, Heads heads, List<Snake> living) {
        this.board = board;
        this.heads = heads;
        this.living = living;
    }

    /// A snake, on the board. Null where there is no place; then no randomness is used up.
    ///
    /// On a board where digits have been left to lie until no place is empty, it is born on digits: nobody would be
    /// left to eat them, otherwise.
    Snake born(String player, SplitMix64 random) {
        long before = random.state();
        var place = find(random, false);
        if (place == null) {
            random.reset(before);
            place = find(random, true);
        }
        if (place == null) {
            random.reset(before);
            return null;
        }
        var snake = new Snake(player, lowestFreeColor(), place.heading());
        var backwards = place.heading().opposite();
        int body = board.next(place.head(), backwards);
        int tail = board.next(body, backwards);
        snake.body.addHead(tail);
        snake.body.addHead(body);
        snake.body.addHead(place.head());
        board.put(tail, TAIL, snake);
        board.put(body, BODY, snake);
        board.put(place.head(), HEAD, snake);
        return snake;
    }

    private int lowestFreeColor() {
        int color = 1;
        while (isWorn(color)) {
            color++;
        }
        return color;
    }

    private boolean isWorn(int color) {
        for (var snake : living) {
            if (snake.color == color) {
                return true;
            }
        }
        return false;
    }

    /// The first good place from a random cell on, else the first that is possible at all, else null.
    private Place find(SplitMix64 random, boolean onDigits) {
        int left = margin(board.width);
        int top = margin(board.height);
        int columns = board.width - 2 * left;
        int cells = columns * (board.height - 2 * top);
        int start = random.below(cells);
        Place possible = null;
        for (int i = 0; i < cells; i++) {
            int nth = (start + i) % cells;
            int head = board.index(left + nth % columns, top + nth / columns);
            var heading = bestHeading(head, onDigits);
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
    private Direction bestHeading(int head, boolean onDigits) {
        if (!isFree(head, onDigits)) {
            return null;
        }
        Direction best = null;
        int most = 0;
        for (var heading : Direction.values()) {
            int room = room(head, heading);
            if (room > most && bodyFits(head, heading.opposite(), onDigits)) {
                most = room;
                best = heading;
            }
        }
        return best;
    }

    private boolean bodyFits(int head, Direction backwards, boolean onDigits) {
        int cell = head;
        for (int part = 1; part < LENGTH; part++) {
            cell = board.next(cell, backwards);
            if (cell == Board.OFF || !isFree(cell, onDigits)) {
                return false;
            }
        }
        return true;
    }

    private boolean isFree(int cell, boolean onDigits) {
        return board.isEmpty(cell) || onDigits && Glyph.isDigit(board.glyph(cell));
    }

    /// Cells straight ahead that do not kill.
    private int room(int head, Direction heading) {
        int room = 0;
        int cell = board.next(head, heading);
        while (cell != Board.OFF && isFree(cell, true)) {
            room++;
            cell = board.next(cell, heading);
        }
        return room;
    }
}

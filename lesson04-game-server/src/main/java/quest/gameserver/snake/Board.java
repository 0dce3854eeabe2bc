package quest.gameserver.snake;

import static quest.gameserver.snake.Glyph.EMPTY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is on each cell. A cell is one number, `y * width + x`, and the board flat arrays: a step is an addition, and a
/// board lies together in the processor's cache.
final class Board {

    /// In place of a cell that would be off the board.
    static final int OFF = -1;

    private static final int DIRECTIONS = 4;

    final int width;
    final int height;
    final int size;
    private final char[] glyphs;
    private final int[] neighbors;  // of each cell, in the order of Direction; never changes
    private final Snake[] snakes;   // whose part lies there, null: none's

    Board(int width, int height) {
        this.width = width;
        this.height = height;
        size = width * height;
        glyphs = new char[size];
        Arrays.fill(glyphs, EMPTY);
        snakes = new Snake[size];
        neighbors = neighbors();
    }

    private int[] neighbors() {
        var neighbors = new int[size * DIRECTIONS];
        for (int cell = 0; cell < size; cell++) {
            for (var direction : Direction.values()) {
                int x = x(cell) + direction.dx();
                int y = y(cell) + direction.dy();
                boolean off = x < 0 || y < 0 || x >= width || y >= height;
                neighbors[cell * DIRECTIONS + direction.ordinal()] = off ? OFF : y * width + x;
            }
        }
        return neighbors;
    }

    char glyph(int cell) {
        return glyphs[cell];
    }

    /// The living snake on a cell, null: none.
    Snake snake(int cell) {
        return snakes[cell];
    }

    int color(int cell) {
        return snakes[cell] == null ? 0 : snakes[cell].color;
    }

    boolean isEmpty(int cell) {
        return glyphs[cell] == EMPTY;
    }

    /// Puts something that is no living snake's, or nothing.
    void put(int cell, char glyph) {
        glyphs[cell] = glyph;
        snakes[cell] = null;
    }

    void put(int cell, char glyph, Snake snake) {
        glyphs[cell] = glyph;
        snakes[cell] = snake;
    }

    int x(int cell) {
        return cell % width;
    }

    int y(int cell) {
        return cell / width;
    }

    /// The next cell in a direction, or [#OFF].
    int next(int cell, Direction direction) {
        return neighbors[cell * DIRECTIONS + direction.ordinal()];
    }

    Cell cell(int cell) {
        return new Cell(x(cell), y(cell));
    }

    List<Cell> cells(int[] cells) {
        var list = new ArrayList<Cell>(cells.length);
        for (int cell : cells) {
            list.add(cell(cell));
        }
        return list;
    }

    int index(int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            throw new IllegalArgumentException(
                    "cell %d,%d is not on a board of %d x %d".formatted(x, y, width, height));
        }
        return y * width + x;
    }

    /// Row by row.
    List<Paint> digits() {
        var digits = new ArrayList<Paint>();
        for (int cell = 0; cell < size; cell++) {
            if (Glyph.isDigit(glyphs[cell])) {
                digits.add(new Paint(x(cell), y(cell), glyphs[cell], 0));
            }
        }
        return digits;
    }

    /// A copy.
    char[] glyphs() {
        return glyphs.clone();
    }

    /// For each cell four: the next cell up, down, left and right, or [#OFF].
    int[] neighborsOfAll() {
        return neighbors;
    }
}

package quest.gameserver.snake;

import static quest.gameserver.snake.Glyph.EMPTY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the players saw last. Held against the board, it tells what a frame must contain.
final class Picture {

    private final Board board;
    private final char[] glyphs;
    private final int[] colors;

    Picture(Board board) {
        this.board = board;
        glyphs = new char[board.size];
        Arrays.fill(glyphs, EMPTY);
        colors = new int[board.size];
    }

    /// Takes over what is on the board, and tells what is different.
    List<Paint> update() {
        var changed = new ArrayList<Paint>();
        for (int cell = 0; cell < glyphs.length; cell++) {
            char glyph = board.glyph(cell);
            int color = board.color(cell);
            if (glyph != glyphs[cell] || color != colors[cell]) {
                glyphs[cell] = glyph;
                colors[cell] = color;
                changed.add(paint(cell));
            }
        }
        return changed;
    }

    void restore(List<Paint> paints) {
        for (var paint : paints) {
            int cell = board.index(paint.x(), paint.y());
            glyphs[cell] = paint.glyph();
            colors[cell] = paint.color();
        }
    }

    /// All that are not empty, row by row.
    List<Paint> cells() {
        var cells = new ArrayList<Paint>();
        for (int cell = 0; cell < glyphs.length; cell++) {
            if (glyphs[cell] != EMPTY) {
                cells.add(paint(cell));
            }
        }
        return cells;
    }

    private Paint paint(int cell) {
        return new Paint(board.x(cell), board.y(cell), glyphs[cell], colors[cell]);
    }
}

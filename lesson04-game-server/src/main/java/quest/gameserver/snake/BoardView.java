package quest.gameserver.snake;

import java.util.ArrayList;
import java.util.List;

/// A position, for whoever has to think about it: immutable, so that the thinking can be done on any thread while the
/// game goes on. A cell is one number, `y * width + x`, as on the board itself.
public final class BoardView {

    /// A living snake.
    ///
    /// @param head    cell
    /// @param heading where it went last; the opposite is the one direction in which it cannot go
    /// @param length  cells that it has now
    /// @param growth  cells that it is still to grow, one a tick
    public record Rival(String player, int head, Direction heading, int length, int growth) {
    }

    /// Answer of [#next] where the board ends.
    public static final int OFF = Board.OFF;

    private final int width;
    private final int height;
    private final int[] neighbors;
    private final char[] glyphs;
    private final short[] leavesIn;     // ticks until a snake's part is gone from the cell, 0: no snake's
    private final List<Rival> snakes;
    private final int[][] bodies;       // of the snakes, head first

    private BoardView(Board board, short[] leavesIn, List<Rival> snakes, int[][] bodies) {
        width = board.width;
        height = board.height;
        neighbors = board.neighborsOfAll();
        glyphs = board.glyphs();
        this.leavesIn = leavesIn;
        this.snakes = snakes;
        this.bodies = bodies;
    }

    static BoardView of(Board board, List<Snake> snakes) {
        var leavesIn = new short[board.size];
        var rivals = new ArrayList<Rival>(snakes.size());
        var bodies = new int[snakes.size()][];
        for (var snake : snakes) {
            var body = snake.body;
            for (int part = 0; part < body.length(); part++) {
                leavesIn[body.cell(part)] = (short) Math.min(body.length() - part + snake.growth(), Short.MAX_VALUE);
            }
            bodies[rivals.size()] = body.cells();
            rivals.add(new Rival(snake.player, body.head(), snake.heading(), body.length(), snake.growth()));
        }
        return new BoardView(board, leavesIn, List.copyOf(rivals), bodies);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// How many cells there are.
    public int size() {
        return glyphs.length;
    }

    /// The living snakes, the one born first at the front.
    public List<Rival> snakes() {
        return snakes;
    }

    /// The living snake of a player, null: none.
    public Rival snakeOf(String player) {
        for (var snake : snakes) {
            if (snake.player().equals(player)) {
                return snake;
            }
        }
        return null;
    }

    /// The cells of a living snake, head first. A copy.
    ///
    /// @throws IllegalArgumentException if it is no snake of this board
    public int[] body(Rival snake) {
        int index = snakes.indexOf(snake);
        if (index < 0) {
            throw new IllegalArgumentException("'%s' has no snake on this board".formatted(snake.player()));
        }
        return bodies[index].clone();
    }

    /// What a cell shows: a digit, `#`, a part of a snake or of a corpse, or a space.
    public char glyph(int cell) {
        return glyphs[cell];
    }

    /// The points on a cell, 0: no digit.
    public int points(int cell) {
        return Glyph.isDigit(glyphs[cell]) ? Glyph.value(glyphs[cell]) : 0;
    }

    /// Whether a stone or a corpse lies there, which does not move away.
    public boolean isSolid(int cell) {
        return glyphs[cell] == Glyph.STONE || Glyph.isCorpse(glyphs[cell]);
    }

    /// In how many ticks the part of a snake that is on a cell will be gone, if the snake does not eat until then.
    /// 0: no snake is there; 1: it is a tail that moves away at the next tick.
    public int leavesIn(int cell) {
        return leavesIn[cell];
    }

    /// The next cell in a direction, or [#OFF].
    public int next(int cell, Direction direction) {
        return neighbors[cell * 4 + direction.ordinal()];
    }
}

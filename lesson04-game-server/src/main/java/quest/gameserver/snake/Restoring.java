package quest.gameserver.snake;

import static quest.gameserver.snake.Glyph.BODY;
import static quest.gameserver.snake.Glyph.DEAD_BODY;
import static quest.gameserver.snake.Glyph.DEAD_HEAD;
import static quest.gameserver.snake.Glyph.EMPTY;
import static quest.gameserver.snake.Glyph.HEAD;
import static quest.gameserver.snake.Glyph.STONE;
import static quest.gameserver.snake.Glyph.TAIL;

import java.util.HashSet;
import java.util.List;
import quest.gameserver.snake.WorldState.CorpseState;
import quest.gameserver.snake.WorldState.SnakeState;

/// Puts a state back onto an empty board. A state comes out of a file, so it is not believed.
final class Restoring {

    private final Board board;

    Restoring(Board board) {
        this.board = board;
    }

    void restore(WorldState state, List<Snake> snakes, List<Corpse> corpses, Scattering scattering) {
        var players = new HashSet<String>();
        for (var snake : state.snakes()) {
            if (!players.add(snake.player())) {
                throw new IllegalArgumentException("two living snakes of '%s'; expected one".formatted(snake.player()));
            }
            snakes.add(snake(snake));
        }
        for (var corpse : state.corpses()) {
            corpses.add(corpse(corpse));
        }
        for (var stone : state.stones()) {
            int cell = free(stone.x(), stone.y());
            board.put(cell, STONE);
            scattering.addStone(cell);
        }
        for (var digit : state.digits()) {
            if (!Glyph.isDigit(digit.glyph())) {
                throw new IllegalArgumentException("'%s' among the digits; expected 1 to 9".formatted(digit.glyph()));
            }
            board.put(free(digit.x(), digit.y()), digit.glyph());
        }
    }

    private Snake snake(SnakeState state) {
        var snake = new Snake(state);
        for (int cell : reversed(chain(state.player(), state.body()))) {
            snake.body.addHead(cell);
            board.put(cell, BODY, snake);
        }
        board.put(snake.body.tail(), TAIL, snake);
        board.put(snake.body.head(), HEAD, snake);
        return snake;
    }

    private Corpse corpse(CorpseState state) {
        var cells = chain(state.player(), state.body());
        for (int cell : cells) {
            board.put(cell, DEAD_BODY);
        }
        board.put(cells[0], DEAD_HEAD);
        return new Corpse(state.player(), state.color(), state.score(), state.rotsAt(), cells);
    }

    /// The cells of a body, of which each must touch the one before, and none be taken.
    private int[] chain(String player, List<Cell> body) {
        if (body.size() < Births.LENGTH) {
            throw new IllegalArgumentException("the snake of '%s' has %d cells; expected %d or more"
                    .formatted(player, body.size(), Births.LENGTH));
        }
        var cells = new int[body.size()];
        var before = body.getFirst();
        var seen = new HashSet<Cell>();
        for (int part = 0; part < cells.length; part++) {
            var cell = body.get(part);
            cells[part] = free(cell.x(), cell.y());
            int distance = Math.abs(cell.x() - before.x()) + Math.abs(cell.y() - before.y());
            if (!seen.add(cell) || distance > 1) {
                throw new IllegalArgumentException("the snake of '%s' is torn or knotted at %d,%d"
                        .formatted(player, cell.x(), cell.y()));
            }
            before = cell;
        }
        return cells;
    }

    private int free(int x, int y) {
        int cell = board.index(x, y);
        if (board.glyph(cell) != EMPTY) {
            throw new IllegalArgumentException("two things on cell %d,%d; expected one".formatted(x, y));
        }
        return cell;
    }

    private static int[] reversed(int[] cells) {
        var reversed = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            reversed[i] = cells[cells.length - 1 - i];
        }
        return reversed;
    }
}

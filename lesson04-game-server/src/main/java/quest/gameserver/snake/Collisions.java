package quest.gameserver.snake;

import static quest.gameserver.snake.Glyph.STONE;

import java.util.List;

/// Who dies in a tick, and of what. All heads move at the same instant, so nothing here depends on who comes first:
/// every snake is judged by where everything was after the tick before, and by where the other heads go.
final class Collisions {

    /// @param by the snake that killed, null: none
    record Fate(Cause cause, Snake by) {
    }

    private static final Fate WALL = new Fate(Cause.WALL, null);
    private static final Fate ON_STONE = new Fate(Cause.STONE, null);
    private static final Fate ON_CORPSE = new Fate(Cause.CORPSE, null);
    private static final Fate SELF = new Fate(Cause.SELF, null);

    private final Board board;
    private final List<Snake> snakes;   // all that live; their targets are set

    Collisions(Board board, List<Snake> snakes) {
        this.board = board;
        this.snakes = snakes;
    }

    /// What becomes of a snake whose head goes to its target, null: it lives.
    Fate fateOf(Snake snake) {
        int target = snake.target;
        if (target == Board.OFF) {
            return WALL;
        }
        char there = board.glyph(target);
        if (there == STONE) {
            return ON_STONE;
        }
        if (Glyph.isCorpse(there)) {
            return ON_CORPSE;
        }
        var owner = board.snake(target);
        if (owner != null && !movesAway(owner, target)) {
            return intoPartOf(owner, snake);
        }
        var rival = whoElseGoesTo(target, snake);
        if (rival != null) {
            return new Fate(Cause.HEAD_ON, rival);
        }
        // The tail of another moves away a moment too late; one's own is pulled along by the head itself.
        return owner == null || owner == snake ? null : new Fate(Cause.SNAKE, owner);
    }

    private Fate intoPartOf(Snake owner, Snake snake) {
        if (owner == snake) {
            return SELF;
        }
        boolean swapped = snake.target == owner.body.head() && owner.target == snake.body.head();
        return new Fate(swapped ? Cause.HEAD_ON : Cause.SNAKE, owner);
    }

    private static boolean movesAway(Snake owner, int cell) {
        return cell == owner.body.tail() && !owner.grows();
    }

    private Snake whoElseGoesTo(int target, Snake snake) {
        for (var other : snakes) {
            if (other != snake && other.target == target) {
                return other;
            }
        }
        return null;
    }
}

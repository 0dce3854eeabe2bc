package quest.gameserver.snake;

import java.util.ArrayList;
import java.util.List;
import quest.gameserver.snake.WorldState.SnakeState;

/// A living snake: where it is, where it goes, what waits to happen to it. It does not know what is around it.
final class Snake {

    private static final int WAITING_TURNS = 2;

    final String player;
    final int color;
    final Body body = new Body();
    private final List<Direction> turns = new ArrayList<>(WAITING_TURNS);
    private Direction heading;
    private int growth;     // cells that it is still to grow
    private int score;
    int target;             // where its head goes in the tick under way, -1: off the board

    Snake(String player, int color, Direction heading) {
        this.player = player;
        this.color = color;
        this.heading = heading;
    }

    Snake(SnakeState state) {
        this(state.player(), state.color(), state.heading());
        turns.addAll(state.turns());
        growth = state.growth();
        score = state.score();
    }

    /// A key was pressed. Two turns wait at most; a third takes the place of the second. A turn is seen against the
    /// direction that the snake will have by then: neither a reversal nor going straight on is one.
    void turn(Direction direction) {
        if (turns.isEmpty()) {
            addIfSideways(heading, direction);
            return;
        }
        var first = turns.getFirst();
        if (turns.size() == WAITING_TURNS && direction != first.opposite()) {
            turns.removeLast();
        }
        if (turns.size() < WAITING_TURNS) {
            addIfSideways(first, direction);
        }
    }

    private void addIfSideways(Direction before, Direction direction) {
        if (direction != before && direction != before.opposite()) {
            turns.add(direction);
        }
    }

    /// One turn a tick.
    void takeTurn() {
        if (!turns.isEmpty()) {
            heading = turns.removeFirst();
        }
    }

    Direction heading() {
        return heading;
    }

    int growth() {
        return growth;
    }

    int score() {
        return score;
    }

    /// Whether the tail stays where it is when the head moves.
    boolean grows() {
        return growth > 0;
    }

    void grownByOne() {
        growth--;
    }

    void eat(int points) {
        score += points;
        growth += points;
    }

    SnakeState state(Board board) {
        return new SnakeState(player, color, score, growth, heading, turns, board.cells(body.cells()));
    }
}

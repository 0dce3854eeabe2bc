package quest.gameserver.bots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import quest.gameserver.bots.Outlook.Prospect;
import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.BoardView.Rival;
import quest.gameserver.snake.Direction;

/// Goes for the digit that pays best, if it reaches it before the others and does not trap itself there; else where
/// it lives longest and takes most room from the others.
public final class FloodFillBrain implements Brain {

    private static final Direction[] DIRECTIONS = Direction.values();
    /// So many digits are thought through to the end.
    private static final int CANDIDATES = 4;

    private record Meal(int cell, double worth) {
    }

    /// @param risky whether another's head can get there at the same tick
    private record Move(Direction direction, Prospect prospect, boolean risky) {

        /// Larger is better. A trap that leaves time is better than another's mercy: traps open.
        private int rank() {
            if (prospect.isSafe()) {
                return risky ? 1 : 3;
            }
            return !risky && prospect.alive() >= 10 ? 2 : 0;
        }

        private boolean isBetterThan(Move other) {
            if (rank() != other.rank()) {
                return rank() > other.rank();
            }
            if (prospect.isSafe() || prospect.alive() == other.prospect.alive()) {
                return prospect.territory() > other.prospect.territory();
            }
            return prospect.alive() > other.prospect.alive();
        }
    }

    @Override
    public Direction choose(BoardView board, String me) {
        var snake = board.snakeOf(me);
        if (snake == null) {
            return Direction.UP;
        }
        var rivals = reachOfOthers(board, me);
        var outlook = new Outlook(board, snake, rivals);
        var mine = new Reach(board, outlook.openingsNow()).start(snake.head(), 0).flood(rivals, board.size());
        for (var meal : meals(board, mine, patience(me))) {
            var way = mine.wayTo(meal.cell());
            var then = outlook.after(way);
            if (then.isSafe() && then.territory() >= then.goal() / 2) {
                return direction(board, snake.head(), way[0]);
            }
        }
        return longestLife(board, snake, outlook, rivals);
    }

    private static Reach reachOfOthers(BoardView board, String me) {
        var others = new Reach(board, Outlook.openings(board));
        for (var snake : board.snakes()) {
            if (!snake.player().equals(me)) {
                others.start(snake.head(), 0);
            }
        }
        return others.flood(null, board.size());
    }

    /// Ticks of way that a point is worth: by this, bots differ.
    private static int patience(String me) {
        return 2 + Math.floorMod(me.hashCode() * 31, 9);
    }

    private static List<Meal> meals(BoardView board, Reach mine, int patience) {
        var meals = new ArrayList<Meal>();
        for (int i = 1; i < mine.reached(); i++) {
            int cell = mine.nth(i);
            if (board.points(cell) > 0) {
                meals.add(new Meal(cell, board.points(cell) / (double) (mine.ticks(cell) + patience)));
            }
        }
        meals.sort(Comparator.comparingDouble(Meal::worth).reversed());
        return meals.subList(0, Math.min(CANDIDATES, meals.size()));
    }

    private static Direction longestLife(BoardView board, Rival snake, Outlook outlook, Reach rivals) {
        var openings = outlook.openingsNow();
        Move best = null;
        for (var direction : DIRECTIONS) {
            int next = board.next(snake.head(), direction);
            if (next == BoardView.OFF || openings[next] > 1) {
                continue;
            }
            var move = new Move(direction, outlook.inFullAfter(new int[] {next}), rivals.ticks(next) <= 1);
            if (best == null || move.isBetterThan(best)) {
                best = move;
            }
        }
        return best == null ? snake.heading() : best.direction();
    }

    private static Direction direction(BoardView board, int from, int to) {
        for (var direction : DIRECTIONS) {
            if (board.next(from, direction) == to) {
                return direction;
            }
        }
        throw new IllegalArgumentException("cells %d and %d do not touch".formatted(from, to));
    }
}

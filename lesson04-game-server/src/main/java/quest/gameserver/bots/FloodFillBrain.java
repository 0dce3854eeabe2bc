package quest.gameserver.bots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import quest.gameserver.bots.Outlook.Room;
import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.BoardView.Rival;
import quest.gameserver.snake.Direction;

/// Goes for the digit that pays best, if it reaches it before the others and does not trap itself there; else where
/// there is most room that no other reaches first.
public final class FloodFillBrain implements Brain {

    /// So many digits are thought through to the end.
    private static final int CANDIDATES = 6;

    private record Meal(int cell, double worth) {
    }

    private record Move(Direction direction, Room own, Room contested, boolean risky, int walls) {

        /// Larger is better: not to die at once, not to be at another's mercy, not to be trapped.
        private int rank() {
            if (own.isSafe()) {
                return risky ? 2 : 4;
            }
            if (contested.isSafe()) {
                return risky ? 1 : 3;
            }
            return 0;
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
        var mine = new Reach(board, outlook.openingsNow()).start(snake.head(), 0).flood(rivals);
        for (var meal : meals(board, mine, patience(me))) {
            var way = mine.wayTo(meal.cell());
            if (outlook.after(way, false).isSafe()) {
                return direction(board, snake.head(), way[0]);
            }
        }
        return roomiest(board, snake, outlook, rivals);
    }

    private static Reach reachOfOthers(BoardView board, String me) {
        var others = new Reach(board, Outlook.openings(board));
        for (var snake : board.snakes()) {
            if (!snake.player().equals(me)) {
                others.start(snake.head(), 0);
            }
        }
        return others.flood(null);
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

    private static Direction roomiest(BoardView board, Rival snake, Outlook outlook, Reach rivals) {
        var openings = outlook.openingsNow();
        Move best = null;
        for (var direction : Direction.values()) {
            int next = board.next(snake.head(), direction);
            if (next == BoardView.OFF || openings[next] > 1) {
                continue;
            }
            var way = new int[] {next};
            var move = new Move(direction, outlook.after(way, false), outlook.after(way, true), rivals.ticks(next) <= 1, walls(board, next));
            if (best == null || isBetter(move, best)) {
                best = move;
            }
        }
        return best == null ? snake.heading() : best.direction();
    }

    private static boolean isBetter(Move move, Move best) {
        if (move.rank() != best.rank()) {
            return move.rank() > best.rank();
        }
        int more = move.own().cells() + move.contested().cells() - best.own().cells() - best.contested().cells();
        return more > 0 || more == 0 && move.walls() > best.walls();
    }

    private static int walls(BoardView board, int cell) {
        int walls = 0;
        for (var direction : Direction.values()) {
            int next = board.next(cell, direction);
            if (next == BoardView.OFF || board.isSolid(next) || board.leavesIn(next) > 1) {
                walls++;
            }
        }
        return walls;
    }

    private static Direction direction(BoardView board, int from, int to) {
        for (var direction : Direction.values()) {
            if (board.next(from, direction) == to) {
                return direction;
            }
        }
        throw new IllegalArgumentException("cells %d and %d do not touch".formatted(from, to));
    }
}

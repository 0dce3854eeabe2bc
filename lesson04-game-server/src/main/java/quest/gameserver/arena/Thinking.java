package quest.gameserver.arena;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import quest.gameserver.bots.Brain;
import quest.gameserver.bots.FloodFillBrain;
import quest.gameserver.snake.BoardView;
import quest.gameserver.snake.Direction;

/// Has the AI players of a room think, after each tick, about the next. Thinking is computing: it is done on other
/// threads, on a picture of the world that does not change any more, and what comes of it returns to the loop as turns,
/// like those of people. On the loop's thread.
final class Thinking {

    private final Facilities facilities;
    private final Brain brain = new FloodFillBrain();
    private boolean underWay;

    Thinking(Facilities facilities) {
        this.facilities = facilities;
    }

    /// Begins, unless the thoughts about an earlier tick are still under way: then this tick goes without.
    void think(Playfield field, Collection<String> players) {
        var alive = players.stream().filter(field::isAlive).toList();
        if (underWay || alive.isEmpty()) {
            return;
        }
        underWay = true;
        long tick = field.world().ticks();
        var board = field.world().view();
        facilities.loop().offload(() -> choose(board, alive), facilities.thinkers()).whenComplete((choices, failure) -> {
            underWay = false;
            if (failure == null && field.world().ticks() == tick) { // thoughts about an older world are worth nothing
                turn(field, choices);
            } else if (failure != null && !facilities.loop().isClosed()) { // a loop that closes takes no more results
                facilities.loop().reportException(failure);
            }
        });
    }

    private Map<String, Direction> choose(BoardView board, List<String> players) {
        var choices = new HashMap<String, Direction>();
        for (var player : players) {
            choices.put(player, brain.choose(board, player));
        }
        return choices;
    }

    private static void turn(Playfield field, Map<String, Direction> choices) {
        choices.forEach((player, direction) -> {
            if (field.isAlive(player)) {
                field.turn(player, direction);
            }
        });
    }
}

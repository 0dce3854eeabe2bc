package quest.gameserver.snake;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import quest.gameserver.snake.Input.Join;
import quest.gameserver.snake.Input.Leave;
import quest.gameserver.snake.Input.Turn;

/// A handful of people at their keys: some look where they go, some do not, some press twice, some leave.
final class RandomPlayers {

    private final SplittableRandom random;
    private final List<String> names = new ArrayList<>();
    private final double care;

    RandomPlayers(long seed) {
        random = new SplittableRandom(seed);
        int players = 1 + random.nextInt(8);
        for (int i = 0; i < players; i++) {
            names.add("p" + i);
        }
        care = random.nextDouble();
    }

    /// What they do before the next tick. Some of it is not allowed.
    List<Input> act(BoardView board) {
        var inputs = new ArrayList<Input>();
        for (var name : names) {
            int dice = random.nextInt(1_000);
            if (dice < 5) {
                inputs.add(new Leave(name));
            } else if (dice < 50) {
                inputs.add(new Join(name));
            } else if (random.nextDouble() < care) {
                look(board, name, inputs);
            } else {
                for (int keys = random.nextInt(8) - 4; keys > 0; keys--) {
                    inputs.add(new Turn(name, anyDirection()));
                }
            }
        }
        return inputs;
    }

    private void look(BoardView board, String name, List<Input> inputs) {
        var snake = board.snakeOf(name);
        if (snake == null || isFree(board, snake.head(), snake.heading()) && random.nextInt(8) > 0) {
            return;
        }
        for (int glances = 0; glances < 3; glances++) {
            var direction = anyDirection();
            if (isFree(board, snake.head(), direction)) {
                inputs.add(new Turn(name, direction));
                return;
            }
        }
    }

    private static boolean isFree(BoardView board, int head, Direction direction) {
        int next = board.next(head, direction);
        return next != BoardView.OFF && !board.isSolid(next) && board.leavesIn(next) == 0;
    }

    private Direction anyDirection() {
        return Direction.values()[random.nextInt(4)];
    }
}

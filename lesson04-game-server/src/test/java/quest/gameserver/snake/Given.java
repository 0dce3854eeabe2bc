package quest.gameserver.snake;

import java.util.ArrayList;
import java.util.List;
import quest.gameserver.snake.WorldState.CorpseState;
import quest.gameserver.snake.WorldState.SnakeState;

/// A position made by hand, to see what becomes of it.
public final class Given {

    public static final int WIDTH = 20;
    public static final int HEIGHT = 10;

    private final List<SnakeState> snakes = new ArrayList<>();
    private final List<CorpseState> corpses = new ArrayList<>();
    private final List<Cell> stones = new ArrayList<>();
    private final List<Paint> digits = new ArrayList<>();

    public static Given board() {
        return new Given();
    }

    /// A straight snake of three cells.
    public Given snake(String player, int headX, int headY, Direction heading) {
        var back = heading.opposite();
        return snake(player, 0, heading, new Cell(headX, headY), new Cell(headX + back.dx(), headY + back.dy()),
                new Cell(headX + 2 * back.dx(), headY + 2 * back.dy()));
    }

    public Given snake(String player, int growth, Direction heading, Cell... body) {
        snakes.add(new SnakeState(player, snakes.size() + 1, 0, growth, heading, List.of(), List.of(body)));
        return this;
    }

    public Given corpse(String player, long rotsAt, Cell... body) {
        corpses.add(new CorpseState(player, 1, 0, rotsAt, List.of(body)));
        return this;
    }

    public Given stone(int x, int y) {
        stones.add(new Cell(x, y));
        return this;
    }

    public Given digit(int x, int y, int points) {
        digits.add(new Paint(x, y, (char) ('0' + points), 0));
        return this;
    }

    public WorldState state() {
        return new WorldState(WIDTH, HEIGHT, 1, 0, snakes, corpses, stones, digits, List.of(), List.of());
    }

    public World world() {
        return new World(state());
    }

    public static Cell at(int x, int y) {
        return new Cell(x, y);
    }

    public static Cell headOf(World world, String player) {
        return snakeOf(world, player).body().getFirst();
    }

    public static SnakeState snakeOf(World world, String player) {
        return world.state().snakes().stream().filter(snake -> snake.player().equals(player)).findFirst().orElseThrow();
    }
}

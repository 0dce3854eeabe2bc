package quest.gameserver.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import quest.gameserver.snake.Cell;
import quest.gameserver.snake.Event;
import quest.gameserver.snake.Input.Join;
import quest.gameserver.snake.Input.Turn;
import quest.gameserver.snake.SnakeView;
import quest.gameserver.snake.World;

/// Whole games of bots. They are the same on every machine, so what they reach can be asserted.
@Execution(ExecutionMode.CONCURRENT)
class BotGamesTest {

    private static final int MINUTE = 600;  // ticks
    private final Brain brain = new FloodFillBrain();

    private static World worldOf(int bots, long seed) {
        var world = new World(50, 25, seed);
        for (int bot = 1; bot <= bots; bot++) {
            world.apply(new Join("bot-" + bot));
        }
        return world;
    }

    /// One tick, in which every bot that lives has its say.
    private List<Event> play(World world) {
        var view = world.view();
        for (var snake : view.snakes()) {
            world.apply(new Turn(snake.player(), brain.choose(view, snake.player())));
        }
        return world.tick().events();
    }

    @Test
    void aloneItLivesAMinuteAndEats() {
        var scores = new ArrayList<Integer>();
        for (long seed = 1; seed <= 100; seed++) {
            var world = worldOf(1, seed);
            for (int i = 0; i < MINUTE && world.living() > 0; i++) {
                play(world);
            }
            if (world.living() > 0) {
                scores.add(world.snakes().getFirst().score());
            }
        }
        scores.sort(null);
        assertThat(scores).as("scores of those that lived, of 100").hasSizeGreaterThanOrEqualTo(95);
        assertThat(scores.getFirst()).as("the least score").isGreaterThanOrEqualTo(50);
        assertThat(scores.get(scores.size() / 2)).as("the median score").isGreaterThanOrEqualTo(120);
    }

    @Test
    void fourTogetherMostlyLiveHalfAMinuteAndAllEat() {
        int lived = 0;
        int games = 15;
        for (long seed = 1; seed <= games; seed++) {
            var world = worldOf(4, seed);
            Set<String> eaters = new HashSet<>();
            for (int i = 0; i < MINUTE / 2; i++) {
                play(world).stream().filter(Event.Scored.class::isInstance).forEach(e -> eaters.add(e.player()));
            }
            lived += world.living();
            assertThat(eaters).as("who has eaten, seed %d", seed).hasSize(4);
        }
        assertThat(lived).as("of %d", 4 * games).isGreaterThanOrEqualTo(4 * games * 3 / 4);
    }

    @Test
    void nobodyGoesRoundInCircles() {
        Set<Cell> visited = new HashSet<>();
        var world = worldOf(1, 4);
        for (int i = 0; i < MINUTE; i++) {
            play(world);
            world.snakes().stream().filter(SnakeView::alive).forEach(snake -> visited.add(snake.head()));
        }
        assertThat(visited).as("of 1,250 cells").hasSizeGreaterThan(300);
    }

    @Test
    void sameSeedGivesTheSameGameOfBots() {
        var results = LongStream.of(7, 7).mapToObj(seed -> {
            var world = worldOf(3, seed);
            for (int i = 0; i < MINUTE / 2; i++) {
                play(world);
            }
            return world.state();
        }).toList();

        assertThat(results.getFirst()).isEqualTo(results.getLast());
    }
}

package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.snake.Direction.LEFT;
import static quest.gameserver.snake.Direction.RIGHT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import quest.gameserver.snake.Event.Joined;
import quest.gameserver.snake.Input.Join;
import quest.gameserver.snake.Input.Leave;

class BirthsTest {

    @Test
    void headsAreBornBetween5And44And5And19AndEverywhereThere() {
        Set<Integer> columns = new HashSet<>();
        Set<Integer> rows = new HashSet<>();
        for (long seed = 0; seed < 2_000; seed++) {
            var born = (Joined) new World(50, 25, seed).apply(new Join("ann")).getFirst();
            columns.add(born.head().x());
            rows.add(born.head().y());
        }
        assertThat(columns).hasSize(40).allMatch(x -> x >= 5 && x <= 44);
        assertThat(rows).hasSize(15).allMatch(y -> y >= 5 && y <= 19);
    }

    @Test
    void aSnakeIsBornHeadingForTheFartherEdge() {
        for (long seed = 0; seed < 200; seed++) {
            var world = new World(50, 25, seed);
            world.apply(new Join("ann"));
            var snake = world.state().snakes().getFirst();
            int x = snake.body().getFirst().x();
            assertThat(snake.heading()).as("at x %d, seed %d", x, seed).isEqualTo(x < 25 ? RIGHT : LEFT);
        }
    }

    @Test
    void aSnakeIsBornThreeCellsLongInOneLine() {
        var world = new World(50, 25, 7);
        world.apply(new Join("ann"));
        var snake = world.state().snakes().getFirst();
        var head = snake.body().getFirst();
        int dx = snake.heading().dx();

        assertThat(snake.body()).containsExactly(head, new Cell(head.x() - dx, head.y()),
                new Cell(head.x() - 2 * dx, head.y()));
    }

    @Test
    void aDigitAppearsAtEachBirth() {
        for (long seed = 0; seed < 200; seed++) {
            var world = new World(50, 25, seed);
            world.apply(new Join("ann"));
            world.apply(new Join("bob"));
            assertThat(world.state().digits()).hasSize(2).allMatch(d -> d.glyph() >= '1' && d.glyph() <= '9');
        }
    }

    @Test
    void theLowestFreeColorIsTaken() {
        var world = new World(50, 25, 1);
        var colors = new ArrayList<Integer>();
        for (var player : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            colors.add(((Joined) world.apply(new Join(player)).getFirst()).color());
        }
        assertThat(colors).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);

        world.apply(new Leave("c"));
        world.apply(new Leave("e"));
        assertThat(((Joined) world.apply(new Join("i")).getFirst()).color()).isEqualTo(3);
        assertThat(((Joined) world.apply(new Join("j")).getFirst()).color()).isEqualTo(5);
    }

    @Test
    void whoLivesCannotJoinAgain() {
        var world = new World(50, 25, 1);
        world.apply(new Join("ann"));
        var before = world.state();

        assertThat(world.apply(new Join("ann"))).isEmpty();
        assertThat(world.state()).isEqualTo(before);
    }

    @Test
    void whereNoPlaceIsFreeAJoinChangesNothing() {
        var world = new World(8, 8, 1);
        int players = 0;
        while (!world.apply(new Join("p" + players)).isEmpty()) {
            players++;
        }
        var before = world.state();

        assertThat(players).isBetween(1, 16);
        assertThat(world.apply(new Join("late"))).isEmpty();
        assertThat(world.state()).isEqualTo(before);
    }

    /// With nobody to eat them they would lie for ever, and nobody could ever join again.
    @Test
    void onABoardFullOfDigitsASnakeIsBornOnDigits() {
        var digits = new ArrayList<Paint>();
        for (int y = 0; y < 25; y++) {
            for (int x = 0; x < 50; x++) {
                digits.add(new Paint(x, y, '1', 0));
            }
        }
        var world = new World(new WorldState(50, 25, 1, 0, List.of(), List.of(), List.of(), digits, digits, List.of()));

        assertThat(world.apply(new Join("ann"))).hasSize(1);
        assertThat(world.tick().events()).containsExactly(new Event.Scored("ann", 1));
        assertThat(world.state().digits()).as("three were covered, one was eaten").hasSize(50 * 25 - 3 - 1);
    }

    @Test
    void whereAPlaceIsEmptyNoDigitIsCovered() {
        for (long seed = 0; seed < 200; seed++) {
            var world = new World(50, 25, seed);
            for (int i = 0; i < 20; i++) {
                world.apply(new Join("p" + i));
            }
            assertThat(world.state().digits()).as("seed %d", seed).hasSize(20);
        }
    }

    @Test
    void aSmallBoardHasANarrowerMarginAndALargeOneTheSame() {
        assertThat(List.of(5, 8, 16, 25, 50, 1_000).stream().map(Births::margin)).containsExactly(1, 2, 5, 5, 5, 5);
    }

    @Test
    void hundredsAreBornOnALargeBoardWithoutTouching() {
        var world = new World(100, 60, 3);
        for (int i = 0; i < 200; i++) {
            assertThat(world.apply(new Join("p" + i))).hasSize(1);
        }
        Set<Cell> taken = new HashSet<>();
        for (var snake : world.state().snakes()) {
            for (var cell : snake.body()) {
                assertThat(taken.add(cell)).as("%s of %s is taken", cell, snake.player()).isTrue();
            }
        }
    }
}

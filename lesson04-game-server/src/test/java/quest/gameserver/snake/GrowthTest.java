package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.snake.Direction.RIGHT;
import static quest.gameserver.snake.Given.at;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import quest.gameserver.snake.Event.Scored;

class GrowthTest {

    @Test
    void digitGivesItsPointsAtOnceAndItsCellsOneATick() {
        var world = Given.board().snake("ann", 5, 5, RIGHT).digit(6, 5, 3).world();

        assertThat(world.tick().events()).containsExactly(new Scored("ann", 3));
        var lengths = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            lengths.add(Given.snakeOf(world, "ann").body().size());
            world.tick();
        }
        assertThat(lengths).containsExactly(3, 4, 5, 6, 6);
    }

    @Test
    void digitsEatenWhileGrowingAddUp() {
        var world = Given.board().snake("ann", 5, 5, RIGHT).digit(6, 5, 3).digit(7, 5, 2).world();

        assertThat(world.tick().events()).containsExactly(new Scored("ann", 3));
        assertThat(world.tick().events()).containsExactly(new Scored("ann", 5));
        for (int i = 0; i < 6; i++) {
            world.tick();
        }
        assertThat(Given.snakeOf(world, "ann").body()).hasSize(8);
    }

    @Test
    void snakeOfEachLengthIsDrawnWithOneHeadAndOneTail() {
        var world = Given.board().snake("ann", 5, 5, RIGHT).digit(6, 5, 2).world();
        world.tick();
        world.tick();
        world.tick();

        assertThat(world.cells().stream().filter(paint -> paint.color() == 1)).isEqualTo(List.of(
                new Paint(4, 5, '*', 1), new Paint(5, 5, '@', 1), new Paint(6, 5, '@', 1), new Paint(7, 5, '@', 1),
                new Paint(8, 5, '%', 1)));
        assertThat(Given.headOf(world, "ann")).isEqualTo(at(8, 5));
    }

    @Test
    void bodyKeepsItsOrderPastTheSizeOfItsRing() {
        var body = new Body();
        var expected = new ArrayList<Integer>();
        for (int cell = 0; cell < 1_000; cell++) {
            body.addHead(cell);
            expected.addFirst(cell);
            if (cell % 3 == 0 && cell > 0) {
                body.dropTail();
                expected.removeLast();
            }
        }
        assertThat(body.cells()).containsExactly(expected.toArray(Integer[]::new));
        assertThat(body.head()).isEqualTo(expected.getFirst());
        assertThat(body.tail()).isEqualTo(expected.getLast());
    }
}

package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.snake.Direction.DOWN;
import static quest.gameserver.snake.Direction.LEFT;
import static quest.gameserver.snake.Direction.RIGHT;
import static quest.gameserver.snake.Direction.UP;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import quest.gameserver.snake.Input.Turn;

class TurnsTest {

    /// Where a snake that was heading right goes in the ticks after some keys.
    private static List<Direction> headingsAfter(Direction... keys) {
        var world = Given.board().snake("ann", 10, 5, RIGHT).world();
        for (var key : keys) {
            assertThat(world.apply(new Turn("ann", key))).isEmpty();
        }
        var headings = new ArrayList<Direction>();
        for (int i = 0; i < 3; i++) {
            assertThat(world.tick().events()).isEmpty();
            headings.add(Given.snakeOf(world, "ann").heading());
        }
        return headings;
    }

    @Test
    void turnTakesEffectAtTheNextTick() {
        assertThat(headingsAfter(UP)).containsExactly(UP, UP, UP);
    }

    @Test
    void secondTurnWaitsForTheTickAfter() {
        assertThat(headingsAfter(UP, LEFT)).containsExactly(UP, LEFT, LEFT);
    }

    @Test
    void thirdTurnReplacesTheSecond() {
        assertThat(headingsAfter(UP, LEFT, RIGHT)).containsExactly(UP, RIGHT, RIGHT);
        assertThat(headingsAfter(UP, LEFT, UP)).containsExactly(UP, UP, UP);
        assertThat(headingsAfter(UP, LEFT, RIGHT, LEFT)).containsExactly(UP, LEFT, LEFT);
    }

    @Test
    void reversalIsIgnored() {
        assertThat(headingsAfter(LEFT)).containsExactly(RIGHT, RIGHT, RIGHT);
    }

    @Test
    void twoKeysInOneTickNeverReverse() {
        assertThat(headingsAfter(UP, DOWN)).containsExactly(UP, UP, UP);
        assertThat(headingsAfter(LEFT, UP)).containsExactly(UP, UP, UP);
        assertThat(headingsAfter(UP, LEFT, DOWN)).as("a third that would reverse the first").containsExactly(
                UP, LEFT, LEFT);
    }

    @Test
    void keyThatIsHeldDownTakesNoTurnAway() {
        assertThat(headingsAfter(RIGHT, RIGHT, UP)).containsExactly(UP, UP, UP);
        assertThat(headingsAfter(UP, UP, UP, LEFT)).containsExactly(UP, LEFT, LEFT);
    }

    @Test
    void turnWithoutALivingSnakeChangesNothing() {
        var world = Given.board().snake("ann", 10, 5, RIGHT).world();
        var before = world.state();

        assertThat(world.apply(new Turn("bob", UP))).isEmpty();
        assertThat(world.state()).isEqualTo(before);
    }
}

package quest.gameserver.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.snake.Direction.DOWN;
import static quest.gameserver.snake.Direction.LEFT;
import static quest.gameserver.snake.Direction.RIGHT;
import static quest.gameserver.snake.Direction.UP;
import static quest.gameserver.snake.Given.at;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import quest.gameserver.snake.Direction;
import quest.gameserver.snake.Given;
import quest.gameserver.snake.Input;
import quest.gameserver.snake.World;

class FloodFillBrainTest {

    private final Brain brain = new FloodFillBrain();

    private Direction choice(Given position) {
        return brain.choose(position.world().view(), "bot-1");
    }

    @Test
    void goesForADigit() {
        assertThat(choice(Given.board().snake("bot-1", 10, 5, RIGHT).digit(10, 2, 5))).isEqualTo(UP);
        assertThat(choice(Given.board().snake("bot-1", 10, 5, RIGHT).digit(10, 8, 5))).isEqualTo(DOWN);
        assertThat(choice(Given.board().snake("bot-1", 10, 5, RIGHT).digit(14, 5, 5))).isEqualTo(RIGHT);
    }

    @Test
    void goesForTheDigitThatPaysBest() {
        assertThat(choice(Given.board().snake("bot-1", 10, 5, RIGHT).digit(10, 2, 1).digit(10, 8, 9)))
                .isEqualTo(DOWN);
        assertThat(choice(Given.board().snake("bot-1", 10, 5, RIGHT).digit(10, 4, 5).digit(10, 9, 5))).isEqualTo(UP);
    }

    @Test
    void leavesADigitToWhoIsThereFirst() {
        var position = Given.board().snake("bot-1", 10, 5, RIGHT).digit(10, 9, 3)
                .digit(14, 5, 9).snake("ann", 15, 5, UP);

        assertThat(choice(position)).isEqualTo(DOWN);
    }

    @Test
    void turnsAwayFromAnEdgeAndFromStones() {
        assertThat(choice(Given.board().snake("bot-1", 19, 0, RIGHT))).isEqualTo(DOWN);
        assertThat(choice(Given.board().snake("bot-1", 10, 5, RIGHT).stone(11, 5).stone(10, 4))).isEqualTo(DOWN);
    }

    @Test
    void doesNotFollowADigitIntoADeadEnd() {
        var deadEnd = Given.board().snake("bot-1", 5, 5, RIGHT).digit(7, 5, 9)
                .stone(6, 4).stone(7, 4).stone(8, 5).stone(6, 6).stone(7, 6);

        assertThat(choice(deadEnd)).isNotEqualTo(RIGHT);
    }

    @Test
    void doesNotGoWhereAnotherHeadMayGo() {
        // Both are one step from the digit between them.
        assertThat(choice(Given.board().snake("bot-1", 5, 5, RIGHT).digit(6, 5, 9).snake("ann", 7, 5, LEFT)))
                .isNotEqualTo(RIGHT);
    }

    @Test
    void followsItsTailWhenItLeavesNoOtherWay() {
        var ring = Given.board().snake("bot-1", 0, UP, at(0, 0), at(0, 1), at(1, 1), at(1, 0));

        assertThat(choice(ring)).isEqualTo(RIGHT);
    }

    @Test
    void whereEveryWayKillsItAnswersAllTheSame() {
        var stuck = Given.board().snake("bot-1", 0, 0, UP).stone(1, 0);

        assertThat(choice(stuck)).isEqualTo(UP);
    }

    @Test
    void whoHasNoSnakeIsAnsweredToo() {
        assertThat(choice(Given.board().snake("ann", 5, 5, UP))).isNotNull();
    }

    @Test
    void severalThreadsGetTheSameAnswers() {
        var world = new World(50, 25, 8);
        for (int bot = 1; bot <= 4; bot++) {
            world.apply(new Input.Join("bot-" + bot));
        }
        for (int i = 0; i < 50; i++) {
            var view = world.view();
            var alone = IntStream.rangeClosed(1, 4).mapToObj(bot -> brain.choose(view, "bot-" + bot)).toList();
            var together = IntStream.rangeClosed(1, 4).parallel().mapToObj(bot -> brain.choose(view, "bot-" + bot))
                    .toList();
            assertThat(together).isEqualTo(alone);
            for (int bot = 1; bot <= 4; bot++) {
                world.apply(new Input.Turn("bot-" + bot, alone.get(bot - 1)));
            }
            world.tick();
        }
    }
}

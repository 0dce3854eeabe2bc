package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.snake.Direction.DOWN;
import static quest.gameserver.snake.Direction.LEFT;
import static quest.gameserver.snake.Direction.RIGHT;
import static quest.gameserver.snake.Direction.UP;
import static quest.gameserver.snake.Given.at;
import static quest.gameserver.snake.Given.board;
import static quest.gameserver.snake.Given.headOf;

import org.junit.jupiter.api.Test;
import quest.gameserver.snake.Event.Died;

class CollisionsTest {

    private static Died died(String player, Cause cause, String by) {
        return new Died(player, cause, by, 0);
    }

    @Test
    void edgesKill() {
        var world = board().snake("up", 5, 0, UP).snake("down", 7, 9, DOWN)
                .snake("left", 0, 5, LEFT).snake("right", 19, 5, RIGHT).world();

        assertThat(world.tick().events()).containsExactly(died("up", Cause.WALL, null), died("down", Cause.WALL, null),
                died("left", Cause.WALL, null), died("right", Cause.WALL, null));
        assertThat(world.living()).isZero();
    }

    @Test
    void stoneKills() {
        var world = board().snake("ann", 5, 5, RIGHT).stone(6, 5).world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.STONE, null));
    }

    @Test
    void corpseKillsAndIsNobodysDoing() {
        var world = board().snake("ann", 5, 5, RIGHT).corpse("bob", 30, at(6, 4), at(6, 5), at(6, 6)).world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.CORPSE, null));
    }

    @Test
    void bodyOfAnotherKills() {
        var world = board().snake("ann", 5, 5, RIGHT).snake("bob", 0, UP, at(6, 3), at(6, 4), at(6, 5), at(6, 6))
                .world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.SNAKE, "bob"));
        assertThat(world.isAlive("bob")).isTrue();
    }

    @Test
    void tailOfAnotherKillsThoughItMovesAway() {
        var world = board().snake("ann", 5, 5, RIGHT).snake("bob", 8, 5, RIGHT).world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.SNAKE, "bob"));
    }

    @Test
    void ownBodyKills() {
        var world = board().snake("ann", 0, LEFT, at(5, 5), at(5, 6), at(4, 6), at(4, 5), at(4, 4)).world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.SELF, null));
    }

    @Test
    void ownTailThatMovesAwayIsFree() {
        var world = board().snake("ann", 0, LEFT, at(5, 5), at(5, 6), at(4, 6), at(4, 5)).world();

        assertThat(world.tick().events()).isEmpty();
        assertThat(Given.snakeOf(world, "ann").body()).containsExactly(at(4, 5), at(5, 5), at(5, 6), at(4, 6));
    }

    @Test
    void ownTailThatStaysBecauseTheSnakeGrowsKills() {
        var world = board().snake("ann", 1, LEFT, at(5, 5), at(5, 6), at(4, 6), at(4, 5)).world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.SELF, null));
    }

    @Test
    void twoHeadsIntoOneCellKillBoth() {
        var world = board().snake("ann", 5, 5, RIGHT).snake("bob", 7, 5, LEFT).world();

        assertThat(world.tick().events())
                .containsExactly(died("ann", Cause.HEAD_ON, "bob"), died("bob", Cause.HEAD_ON, "ann"));
    }

    @Test
    void threeHeadsIntoOneCellKillAllAndTheDigitThereStays() {
        var world = board().snake("ann", 5, 5, RIGHT).snake("bob", 7, 5, LEFT).snake("cay", 6, 4, DOWN)
                .digit(6, 5, 7).world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.HEAD_ON, "bob"),
                died("bob", Cause.HEAD_ON, "ann"), died("cay", Cause.HEAD_ON, "ann"));
        assertThat(world.cells()).contains(new Paint(6, 5, '7', 0));
    }

    @Test
    void headsThatSwapCellsDie() {
        var world = board().snake("ann", 5, 5, RIGHT).snake("bob", 6, 5, LEFT).world();

        assertThat(world.tick().events())
                .containsExactly(died("ann", Cause.HEAD_ON, "bob"), died("bob", Cause.HEAD_ON, "ann"));
    }

    @Test
    void headThatIsRunIntoFromTheSideIsPartOfALivingSnake() {
        var world = board().snake("ann", 5, 5, RIGHT).snake("bob", 6, 5, UP).world();

        assertThat(world.tick().events()).containsExactly(died("ann", Cause.SNAKE, "bob"));
        assertThat(headOf(world, "bob")).isEqualTo(at(6, 4));
    }

    @Test
    void rivalForOnesOwnTailCellKillsBoth() {
        var world = board().snake("ann", 0, LEFT, at(5, 5), at(5, 6), at(4, 6), at(4, 5)).snake("bob", 3, 5, RIGHT)
                .world();

        assertThat(world.tick().events())
                .containsExactly(died("ann", Cause.HEAD_ON, "bob"), died("bob", Cause.HEAD_ON, "ann"));
    }

    @Test
    void bodyOfOneWhoDiesInTheSameTickStillKills() {
        var world = board().snake("bob", 6, 0, UP).snake("ann", 5, 1, RIGHT).world();

        assertThat(world.tick().events())
                .containsExactly(died("bob", Cause.WALL, null), died("ann", Cause.SNAKE, "bob"));
    }

    @Test
    void whoSurvivesATickDoesNotDependOnWhoWasBornFirst() {
        var oneWay = board().snake("ann", 5, 5, RIGHT).snake("bob", 8, 5, RIGHT).snake("cay", 11, 0, UP).world();
        var otherWay = board().snake("cay", 11, 0, UP).snake("bob", 8, 5, RIGHT).snake("ann", 5, 5, RIGHT).world();

        assertThat(oneWay.tick().events()).containsExactlyInAnyOrderElementsOf(otherWay.tick().events());
    }
}

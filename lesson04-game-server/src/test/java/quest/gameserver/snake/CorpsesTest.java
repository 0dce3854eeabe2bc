package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.snake.Direction.LEFT;
import static quest.gameserver.snake.Direction.UP;

import java.util.List;
import org.junit.jupiter.api.Test;
import quest.gameserver.snake.Event.Died;
import quest.gameserver.snake.Input.Join;
import quest.gameserver.snake.Input.Leave;

class CorpsesTest {

    private static final List<Paint> CORPSE = List.of(
            new Paint(0, 5, 'x', 0), new Paint(1, 5, '+', 0), new Paint(2, 5, '+', 0));
    private static final List<Paint> DIGITS = List.of(
            new Paint(0, 5, '1', 0), new Paint(1, 5, '1', 0), new Paint(2, 5, '1', 0));

    @Test
    void corpseLiesFor50TicksThenBecomesDigits() {
        var world = Given.board().snake("ann", 0, 5, LEFT).world();

        assertThat(world.tick().events()).hasSize(1);
        assertThat(world.cells()).isEqualTo(CORPSE);
        for (int i = 0; i < 49; i++) {
            assertThat(world.isQuiet()).isFalse();
            assertThat(world.tick().changed()).isEmpty();
        }
        assertThat(world.cells()).isEqualTo(CORPSE);

        assertThat(world.tick().changed()).isEqualTo(DIGITS);
        assertThat(world.isQuiet()).isTrue();
        assertThat(world.tick().changed()).isEmpty();
    }

    @Test
    void whoLeavesIsACorpseFor50FramesFromTheNextOn() {
        var world = Given.board().snake("ann", 0, 5, LEFT).world();

        assertThat(world.apply(new Leave("ann"))).containsExactly(new Died("ann", Cause.LEFT, null, 0));
        assertThat(world.isAlive("ann")).isFalse();
        assertThat(world.tick().changed()).isEqualTo(CORPSE);
        for (int i = 0; i < 49; i++) {
            assertThat(world.tick().changed()).isEmpty();
        }
        assertThat(world.tick().changed()).isEqualTo(DIGITS);
    }

    @Test
    void deadPlayerCannotLeaveOrTurnButJoin() {
        var world = Given.board().snake("ann", 0, 5, LEFT).world();
        world.tick();
        var before = world.state();

        assertThat(world.apply(new Leave("ann"))).isEmpty();
        assertThat(world.apply(new Input.Turn("ann", UP))).isEmpty();
        assertThat(world.state()).isEqualTo(before);
        assertThat(world.apply(new Join("ann"))).hasSize(1);
    }

    @Test
    void playerWhoLivesAgainIsSeenOnceAndAlive() {
        var world = Given.board().snake("ann", 0, 5, LEFT).world();
        world.tick();
        assertThat(world.snakes()).containsExactly(new SnakeView("ann", 1, false, 0, new Cell(0, 5)));

        world.apply(new Join("ann"));
        assertThat(world.snakes()).as("as of the last tick").hasSize(1).noneMatch(SnakeView::alive);
        world.tick();
        assertThat(world.snakes()).hasSize(1).allMatch(SnakeView::alive);
        assertThat(world.cells()).as("the corpse lies on").containsAll(CORPSE);
    }
}

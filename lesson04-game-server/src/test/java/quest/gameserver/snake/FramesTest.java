package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import quest.gameserver.snake.Input.Join;
import quest.gameserver.snake.Input.Leave;

class FramesTest {

    @Test
    void whatIsDrawnChangesOnlyWithATick() {
        var world = new World(50, 25, 5);
        world.apply(new Join("ann"));

        assertThat(world.cells()).isEmpty();
        assertThat(world.snakes()).isEmpty();
        var tick = world.tick();
        assertThat(tick.number()).isEqualTo(1);
        assertThat(world.cells()).hasSize(4).isEqualTo(tick.changed()); // three cells and a digit
        assertThat(world.snakes()).hasSize(1);

        world.apply(new Leave("ann"));
        assertThat(world.cells()).isEqualTo(tick.changed());
        assertThat(world.snakes()).allMatch(SnakeView::alive);
    }

    @Test
    void moveOnOpenGroundChangesFourCells() {
        var world = Given.board().snake("ann", 0, Direction.RIGHT, Given.at(9, 5), Given.at(8, 5), Given.at(7, 5),
                Given.at(6, 5), Given.at(5, 5)).world();
        world.tick();
        var changed = world.tick().changed();

        assertThat(changed).containsExactly(new Paint(6, 5, ' ', 0), new Paint(7, 5, '*', 1),
                new Paint(10, 5, '@', 1), new Paint(11, 5, '%', 1));
    }

    @Test
    void quietWorldHasNothingToTell() {
        var world = new World(50, 25, 5);
        assertThat(world.isQuiet()).isTrue();
        for (int i = 1; i <= 1_000; i++) {
            assertThat(world.tick()).isEqualTo(new Tick(i, List.of(), List.of()));
        }
        assertThat(world.state().seed()).as("no randomness is drawn").isEqualTo(5);
        assertThat(world.ticks()).isEqualTo(1_000);
    }

    @Test
    void viewStaysAsItWasWhileTheGameGoesOn() {
        var world = Given.board().snake("ann", 2, Direction.RIGHT, Given.at(7, 5), Given.at(6, 5), Given.at(5, 5))
                .stone(1, 1).digit(2, 2, 8).world();
        var view = world.view();
        world.tick();
        int row = 5 * Given.WIDTH;

        assertThat(view.snakes()).containsExactly(new BoardView.Rival("ann", row + 7, Direction.RIGHT, 3, 2));
        assertThat(List.of(view.leavesIn(row + 4), view.leavesIn(row + 5), view.leavesIn(row + 6),
                view.leavesIn(row + 7), view.leavesIn(row + 8))).containsExactly(0, 3, 4, 5, 0);
        assertThat(view.isSolid(Given.WIDTH + 1)).isTrue();
        assertThat(view.points(2 * Given.WIDTH + 2)).isEqualTo(8);
        assertThat(view.next(Given.WIDTH - 1, Direction.RIGHT)).isEqualTo(BoardView.OFF);
    }

    @Test
    void causesAreSpelledAsInTheProtocol() {
        assertThat(List.of(Cause.values()).stream().map(Cause::protocolName)).containsExactly(
                "wall", "stone", "self", "snake", "corpse", "head-on", "left");
    }
}

package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import quest.gameserver.snake.Input.Join;

@Execution(ExecutionMode.CONCURRENT)
class ReplayTest {

    private static final int TICKS = 300;
    private final ObjectMapper json = new ObjectMapper();

    private record Recorded(List<List<Input>> inputs, List<List<Event>> events, List<Tick> ticks,
                            List<WorldState> states, List<List<SnakeView>> snakes) {
    }

    private static Recorded record(long seed) {
        var recorded = new Recorded(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        var world = new World(50, 25, seed);
        var players = new RandomPlayers(seed);
        for (int i = 0; i < TICKS; i++) {
            var inputs = players.act(world.view());
            recorded.inputs.add(inputs);
            recorded.events.add(inputs.stream().flatMap(input -> world.apply(input).stream()).toList());
            recorded.states.add(world.state());
            recorded.ticks.add(world.tick());
            recorded.snakes.add(world.snakes());
        }
        return recorded;
    }

    private static void assertGoesOnAs(Recorded recorded, World world, int from) {
        for (int i = from; i < TICKS; i++) {
            var again = i == from && from > 0 ? recorded.events.get(i)  // they are in the state already
                    : recorded.inputs.get(i).stream().flatMap(input -> world.apply(input).stream()).toList();
            assertThat(again).isEqualTo(recorded.events.get(i));
            assertThat(world.tick()).isEqualTo(recorded.ticks.get(i));
            assertThat(world.snakes()).isEqualTo(recorded.snakes.get(i));
        }
    }

    @Test
    void sameSeedAndInputsGiveTheSameTicks() {
        for (long seed = 0; seed < 50; seed++) {
            assertGoesOnAs(record(seed), new World(50, 25, seed), 0);
        }
    }

    @Test
    void worldFromAnyStateGoesOnAsItWouldHave() throws JsonProcessingException {
        for (long seed = 0; seed < 20; seed++) {
            var recorded = record(seed);
            for (int from = 1; from < TICKS; from += 37) {
                var written = json.writeValueAsString(recorded.states.get(from));
                var read = json.readValue(written, WorldState.class);
                assertThat(read).isEqualTo(recorded.states.get(from));
                var world = new World(read);
                assertThat(world.state()).isEqualTo(read);
                assertGoesOnAs(recorded, world, from);
            }
        }
    }

    @Test
    void seedOfAFreshWorldIsItsState() {
        for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE, 0x123456789ABCDEFL}) {
            assertThat(new World(50, 25, seed).state().seed()).isEqualTo(seed);
        }
        var state = new World(50, 25, 99).state();
        assertThat(state).isEqualTo(new WorldState(50, 25, 99, 0, List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of()));
    }

    @Test
    void differentSeedsGiveDifferentGames() {
        var born = new ArrayList<List<Event>>();
        for (long seed = 0; seed < 20; seed++) {
            born.add(new World(50, 25, seed).apply(new Join("ann")));
        }
        assertThat(born.stream().distinct().count()).isGreaterThan(15);
    }

    @Test
    void stateThatNoWorldCanBeInIsRefusedInWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new World(4, 25, 1))
                .withMessage("a board of 4 x 25; expected 5 to 1000 cells a side");
        assertThatIllegalArgumentException().isThrownBy(() -> Given.board().stone(20, 0).world())
                .withMessage("cell 20,0 is not on a board of 20 x 10");
        assertThatIllegalArgumentException().isThrownBy(() -> Given.board().stone(5, 5).stone(5, 5).world())
                .withMessage("two things on cell 5,5; expected one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Given.board().snake("ann", 5, 5, Direction.UP).digit(5, 6, 3).world())
                .withMessage("two things on cell 5,6; expected one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Given.board().snake("ann", 0, Direction.UP, Given.at(5, 5), Given.at(5, 6)).world())
                .withMessage("the snake of 'ann' has 2 cells; expected 3 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> Given.board()
                        .snake("ann", 0, Direction.UP, Given.at(5, 5), Given.at(5, 6), Given.at(5, 8)).world())
                .withMessage("the snake of 'ann' is torn or knotted at 5,8");
        assertThatIllegalArgumentException().isThrownBy(() -> Given.board()
                        .snake("ann", 5, 5, Direction.UP).snake("ann", 9, 5, Direction.UP).world())
                .withMessage("two living snakes of 'ann'; expected one");
    }
}

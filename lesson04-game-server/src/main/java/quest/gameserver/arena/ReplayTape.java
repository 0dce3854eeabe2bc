package quest.gameserver.arena;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import quest.gameserver.history.Recording;
import quest.gameserver.snake.Event;
import quest.gameserver.snake.Input;
import quest.gameserver.snake.Paint;
import quest.gameserver.snake.SnakeView;
import quest.gameserver.snake.Tick;
import quest.gameserver.snake.World;
import quest.gameserver.snake.WorldState;

/// Tapes what goes into a world, from the birth of its first snake until the last has died. The rules leave nothing
/// else to chance, so whoever has the state at the beginning and the inputs of each tick has the whole game.
///
/// For those who have no rules at hand, such as a page in a browser, each line also says what is drawn.
///
/// On the loop's thread. The disk is not: see [Recording].
final class ReplayTape {

    private static final int MAX_TICKS = 6_000;

    /// The first line of a replay.
    ///
    /// @param seed  with which the chance of the game goes on
    /// @param start all there is, to go on from
    /// @param cells what is drawn at the start
    record Header(long seed, int width, int height, String room, Instant startedAt, long tickMillis, WorldState start,
                  List<Paint> cells) {
    }

    /// A tick, as a line.
    ///
    /// @param inputs what came in since the tick before, in order
    /// @param events what happened since then
    record Line(List<TapedInput> inputs, List<Paint> cells, List<ServerMessage> events) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TapedInput(String type, String player, String direction) {

        static TapedInput of(Input input) {
            return switch (input) {
                case Input.Join(var player) -> new TapedInput("join", player, null);
                case Input.Turn(var player, var direction) ->
                        new TapedInput("turn", player, direction.name().toLowerCase(Locale.ROOT));
                case Input.Leave(var player) -> new TapedInput("leave", player, null);
            };
        }
    }

    private final World world;
    private final String room;
    private final Facilities facilities;
    private final List<TapedInput> inputs = new ArrayList<>();
    private final List<ServerMessage> events = new ArrayList<>();
    private Recording recording;    // null: nothing lives
    private int ticks;

    ReplayTape(World world, String room, Facilities facilities) {
        this.world = world;
        this.room = room;
        this.facilities = facilities;
    }

    boolean isRunning() {
        return recording != null;
    }

    /// @param start before the first input
    void begin(WorldState start) {
        var startedAt = facilities.wallClock().instant();
        var header = new Header(start.seed(), world.width(), world.height(), room, startedAt,
                facilities.options().tick().toMillis(), start, world.cells());
        recording = facilities.replays().begin(room, startedAt, Json.bytes(header));
        ticks = 0;
    }

    void input(Input input) {
        if (isRunning()) {
            inputs.add(TapedInput.of(input));
        }
    }

    void event(Event event) {
        if (isRunning()) {
            if (event instanceof Event.Joined joined) {
                recording.player(joined.player());
            }
            events.add(ServerMessage.of(event));
        }
    }

    /// After each tick of the world.
    void tick(Tick tick) {
        if (!isRunning()) {
            return;
        }
        recording.tick(Json.bytes(new Line(List.copyOf(inputs), tick.changed(), List.copyOf(events))));
        inputs.clear();
        events.clear();
        ticks++;
        if (world.living() == 0) {
            end();
        } else if (ticks == MAX_TICKS) {
            end();
            begin(world.state());
            world.snakes().stream().filter(SnakeView::alive).forEach(snake -> recording.player(snake.player()));
        }
    }

    /// Keeps what there is.
    void end() {
        if (isRunning()) {
            recording.end();
            recording = null;
            inputs.clear();
            events.clear();
        }
    }
}

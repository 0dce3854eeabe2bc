package quest.gameserver.arena;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import quest.gameserver.history.Game;
import quest.gameserver.snake.Direction;
import quest.gameserver.snake.Event;
import quest.gameserver.snake.Input;
import quest.gameserver.snake.Paint;
import quest.gameserver.snake.SnakeView;
import quest.gameserver.snake.Tick;
import quest.gameserver.snake.World;

/// A world that is being played: what goes into it is taped, and the games that end in it are recorded. The rules are
/// the world's; who looks on is the room's affair. On the loop's thread.
final class Playfield {

    private final World world;
    private final String room;
    private final Facilities facilities;
    private final Consumer<Event> told;
    private final ReplayTape tape;
    private final Map<String, Integer> kills = new LinkedHashMap<>();  // of each that lives
    private final List<Event> sinceTick = new ArrayList<>();

    /// @param room in whose name games and replays are kept
    /// @param told of everything that happens, as it happens
    Playfield(World world, String room, Facilities facilities, Consumer<Event> told) {
        this.world = world;
        this.room = room;
        this.facilities = facilities;
        this.told = told;
        tape = new ReplayTape(world, room, facilities);
    }

    boolean isAlive(String player) {
        return world.isAlive(player);
    }

    int living() {
        return world.living();
    }

    /// Whether nothing would change if it were left alone.
    boolean isQuiet() {
        return world.isQuiet() && !tape.isRunning();
    }

    World world() {
        return world;
    }

    /// A snake for a player who has none.
    ///
    /// @return whether there was room for one
    boolean join(String player) {
        var before = tape.isRunning() ? null : world.state();
        var input = new Input.Join(player);
        var events = world.apply(input);
        if (events.isEmpty()) {
            return false;
        }
        if (before != null) {
            tape.begin(before);
        }
        tape.input(input);
        events.forEach(this::happened);
        return true;
    }

    /// @param player whose snake lives
    void turn(String player, Direction direction) {
        var input = new Input.Turn(player, direction);
        tape.input(input);
        world.apply(input).forEach(this::happened);
    }

    /// The player's snake, if it lives, dies.
    void leave(String player) {
        if (world.isAlive(player)) {
            var input = new Input.Leave(player);
            tape.input(input);
            world.apply(input).forEach(this::happened);
        }
    }

    /// One step of the game.
    Tick tick() {
        var tick = world.tick();
        tick.events().forEach(this::happened);
        tape.tick(tick);
        sinceTick.clear();
        return tick;
    }

    /// As drawn at the last tick: all cells that are not empty.
    List<Paint> cells() {
        return world.cells();
    }

    /// As they were at the last tick.
    List<SnakeView> snakes() {
        return world.snakes();
    }

    /// What has happened since the last tick, and is in no picture yet.
    List<Event> sinceTick() {
        return List.copyOf(sinceTick);
    }

    /// Nothing more will happen here: those who live have left, and what is on the tape is kept.
    void end() {
        List.copyOf(kills.keySet()).forEach(this::leave);
        tape.end();
    }

    private void happened(Event event) {
        switch (event) {
            case Event.Joined joined -> kills.put(joined.player(), 0);
            case Event.Died died -> {
                kills.computeIfPresent(died.by() == null ? "" : died.by(), (_, killed) -> killed + 1);
                record(died);
            }
            case Event.Scored _ -> {
                // the world keeps the score
            }
        }
        sinceTick.add(event);
        tape.event(event);
        told.accept(event);
    }

    private void record(Event.Died died) {
        int killed = kills.remove(died.player());
        var game = new Game(died.player(), room, died.score(), killed, facilities.wallClock().instant());
        facilities.scores().record(game).exceptionally(failure -> {
            facilities.loop().reportException(failure);
            return null;
        });
    }
}

package quest.gameserver.snake;

import static quest.gameserver.snake.Glyph.BODY;
import static quest.gameserver.snake.Glyph.DEAD_BODY;
import static quest.gameserver.snake.Glyph.DEAD_HEAD;
import static quest.gameserver.snake.Glyph.EMPTY;
import static quest.gameserver.snake.Glyph.HEAD;
import static quest.gameserver.snake.Glyph.TAIL;

import java.util.ArrayList;
import java.util.List;
import quest.gameserver.snake.Collisions.Fate;
import quest.gameserver.snake.Event.Died;
import quest.gameserver.snake.Event.Joined;
import quest.gameserver.snake.Event.Scored;

/// A board and all that happens on it. The same seed (or state) and the same inputs give the same game, tick by tick,
/// on every machine: snakes are always gone through in the order of their birth, and randomness is drawn in one order.
///
/// One thread's: the one that ticks it.
public final class World {

    private static final int SMALLEST = 5;
    private static final int LARGEST = 1_000;
    /// A dead snake is worth its length: what it had eaten can be eaten again, and no more.
    private static final char ROTTEN = Glyph.digit(1);

    private final Board board;
    private final Picture picture;
    private final SplitMix64 random;
    private final List<Snake> snakes = new ArrayList<>();   // that live, in order of birth
    private final List<Corpse> corpses = new ArrayList<>(); // in order of death
    private final Births births;
    private final Scattering scattering;
    private List<SnakeView> drawnSnakes = List.of();
    private long ticks;

    /// A fresh, empty world.
    ///
    /// @param width  cells, 5 to 1,000
    /// @param height cells, 5 to 1,000
    /// @throws IllegalArgumentException for other sizes
    public World(int width, int height, long seed) {
        if (width < SMALLEST || height < SMALLEST || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException("a board of %d x %d; expected %d to %d cells a side"
                    .formatted(width, height, SMALLEST, LARGEST));
        }
        board = new Board(width, height);
        picture = new Picture(board);
        random = new SplitMix64(seed);
        var heads = new Heads(board, snakes);
        births = new Births(board, heads, snakes);
        scattering = new Scattering(board, heads, random);
    }

    /// A world that goes on exactly where another's state was taken.
    ///
    /// @throws IllegalArgumentException if no world can be in that state
    public World(WorldState state) {
        this(state.width(), state.height(), state.seed());
        ticks = state.ticks();
        picture.restore(state.drawn());
        drawnSnakes = state.drawnSnakes();
        new Restoring(board).restore(state, snakes, corpses, scattering);
    }

    /// All that this world is, and what the players saw of it last.
    public WorldState state() {
        return new WorldState(board.width, board.height, random.state(), ticks,
                snakes.stream().map(snake -> snake.state(board)).toList(),
                corpses.stream().map(corpse -> corpse.state(board)).toList(),
                board.cells(scattering.stones()), board.digits(), picture.cells(), drawnSnakes);
    }

    public int width() {
        return board.width;
    }

    public int height() {
        return board.height;
    }

    /// So far.
    public long ticks() {
        return ticks;
    }

    /// How many snakes live.
    public int living() {
        return snakes.size();
    }

    public boolean isAlive(String player) {
        return snakeOf(player) != null;
    }

    /// Whether ticking would change nothing: nothing lives, and no corpse lies.
    public boolean isQuiet() {
        return snakes.isEmpty() && corpses.isEmpty();
    }

    /// All cells that are not empty, row by row, as they were drawn at the last tick.
    public List<Paint> cells() {
        return picture.cells();
    }

    /// The snakes as they were at the last tick: those that lived, then of the other players the corpse that lay, the
    /// newest if there were several. Each player once.
    public List<SnakeView> snakes() {
        return drawnSnakes;
    }

    /// Everything as it is now, for a brain that thinks elsewhere.
    public BoardView view() {
        return BoardView.of(board, snakes);
    }

    /// What a player does, at once. What cannot be (to join while alive or without a free place, to turn or leave
    /// without a living snake) changes nothing and brings no event.
    public List<Event> apply(Input input) {
        var snake = snakeOf(input.player());
        return switch (input) {
            case Input.Join _ when snake != null -> List.of();
            case Input.Join(var player) -> join(player);
            case Input.Turn _, Input.Leave _ when snake == null -> List.of();
            case Input.Turn(_, var direction) -> {
                snake.turn(direction);
                yield List.of();
            }
            case Input.Leave _ -> {
                snakes.remove(snake);
                yield List.of(die(snake, new Fate(Cause.LEFT, null), ticks + 1));
            }
        };
    }

    /// One step of the game: all snakes move at the same instant, then what is dead for long enough becomes food, then
    /// something may appear.
    public Tick tick() {
        ticks++;
        var events = new ArrayList<Event>();
        moveAll(events);
        corpses.removeIf(this::rotten);
        scattering.scatter(snakes.size());
        drawnSnakes = Views.of(board, snakes, corpses);
        return new Tick(ticks, picture.update(), events);
    }

    private void moveAll(List<Event> events) {
        for (var snake : snakes) {
            snake.takeTurn();
            snake.target = board.next(snake.body.head(), snake.heading());
        }
        var collisions = new Collisions(board, snakes);
        var fates = new ArrayList<Fate>(snakes.size());
        for (var snake : snakes) {
            fates.add(collisions.fateOf(snake));
        }
        var living = new ArrayList<Snake>(snakes.size());
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) == null) {
                living.add(snakes.get(i));
            } else {
                events.add(die(snakes.get(i), fates.get(i), ticks));
            }
        }
        snakes.clear();
        snakes.addAll(living);
        for (var snake : snakes) {
            move(snake, events);
        }
    }

    private void move(Snake snake, List<Event> events) {
        var body = snake.body;
        if (snake.grows()) {
            snake.grownByOne();
        } else {
            board.put(body.tail(), EMPTY);
            body.dropTail();
            board.put(body.tail(), TAIL, snake);
        }
        char there = board.glyph(snake.target);
        board.put(body.head(), BODY, snake);
        board.put(snake.target, HEAD, snake);
        body.addHead(snake.target);
        if (Glyph.isDigit(there)) {
            snake.eat(Glyph.value(there));
            events.add(new Scored(snake.player, snake.score()));
        }
    }

    private List<Event> join(String player) {
        var snake = births.born(player, random);
        if (snake == null) {
            return List.of();
        }
        snakes.add(snake);
        scattering.digitOfBirth();
        return List.of(new Joined(player, snake.color, board.cell(snake.body.head())));
    }

    /// It lies where it was before the move that killed it.
    private Died die(Snake snake, Fate fate, long firstSeenAt) {
        var corpse = Corpse.of(snake, firstSeenAt);
        for (int cell : corpse.cells()) {
            board.put(cell, DEAD_BODY);
        }
        board.put(corpse.cells()[0], DEAD_HEAD);
        corpses.add(corpse);
        return new Died(snake.player, fate.cause(), fate.by() == null ? null : fate.by().player, snake.score());
    }

    private boolean rotten(Corpse corpse) {
        if (corpse.rotsAt() > ticks) {
            return false;
        }
        for (int cell : corpse.cells()) {
            board.put(cell, ROTTEN);
        }
        return true;
    }

    private Snake snakeOf(String player) {
        for (var snake : snakes) {
            if (snake.player.equals(player)) {
                return snake;
            }
        }
        return null;
    }
}

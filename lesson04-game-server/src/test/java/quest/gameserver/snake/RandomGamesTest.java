package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import quest.gameserver.snake.Event.Died;
import quest.gameserver.snake.Event.Joined;
import quest.gameserver.snake.Event.Scored;
import quest.gameserver.snake.NaiveGame.NaiveSnake;

/// Thousands of games, the world beside a naive model of it. One game again, by its seed: `-Dsnake.seed=…`
@Execution(ExecutionMode.CONCURRENT)
class RandomGamesTest {

    private static final int GAMES = 1_000;
    private static final int TICKS = 300;
    private static final int STONE = NaiveGame.painted('#', 0);

    private static LongStream seeds() {
        var one = Long.getLong("snake.seed");
        return one == null ? LongStream.range(0, GAMES) : LongStream.of(one);
    }

    @Test
    void everyTickOfThousandsOfGamesIsAsTheNaiveModelSays() {
        long[] seen = new long[3];
        seeds().forEach(seed -> {
            try {
                var game = new Compared(seed);
                for (int i = 0; i < TICKS; i++) {
                    game.tick();
                }
                seen[0] += game.births;
                seen[1] += game.deaths;
                seen[2] += game.model.eaten;
                assertThat(game.digitsOfBirths).as("a digit at each birth").isEqualTo(game.births);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed %d; play it alone with -Dsnake.seed=%d: %s"
                        .formatted(seed, seed, e.getMessage()), e);
            }
        });
        if (Long.getLong("snake.seed") == null) {
            assertThat(seen).as("births, deaths, points: games in which something happens")
                    .satisfies(s -> assertThat(s[0]).isGreaterThan(10L * GAMES))
                    .satisfies(s -> assertThat(s[1]).isGreaterThan(10L * GAMES))
                    .satisfies(s -> assertThat(s[2]).isGreaterThan(10L * GAMES));
        }
    }

    /// A world and its model, side by side. What the world shows is put together from its frames alone.
    private static final class Compared {
        private final World world;
        private final NaiveGame model;
        private final RandomPlayers players;
        private final int[] screen;     // as the model's picture
        private int births;
        private int deaths;
        private int digitsOfBirths;

        private Compared(long seed) {
            boolean wide = seed % 8 == 0;
            world = new World(wide ? 50 : 16 + (int) (seed % 9), wide ? 25 : 12, seed);
            model = new NaiveGame(world.width(), world.height());
            players = new RandomPlayers(seed);
            screen = new int[world.width() * world.height()];
        }

        private void tick() {
            players.act(world.view()).forEach(this::apply);
            int scored = model.eaten;
            var expected = model.tick();
            var tick = world.tick();
            equal(tick.events().stream().map(Compared::inWords).toList(), expected, "what happened");
            deaths += (int) tick.events().stream().filter(Died.class::isInstance).count();
            update(tick.changed());
            if (!Arrays.equals(model.picture(), screen)) {
                appearances();
                assertThat(screen).as("the picture").isEqualTo(model.picture());
            }
            equal(world.living(), model.snakes.size(), "how many live");
            equal(world.isQuiet(), model.snakes.isEmpty() && model.corpses.isEmpty(), "whether it is quiet");
            if (model.eaten > scored) {
                equal(world.state().snakes().stream().map(s -> s.player() + s.score()).toList(),
                        model.snakes.stream().map(s -> s.player + s.score).toList(), "the scores");
            }
        }

        private void apply(Input input) {
            var snake = model.snakeOf(input.player());
            var events = world.apply(input);
            switch (input) {
                case Input.Join _ when snake != null -> assertThat(events).isEmpty();
                case Input.Join _ when events.isEmpty() -> { } // no place; BirthsTest has more
                case Input.Join(var player) -> join(player, (Joined) events.getFirst());
                case Input.Turn _, Input.Leave _ when snake == null -> assertThat(events).isEmpty();
                case Input.Turn(var player, var direction) -> model.turn(player, direction);
                case Input.Leave(var player) -> {
                    equal(inWords(events.getFirst()), model.leave(player), "who left");
                    deaths++;
                }
            }
        }

        private void join(String player, Joined joined) {
            int color = 1;
            for (int i = 0; i < model.snakes.size(); i++) {
                int c = color;
                color += model.snakes.stream().anyMatch(snake -> snake.color == c) ? 1 : 0;
            }
            var born = world.state().snakes().getLast();
            var snake = new NaiveSnake(player, color, born.heading());
            snake.body.addAll(born.body());
            equal(joined, new Joined(player, color, born.body().getFirst()), "who was born");
            var picture = model.picture();
            boolean hasPlace = hasPlace(picture);
            for (var cell : born.body()) {
                int before = picture[cell.y() * model.width + cell.x()];
                boolean digit = before >> 16 >= '1' && before >> 16 <= '9';
                equal(before == 0 || digit && !hasPlace, true, "that a newborn lies on nothing, or on digits in a crowd");
                model.things.remove(cell);
            }
            model.snakes.add(snake);
            births++;
            boolean full = Arrays.stream(model.picture()).noneMatch(painted -> painted == 0);
            digitsOfBirths += full ? 1 : 0; // as if: there is no cell for it
            for (var digit : world.state().digits()) {
                var cell = new Cell(digit.x(), digit.y());
                if (!model.things.containsKey(cell)) {
                    appeared(cell, NaiveGame.painted(digit.glyph(), 0), isCrowded(model.picture()));
                    digitsOfBirths++;
                }
            }
        }

        /// Whether three empty cells lie in a line, with the head where heads may be born and a cell before it.
        private boolean hasPlace(int[] picture) {
            int left = Births.margin(model.width);
            int top = Births.margin(model.height);
            for (int y = top; y < model.height - top; y++) {
                for (int x = left; x < model.width - left; x++) {
                    for (var heading : Direction.values()) {
                        if (isPlace(picture, x, y, heading)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private boolean isPlace(int[] picture, int x, int y, Direction heading) {
            for (int i = 0; i < Births.LENGTH; i++) {
                if (picture[(y - i * heading.dy()) * model.width + x - i * heading.dx()] != 0) {
                    return false;
                }
            }
            int ahead = picture[(y + heading.dy()) * model.width + x + heading.dx()];
            return ahead == 0 || ahead >> 16 >= '1' && ahead >> 16 <= '9';
        }

        private void update(List<Paint> changed) {
            int before = -1;
            for (var paint : changed) {
                int cell = paint.y() * model.width + paint.x();
                int painted = NaiveGame.painted(paint.glyph(), paint.color());
                if (cell <= before || painted == screen[cell]) {
                    throw new AssertionError(paint + " is out of order or no change");
                }
                screen[cell] = painted;
                before = cell;
            }
        }

        /// What is on the screen and not in the model has appeared, and must be where it may. A stone that is in the
        /// model and no longer on the screen has crumbled, which it may where there are too many.
        private void appearances() {
            int limit = model.width * model.height / 25;
            long stonesBefore = stones();
            model.things.entrySet().removeIf(thing -> thing.getValue() == '#'
                    && screen[thing.getKey().y() * model.width + thing.getKey().x()] != STONE);
            long crumbled = stonesBefore - stones();
            var picture = model.picture();
            int appeared = 0;
            for (int cell = 0; cell < screen.length; cell++) {
                if (screen[cell] != picture[cell] && picture[cell] == 0) {
                    appeared(new Cell(cell % model.width, cell / model.width), screen[cell], false);
                    appeared++;
                }
            }
            equal(appeared <= 2 * model.snakes.size(), true, "at most a digit and a stone for each snake");
            equal(stones() <= limit && (crumbled == 0 || stones() == limit), true, "stones crumble past the limit");
        }

        private long stones() {
            return model.things.values().stream().filter(thing -> thing == '#').count();
        }

        private void appeared(Cell cell, int painted, boolean nearIsFine) {
            char glyph = (char) (painted >> 16);
            boolean allowed = glyph >= '1' && glyph <= '9' || glyph == '#';
            if (!allowed || model.isNearAHead(cell) && !nearIsFine) {
                throw new AssertionError("%s appeared at %s".formatted(glyph, cell));
            }
            model.things.put(cell, glyph);
        }

        private boolean isCrowded(int[] picture) {
            for (int cell = 0; cell < picture.length; cell++) {
                if (picture[cell] == 0 && !model.isNearAHead(new Cell(cell % model.width, cell / model.width))) {
                    return false;
                }
            }
            return true;
        }

        private static void equal(Object actual, Object expected, String what) {
            if (!Objects.equals(actual, expected)) { // a thousand times as quick as an assertion that says it nicely
                assertThat(actual).as(what).isEqualTo(expected);
            }
        }

        private static String inWords(Event event) {
            return switch (event) {
                case Died(var player, var cause, var by, int score) ->
                        "%s %s by %s with %d".formatted(player, cause.protocolName(), by, score);
                case Scored(var player, int score) -> "%s scores %d".formatted(player, score);
                case Joined(var player, int color, _) -> "%s born %d".formatted(player, color);
            };
        }
    }
}

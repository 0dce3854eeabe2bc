package quest.gameserver.snake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rules once more, as slow and as plain as can be: lists of cells, searched from end to end. It has no
/// randomness of its own, but is told what appears. Where it and the world differ, one of them is wrong.
final class NaiveGame {

    static final class NaiveSnake {
        final String player;
        final int color;
        final List<Cell> body = new ArrayList<>();  // head first
        Direction heading;
        List<Direction> keys = new ArrayList<>();
        int length = 3;                             // that it will have when it is grown
        int score;

        NaiveSnake(String player, int color, Direction heading) {
            this.player = player;
            this.color = color;
            this.heading = heading;
        }

        Cell target() {
            return new Cell(body.getFirst().x() + heading.dx(), body.getFirst().y() + heading.dy());
        }

        /// Where it is when the tail has moved on, and the head has not.
        List<Cell> staying() {
            return length > body.size() ? body : body.subList(0, body.size() - 1);
        }
    }

    record NaiveCorpse(List<Cell> body, long until) {
    }

    final int width;
    final int height;
    final List<NaiveSnake> snakes = new ArrayList<>();
    final List<NaiveCorpse> corpses = new ArrayList<>();
    final Map<Cell, Character> things = new HashMap<>();    // digits and stones
    int eaten;
    private long now;

    NaiveGame(int width, int height) {
        this.width = width;
        this.height = height;
    }

    NaiveSnake snakeOf(String player) {
        return snakes.stream().filter(snake -> snake.player.equals(player)).findFirst().orElse(null);
    }

    void turn(String player, Direction key) {
        var snake = snakeOf(player);
        var keys = new ArrayList<>(snake.keys);
        if (keys.size() == 2) {
            keys.removeLast();
        }
        var before = keys.isEmpty() ? snake.heading : keys.getLast();
        if (key == before.opposite()) {
            return; // what waits, waits on
        }
        if (key != before) {
            keys.add(key);
        }
        snake.keys = keys;
    }

    String leave(String player) {
        var snake = snakeOf(player);
        bury(snake, now + 1);
        return "%s left by null with %d".formatted(player, snake.score);
    }

    private void bury(NaiveSnake snake, long first) {
        snakes.remove(snake);
        corpses.add(new NaiveCorpse(List.copyOf(snake.body), first + 50));
    }

    /// All but what appears.
    ///
    /// @return what happened, in words
    List<String> tick() {
        now++;
        for (var snake : snakes) {
            if (!snake.keys.isEmpty()) {
                snake.heading = snake.keys.removeFirst();
            }
        }
        var events = new ArrayList<String>();
        var dying = new ArrayList<NaiveSnake>();
        for (var snake : snakes) {
            var fate = fate(snake);
            if (fate != null) {
                dying.add(snake);
                events.add("%s %s with %d".formatted(snake.player, fate, snake.score));
            }
        }
        dying.forEach(snake -> bury(snake, now));
        for (var snake : snakes) {
            var target = snake.target();
            if (snake.length == snake.body.size()) {
                snake.body.removeLast();
            }
            snake.body.addFirst(target);
            if (things.containsKey(target)) {
                int points = things.remove(target) - '0';
                eaten += points;
                snake.score += points;
                snake.length += points;
                events.add("%s scores %d".formatted(snake.player, snake.score));
            }
        }
        for (var corpse : corpses) {
            if (corpse.until == now) {
                corpse.body.forEach(cell -> things.put(cell, '1'));
            }
        }
        corpses.removeIf(corpse -> corpse.until == now);
        return events;
    }

    private String fate(NaiveSnake snake) {
        var target = snake.target();
        if (!isOnBoard(target)) {
            return "wall by null";
        }
        if (things.getOrDefault(target, ' ') == '#') {
            return "stone by null";
        }
        for (var corpse : corpses) {
            if (corpse.body.contains(target)) {
                return "corpse by null";
            }
        }
        if (snake.staying().contains(target)) {
            return "self by null";
        }
        for (var other : snakes) {
            if (other != snake && other.staying().contains(target)) {
                boolean swap = other.body.getFirst().equals(target) && other.target().equals(snake.body.getFirst());
                return (swap ? "head-on by " : "snake by ") + other.player;
            }
        }
        for (var other : snakes) {
            if (other != snake && other.target().equals(target)) {
                return "head-on by " + other.player;
            }
        }
        for (var other : snakes) {
            if (other != snake && other.body.contains(target)) {
                return "snake by " + other.player;
            }
        }
        return null;
    }

    boolean isOnBoard(Cell cell) {
        return cell.x() >= 0 && cell.y() >= 0 && cell.x() < width && cell.y() < height;
    }

    boolean isNearAHead(Cell cell) {
        return snakes.stream().map(snake -> snake.body.getFirst())
                .anyMatch(head -> Math.max(Math.abs(head.x() - cell.x()), Math.abs(head.y() - cell.y())) <= 3);
    }

    /// The picture row by row, each cell as [#painted] has it. Two things on one cell are an error.
    int[] picture() {
        var picture = new int[width * height];
        for (var snake : snakes) {
            for (var cell : snake.body) {
                char glyph = cell == snake.body.getFirst() ? '%' : cell == snake.body.getLast() ? '*' : '@';
                draw(picture, cell, glyph, snake.color);
            }
        }
        for (var corpse : corpses) {
            for (var cell : corpse.body) {
                draw(picture, cell, cell == corpse.body.getFirst() ? 'x' : '+', 0);
            }
        }
        things.forEach((cell, thing) -> draw(picture, cell, thing, 0));
        return picture;
    }

    /// A glyph with its color as one number; 0 is an empty cell.
    static int painted(char glyph, int color) {
        return glyph == ' ' ? 0 : glyph << 16 | color;
    }

    private void draw(int[] picture, Cell cell, char glyph, int color) {
        int at = cell.y() * width + cell.x();
        if (!isOnBoard(cell) || picture[at] != 0) {
            throw new AssertionError("%s on %s, which is taken or off the board".formatted(glyph, cell));
        }
        picture[at] = painted(glyph, color);
    }
}

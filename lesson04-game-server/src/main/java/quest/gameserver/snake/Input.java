package quest.gameserver.snake;

/// What a player does. With the seed, a game is nothing but these, in their order, tick by tick.
public sealed interface Input {

    String player();

    /// Wants a snake.
    record Join(String player) implements Input {
    }

    /// Pressed a key.
    record Turn(String player, Direction direction) implements Input {
    }

    /// Is gone, or gives up.
    record Leave(String player) implements Input {
    }
}

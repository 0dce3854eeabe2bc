package quest.gameserver.snake;

/// What happened, for those who tell the players or keep the scores.
public sealed interface Event {

    String player();

    /// A snake is born.
    ///
    /// @param color from 1
    record Joined(String player, int color, Cell head) implements Event {
    }

    /// @param by    whose living snake it was that killed, null where it was nobody's
    /// @param score what was reached, in points
    record Died(String player, Cause cause, String by, int score) implements Event {
    }

    /// Has eaten.
    ///
    /// @param score all points so far
    record Scored(String player, int score) implements Event {
    }
}

package quest.gameserver.snake;

import java.util.Locale;

/// What a snake died of.
public enum Cause {
    WALL, STONE, SELF, SNAKE, CORPSE, HEAD_ON, LEFT;

    /// As the protocol spells it: `head-on`.
    public String protocolName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package quest.gameserver.action;

import java.util.Locale;

/// What a player can do.
public enum Action {
    MOVE_FORWARD, MOVE_BACKWARD, MOVE_LEFT, MOVE_RIGHT, JUMP, ATTACK, DEFEND, USE_POTION;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');

    /// As players write it: `move forward`.
    public String text() {
        return text;
    }
}

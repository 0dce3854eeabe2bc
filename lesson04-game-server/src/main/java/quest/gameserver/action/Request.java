package quest.gameserver.action;

import java.nio.charset.StandardCharsets;

/// What one line of a player means, and what is answered to it.
public sealed interface Request {

    /// The line's answer, its end included. Not to be changed.
    byte[] answer();

    /// Whether the connection ends with it.
    default boolean isLast() {
        return false;
    }

    /// An action of the game.
    record Perform(Action action, byte[] answer) implements Request {
        Perform(Action action) {
            this(action, bytes("OK " + action.text() + "\n"));
        }
    }

    /// The player leaves.
    record Quit(byte[] answer) implements Request {
        Quit() {
            this(bytes("BYE\n"));
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }

    /// Nothing that can be done.
    ///
    /// @param why what is answered after `ERR `
    record Refused(String why, boolean isLast) implements Request {
        @Override
        public byte[] answer() {
            return bytes("ERR " + why + "\n");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

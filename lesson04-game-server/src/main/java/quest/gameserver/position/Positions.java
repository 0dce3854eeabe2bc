package quest.gameserver.position;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where everybody stands. No socket, no thread, no clock.
final class Positions {

    /// @param x cells
    /// @param y cells
    record Position(int x, int y) {
        static final Position ORIGIN = new Position(0, 0);
    }

    private final Map<Long, Position> players = new LinkedHashMap<>(); // joined in the order of their ids
    private ByteBuffer encoded;     // null: something has changed since

    /// A player appears, at 0,0. Ids grow.
    void join(long id) {
        players.put(id, Position.ORIGIN);
        encoded = null;
    }

    void move(long id, Position to) {
        players.replace(id, to);
        encoded = null;
    }

    /// @return whether the player was there
    boolean leave(long id) {
        encoded = null;
        return players.remove(id) != null;
    }

    /// The line that tells all positions, encoded once for as many as shall have it.
    ByteBuffer encoded() {
        if (encoded == null) {
            var line = new StringBuilder(16 + players.size() * 16).append("POSITIONS");
            players.forEach((id, at) ->
                    line.append(' ').append(id.longValue()).append('=').append(at.x).append(',').append(at.y));
            encoded = ByteBuffer.wrap(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII))
                    .asReadOnlyBuffer();
        }
        return encoded;
    }
}

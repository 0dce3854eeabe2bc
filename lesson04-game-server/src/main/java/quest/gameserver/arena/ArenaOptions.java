package quest.gameserver.arena;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/// What an [Arena] is told.
///
/// @param address        port 0 takes any that is free
/// @param data           the folder of scores and replays; made if there is none
/// @param bots           how many AI opponents play in the lobby
/// @param tick           how long a tick of the game lasts
/// @param seed           of all that is left to chance; equal seeds and equal inputs give equal games
/// @param maxConnections past it, 503
/// @param maxRooms       past it, 503
/// @param maxMessage     bytes of one WebSocket message from a player; that itself passes
/// @param echoMaxMessage the same for `/ws/echo`
/// @param chatRate       chat messages a second for each member, in bursts of five; 0: no limit
public record ArenaOptions(InetSocketAddress address, Path data, int bots, Duration tick, long seed,
                           int maxConnections, int maxRooms, int maxMessage, int echoMaxMessage, int chatRate) {

    /// AI opponents in a room.
    public static final int MAX_BOTS = 16;
    /// Bytes that may wait for a player at all.
    static final int MAX_PENDING = 1024 * 1024;

    /// What `./quest play` takes when nothing else is said.
    ///
    /// @param seed another one each time, unless a game shall be had again
    public static ArenaOptions defaults(InetSocketAddress address, Path data, long seed) {
        return new ArenaOptions(address, data, 3, Duration.ofMillis(100), seed, 10_000, 1_000, 65_536, 32 << 20, 5);
    }

    public ArenaOptions {
        if (bots < 0 || bots > MAX_BOTS) {
            throw new IllegalArgumentException("a room has 0 to %d bots, not %d".formatted(MAX_BOTS, bots));
        }
        if (!tick.isPositive()) {
            throw new IllegalArgumentException("a tick must last, was " + tick);
        }
        if (maxConnections < 1 || maxRooms < 1 || maxMessage < 125 || echoMaxMessage < 125) {
            throw new IllegalArgumentException(
                    "at least one connection, one room and messages of 125 bytes, were %d, %d, %d and %d"
                            .formatted(maxConnections, maxRooms, maxMessage, echoMaxMessage));
        }
        if (chatRate < 0) {
            throw new IllegalArgumentException("a rate is 0 or more, was " + chatRate);
        }
    }

    public ArenaOptions withBots(int count) {
        return new ArenaOptions(address, data, count, tick, seed, maxConnections, maxRooms, maxMessage,
                echoMaxMessage, chatRate);
    }

    public ArenaOptions withTick(Duration duration) {
        return new ArenaOptions(address, data, bots, duration, seed, maxConnections, maxRooms, maxMessage,
                echoMaxMessage, chatRate);
    }

    public ArenaOptions withChatRate(int messages) {
        return new ArenaOptions(address, data, bots, tick, seed, maxConnections, maxRooms, maxMessage,
                echoMaxMessage, messages);
    }

    /// @param connections past it, 503
    /// @param rooms       past it, 503
    public ArenaOptions withLimits(int connections, int rooms) {
        return new ArenaOptions(address, data, bots, tick, seed, connections, rooms, maxMessage, echoMaxMessage,
                chatRate);
    }
}

package quest.gameserver.net;

import java.time.Duration;

/// How a [TcpServer] treats its connections.
///
/// @param backlog        how many connections may wait to be accepted; the system may allow fewer
/// @param maxConnections past it, a new connection is closed at once
/// @param highWater      bytes. When more than this waits to be written to a peer, it is *congested*
/// @param lowWater       bytes. When less than this waits again, it is no longer
/// @param pauseReading   whether a congested peer is not read from: who does not take answers may not ask for more
/// @param idleTimeout    a connection on which nothing moved for so long is closed; zero: never
/// @param linger         how long to wait, after the last byte was sent, for the peer to close its side. Closing
///                       earlier, with unread input, would reset the connection, and the peer might never see the
///                       last answer
public record TcpOptions(int backlog, int maxConnections, int highWater, int lowWater, boolean pauseReading,
                         Duration idleTimeout, Duration linger) {

    /// A backlog of 4,096, 20,000 connections, water marks at 64 and 32 KiB, no idle timeout, a second to linger.
    public static TcpOptions defaults() {
        return new TcpOptions(4_096, 20_000, 64 * 1024, 32 * 1024, true, Duration.ZERO, Duration.ofSeconds(1));
    }

    public TcpOptions {
        if (backlog < 1 || maxConnections < 1) {
            throw new IllegalArgumentException("backlog and maxConnections must be 1 or more, were %d and %d"
                    .formatted(backlog, maxConnections));
        }
        if (lowWater < 1 || highWater < lowWater) {
            throw new IllegalArgumentException("the water marks must be 1 <= low <= high, were %d and %d"
                    .formatted(lowWater, highWater));
        }
        if (idleTimeout.isNegative() || linger.isNegative()) {
            throw new IllegalArgumentException("no duration may be negative, were %s and %s"
                    .formatted(idleTimeout, linger));
        }
    }

    /// The low water mark is half of it.
    public TcpOptions withHighWater(int bytes) {
        int half = Math.max(1, bytes / 2);
        return new TcpOptions(backlog, maxConnections, bytes, half, pauseReading, idleTimeout, linger);
    }

    public TcpOptions withPauseReading(boolean pause) {
        return new TcpOptions(backlog, maxConnections, highWater, lowWater, pause, idleTimeout, linger);
    }

    public TcpOptions withMaxConnections(int connections) {
        return new TcpOptions(backlog, connections, highWater, lowWater, pauseReading, idleTimeout, linger);
    }

    public TcpOptions withIdleTimeout(Duration timeout) {
        return new TcpOptions(backlog, maxConnections, highWater, lowWater, pauseReading, timeout, linger);
    }

    public TcpOptions withLinger(Duration duration) {
        return new TcpOptions(backlog, maxConnections, highWater, lowWater, pauseReading, idleTimeout, duration);
    }
}

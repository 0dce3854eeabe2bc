package quest.gameserver.http;

import java.time.Duration;

/// What an [HttpServer] puts up with.
///
/// @param maxConnections past it, a connection's first request is answered with 503, and the connection closed.
///                       Upgraded ones count
/// @param maxHead        bytes of a request's head, its empty line included; that itself passes. Past it: 431
/// @param maxBody        bytes of a request's body; past it: 413
/// @param headTimeout    from a head's first byte to its last; past it: 408
/// @param bodyTimeout    from the head's last byte to the body's. The body is small, so one limit for the whole of it
///                       does: at 64 KiB and 30 s a peer with 2 KiB/s still gets through. Past it: 408
/// @param keepAlive      silence before a request, the first one included; past it, the connection is closed
/// @param answerTimeout  for how long the service may keep an exchange, or a body's next piece, to itself. Past it:
///                       503, and reported, since it is a mistake
/// @param writeTimeout   how long a peer may take nothing of what waits for it; past it, the connection is closed
/// @param heartbeat      between signs of life in an event stream without events
/// @param shutdownTimeout how long a shutdown waits for peers who do not close
public record HttpOptions(int maxConnections, int maxHead, int maxBody, Duration headTimeout, Duration bodyTimeout,
                          Duration keepAlive, Duration answerTimeout, Duration writeTimeout, Duration heartbeat,
                          Duration shutdownTimeout) {

    /// 10,000 connections; heads of 8 KiB within 10 s, bodies of 64 KiB within 30 s; 30 s of silence; 60 s for an
    /// answer; 30 s without progress in writing; heartbeats every 15 s; 3 s for a shutdown.
    public static HttpOptions defaults() {
        return new HttpOptions(10_000, 8 * 1024, 64 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(30),
                Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(15),
                Duration.ofSeconds(3));
    }

    public HttpOptions {
        if (maxConnections < 1 || maxHead < 1 || maxBody < 0) {
            throw new IllegalArgumentException(
                    "maxConnections and maxHead must be 1 or more, maxBody 0 or more, were %d, %d and %d"
                            .formatted(maxConnections, maxHead, maxBody));
        }
        checkPositive("headTimeout", headTimeout);
        checkPositive("bodyTimeout", bodyTimeout);
        checkPositive("keepAlive", keepAlive);
        checkPositive("answerTimeout", answerTimeout);
        checkPositive("writeTimeout", writeTimeout);
        checkPositive("heartbeat", heartbeat);
        checkPositive("shutdownTimeout", shutdownTimeout);
    }

    private static void checkPositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("%s must be positive, was %s".formatted(name, duration));
        }
    }

    public HttpOptions withMaxConnections(int connections) {
        return new HttpOptions(connections, maxHead, maxBody, headTimeout, bodyTimeout, keepAlive, answerTimeout,
                writeTimeout, heartbeat, shutdownTimeout);
    }

    public HttpOptions withMaxHead(int bytes) {
        return new HttpOptions(maxConnections, bytes, maxBody, headTimeout, bodyTimeout, keepAlive, answerTimeout,
                writeTimeout, heartbeat, shutdownTimeout);
    }

    public HttpOptions withMaxBody(int bytes) {
        return new HttpOptions(maxConnections, maxHead, bytes, headTimeout, bodyTimeout, keepAlive, answerTimeout,
                writeTimeout, heartbeat, shutdownTimeout);
    }

    public HttpOptions withHeadTimeout(Duration timeout) {
        return new HttpOptions(maxConnections, maxHead, maxBody, timeout, bodyTimeout, keepAlive, answerTimeout,
                writeTimeout, heartbeat, shutdownTimeout);
    }

    public HttpOptions withKeepAlive(Duration silence) {
        return new HttpOptions(maxConnections, maxHead, maxBody, headTimeout, bodyTimeout, silence, answerTimeout,
                writeTimeout, heartbeat, shutdownTimeout);
    }

    public HttpOptions withHeartbeat(Duration interval) {
        return new HttpOptions(maxConnections, maxHead, maxBody, headTimeout, bodyTimeout, keepAlive, answerTimeout,
                writeTimeout, interval, shutdownTimeout);
    }

    public HttpOptions withShutdownTimeout(Duration timeout) {
        return new HttpOptions(maxConnections, maxHead, maxBody, headTimeout, bodyTimeout, keepAlive, answerTimeout,
                writeTimeout, heartbeat, timeout);
    }
}

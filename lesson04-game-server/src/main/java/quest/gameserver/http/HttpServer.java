package quest.gameserver.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;
import quest.gameserver.net.TcpOptions;
import quest.gameserver.net.TcpServer;

/// HTTP/1.1 on lesson 1's loop. On the loop's thread, except where it says otherwise.
public final class HttpServer {

    private static final int HIGH_WATER = 256 * 1024;
    /// After a refusal the peer may still be sending; closed too early, it would not see the answer.
    private static final Duration LINGER = Duration.ofSeconds(2);
    /// So many past the limit are told; the others are closed without a word.
    private static final int TOLD_THAT_THEY_ARE_TOO_MANY = 1_024;
    private static final Duration PATIENCE_WITH_ONE_TOO_MANY = Duration.ofSeconds(1);
    private static final int SWEEPS = 4;
    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(1);
    private static final Duration SHORTEST_SWEEP = Duration.ofMillis(1);

    private final EventLoop loop;
    private final HttpOptions options;
    private final HttpOptions optionsOfOneTooMany;
    private final HttpService service;
    private final TcpServer server;
    private final DateHeader date = new DateHeader(InstantSource.system());
    private final Set<HttpConnection> speaking = new LinkedHashSet<>(); // those that were not upgraded
    private final TimerHandle sweeper;
    private int tooMany;                        // connections past the limit
    private CompletableFuture<Void> shutdown;   // null: not yet

    /// Opens the server. Before the loop runs, or on its thread.
    ///
    /// @throws IOException if the address cannot be had
    public HttpServer(EventLoop loop, InetSocketAddress address, HttpOptions options, HttpService service)
            throws IOException {
        this.loop = loop;
        this.options = options;
        this.service = service;
        optionsOfOneTooMany = options.withKeepAlive(PATIENCE_WITH_ONE_TOO_MANY)
                .withHeadTimeout(PATIENCE_WITH_ONE_TOO_MANY);
        int most = (int) Math.min(Integer.MAX_VALUE, (long) options.maxConnections() + TOLD_THAT_THEY_ARE_TOO_MANY);
        var tcp = TcpOptions.defaults().withMaxConnections(most).withHighWater(HIGH_WATER).withPauseReading(false)
                .withLinger(LINGER);
        server = TcpServer.open(loop, address, tcp, this::welcome);
        var period = sweepPeriod(options);
        sweeper = loop.scheduleAtFixedRate(this::sweep, period, period);
    }

    /// A part of the shortest limit, so that none is exceeded by much.
    private static Duration sweepPeriod(HttpOptions options) {
        var period = LONGEST_SWEEP;
        for (var limit : List.of(options.headTimeout(), options.bodyTimeout(), options.keepAlive(),
                options.answerTimeout(), options.writeTimeout(), options.heartbeat())) {
            var part = limit.dividedBy(SWEEPS);
            period = part.compareTo(period) < 0 ? part : period;
        }
        return period.compareTo(SHORTEST_SWEEP) < 0 ? SHORTEST_SWEEP : period;
    }

    private ConnectionHandler welcome(Connection connection) {
        boolean oneTooMany = server.connections().size() - tooMany > options.maxConnections();
        var speaker = new HttpConnection(this, connection, oneTooMany ? optionsOfOneTooMany : options, oneTooMany);
        if (oneTooMany) {
            tooMany++;
        }
        speaking.add(speaker);
        return speaker;
    }

    private void sweep() {
        long now = now();
        for (var each : List.copyOf(speaking)) {
            each.sweep(now);
        }
    }

    /// Where it listens. Any thread.
    public InetSocketAddress address() {
        return server.address();
    }

    /// How many connections are open: upgraded ones count, those past the limit do not.
    public int connections() {
        return server.connections().size() - tooMany;
    }

    /// Ends in order: accepts nobody any more, answers what has been received, ends event streams, and tells the
    /// protocols to which connections were upgraded. Who has not closed after [HttpOptions#shutdownTimeout] is closed.
    ///
    /// @return complete when all connections are closed
    public CompletableFuture<Void> shutdown() {
        if (shutdown == null) {
            shutdown = new CompletableFuture<>();
            var patience = loop.schedule(server::close, options.shutdownTimeout());
            server.shutdown().thenRun(() -> {
                patience.cancel();
                sweeper.cancel();
                shutdown.complete(null);
            });
        }
        return shutdown;
    }

    // ---- for the connections ----

    void left(HttpConnection speaker) {
        if (speaking.remove(speaker) && speaker.isOneTooMany()) {
            tooMany--;
        }
    }

    /// How many connections are HTTP's, those past the limit included.
    int speaking() {
        return speaking.size();
    }

    /// How many of them are at this.
    int waitingFor(Deadlines.Phase phase) {
        return (int) speaking.stream().filter(each -> each.phase() == phase).count();
    }

    boolean isShuttingDown() {
        return shutdown != null;
    }

    EventLoop loop() {
        return loop;
    }

    HttpOptions options() {
        return options;
    }

    Response responseToOneTooMany() {
        return Response.error(503, "the server is full: expected %,d connections at most"
                .formatted(options.maxConnections()));
    }

    HttpService service() {
        return service;
    }

    DateHeader date() {
        return date;
    }

    long now() {
        return loop.clock().nanoTime();
    }

    void report(Throwable failure) {
        loop.reportException(failure);
    }
}

package quest.gameserver.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;

/// Connections on lesson 1's loop, whatever is spoken on them. (asyncio: `loop.create_server`. Netty:
/// `ServerBootstrap`.)
///
/// One thread serves all: it reads what has arrived, hands it to the connection's protocol, and writes at the end of
/// the turn what the protocols have written. Nothing that happens on one connection touches another. On the loop's
/// thread only, except where it says otherwise.
public final class TcpServer {

    /// Accepting goes on next turn, so that a crowd at the gate does not keep those inside waiting.
    private static final int ACCEPTED_AT_ONCE = 64;
    private static final int READ_AT_ONCE = 64 * 1024;
    private static final Duration PAUSE_AFTER_FAILED_ACCEPT = Duration.ofMillis(100);
    /// An idle timeout is looked for so many times in its duration, and is exact to that part.
    private static final int SWEEPS = 4;

    private final EventLoop loop;
    private final TcpOptions options;
    private final Function<? super Connection, ? extends ConnectionHandler> protocol;
    private final Consumer<Throwable> failures;

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final SelectionKey key;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_AT_ONCE);
    private final ChunkPool pool = new ChunkPool();
    private final Runnable flushTurn = this::flushTurn;
    private final TimerHandle sweeper;      // null: no idle timeout
    private List<Connection> dirty = new ArrayList<>();
    private List<Connection> flushing = new ArrayList<>();
    private long accepted;
    private int sweep;
    private CompletableFuture<Void> shutdown;   // null: not yet

    private TcpServer(EventLoop loop, InetSocketAddress wanted, TcpOptions options,
                      Function<? super Connection, ? extends ConnectionHandler> protocol) throws IOException {
        this.loop = loop;
        this.options = options;
        this.protocol = protocol;
        this.failures = loop::reportException;
        channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(wanted, options.backlog());
            channel.configureBlocking(false);
            address = (InetSocketAddress) channel.getLocalAddress();
            key = loop.register(channel, SelectionKey.OP_ACCEPT, _ -> accept());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        var period = options.idleTimeout().dividedBy(SWEEPS);
        sweeper = period.isPositive() ? loop.scheduleAtFixedRate(this::closeIdle, period, period) : null;
    }

    /// Opens a port.
    ///
    /// @param address  port 0 takes any that is free: [#address] tells which
    /// @param protocol called for each new connection; may write a greeting
    /// @throws IOException if the address cannot be had
    public static TcpServer open(EventLoop loop, InetSocketAddress address, TcpOptions options,
                                 Function<? super Connection, ? extends ConnectionHandler> protocol)
            throws IOException {
        return new TcpServer(loop, address, options, protocol);
    }

    /// Where it listens. Any thread.
    public InetSocketAddress address() {
        return address;
    }

    /// All that are not closed, in the order in which they connected.
    public Collection<Connection> connections() {
        return Collections.unmodifiableSet(connections);
    }

    /// Ends in order: accepts nobody any more, has every protocol answer what has arrived, and closes.
    ///
    /// @return complete when all connections are closed
    public CompletableFuture<Void> shutdown() {
        if (shutdown == null) {
            shutdown = new CompletableFuture<>();
            stopAccepting();
            List.copyOf(connections).forEach(Connection::shutdown);
            completeShutdown();
        }
        return shutdown;
    }

    /// Ends at once: what waits to be written is lost.
    public void close() {
        stopAccepting();
        List.copyOf(connections).forEach(Connection::close);
    }

    private void stopAccepting() {
        if (sweeper != null) {
            sweeper.cancel();
        }
        try {
            channel.close();
        } catch (IOException e) {
            report(e);
        }
    }

    private void accept() {
        try {
            for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
                var peer = channel.accept();
                if (peer == null) {
                    return;
                }
                welcome(peer);
            }
        } catch (IOException e) {
            // Most likely there are no file descriptors left. Whoever waits can wait until some are closed.
            report(e);
            key.interestOps(0);
            loop.schedule(() -> {
                if (key.isValid()) {
                    key.interestOps(SelectionKey.OP_ACCEPT);
                }
            }, PAUSE_AFTER_FAILED_ACCEPT);
        }
    }

    private void welcome(SocketChannel peer) throws IOException {
        if (connections.size() >= options.maxConnections()) {
            peer.close();
            return;
        }
        Connection connection;
        try {
            peer.configureBlocking(false);
            peer.setOption(StandardSocketOptions.TCP_NODELAY, true); // what belongs together is gathered already
            connection = new Connection(this, ++accepted, peer, pool);
        } catch (IOException | RuntimeException e) {
            peer.close(); // it was gone before it was welcomed
            return;
        }
        connections.add(connection);
        try {
            connection.handleWith(protocol.apply(connection));
        } catch (RuntimeException e) {
            report(e);
            connection.handleWith((_, _) -> { });
            connection.close();
        }
    }

    // ---- for the connections ----

    void flushLater(Connection connection) {
        if (dirty.isEmpty()) {
            loop.execute(flushTurn);
        }
        dirty.add(connection);
    }

    /// Runs after the handlers of this turn's ready channels, and after the callbacks that were posted before it.
    private void flushTurn() {
        var now = dirty;
        dirty = flushing;
        flushing = now;
        for (int i = 0; i < now.size(); i++) {
            now.get(i).flush();
        }
        now.clear();
    }

    void closed(Connection connection) {
        connections.remove(connection);
        completeShutdown();
    }

    private void completeShutdown() {
        if (shutdown != null && connections.isEmpty()) {
            shutdown.complete(null);
        }
    }

    private void closeIdle() {
        sweep++;
        for (var connection : List.copyOf(connections)) {
            if (connection.isIdleSince(sweep - 1 - SWEEPS)) {
                connection.close();
            }
        }
    }

    EventLoop loop() {
        return loop;
    }

    TcpOptions options() {
        return options;
    }

    ByteBuffer readBuffer() {
        return readBuffer;
    }

    int sweep() {
        return sweep;
    }

    void report(Throwable failure) {
        failures.accept(failure);
    }
}

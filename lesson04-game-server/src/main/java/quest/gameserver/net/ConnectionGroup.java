package quest.gameserver.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;

/// Connections that share a loop, a read buffer and the flush at the end of a turn: all of a [TcpServer], or all of a
/// [TcpClient]. On the loop's thread only.
final class ConnectionGroup {

    private static final int READ_AT_ONCE = 64 * 1024;
    /// An idle timeout is looked for so many times in its duration, and is exact to that part.
    private static final int SWEEPS = 4;

    private final EventLoop loop;
    private final TcpOptions options;
    private final Consumer<? super Connection> onClosed;

    private final Set<Connection> connections = new LinkedHashSet<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_AT_ONCE);
    private final ChunkPool pool = new ChunkPool();
    private final Runnable flushTurn = this::flushTurn;
    private final TimerHandle sweeper;      // null: no idle timeout
    private List<Connection> dirty = new ArrayList<>();
    private List<Connection> flushing = new ArrayList<>();
    private long numbered;
    private int sweep;

    /// @param onClosed told of each connection that is closed, after its protocol
    ConnectionGroup(EventLoop loop, TcpOptions options, Consumer<? super Connection> onClosed) {
        this.loop = loop;
        this.options = options;
        this.onClosed = onClosed;
        var period = options.idleTimeout().dividedBy(SWEEPS);
        sweeper = period.isPositive() ? loop.scheduleAtFixedRate(this::closeIdle, period, period) : null;
    }

    /// All that are not closed, in the order in which they connected.
    Collection<Connection> connections() {
        return Collections.unmodifiableSet(connections);
    }

    /// Begins a connection: its protocol is made, and told of all that happens from now on.
    ///
    /// @param channel connected; closed if this fails
    /// @throws IOException if the peer is gone already; anything else is what the protocol threw
    Connection open(SocketChannel channel, Function<? super Connection, ? extends ConnectionHandler> protocol)
            throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // what belongs together is gathered already
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        var connection = new Connection(this, ++numbered, channel);
        connections.add(connection);
        try {
            connection.handleWith(protocol.apply(connection));
        } catch (RuntimeException | Error e) {
            connection.handleWith((_, _) -> { });
            connection.close();
            throw e;
        }
        return connection;
    }

    void closeAll() {
        List.copyOf(connections).forEach(Connection::close);
    }

    /// Looks for idle connections no more.
    void stopSweeping() {
        if (sweeper != null) {
            sweeper.cancel();
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
        onClosed.accept(connection);
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

    ChunkPool pool() {
        return pool;
    }

    int sweep() {
        return sweep;
    }

    void report(Throwable failure) {
        loop.reportException(failure);
    }
}

package quest.gameserver.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import quest.eventloop.EventLoop;

/// Connections on lesson 1's loop, whatever is spoken on them. (asyncio: `loop.create_server`. Netty:
/// `ServerBootstrap`.)
///
/// One thread serves all: it reads what has arrived, hands it to the connection's protocol, and writes at the end of
/// the turn what the protocols have written. Nothing that happens on one connection touches another. On the loop's
/// thread only, except where it says otherwise.
public final class TcpServer {

    /// Accepting goes on next turn, so that a crowd at the gate does not keep those inside waiting.
    private static final int ACCEPTED_AT_ONCE = 64;
    private static final Duration PAUSE_AFTER_FAILED_ACCEPT = Duration.ofMillis(100);

    private final EventLoop loop;
    private final TcpOptions options;
    private final Function<? super Connection, ? extends ConnectionHandler> protocol;
    private final ConnectionGroup group;

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final SelectionKey key;
    private CompletableFuture<Void> shutdown;   // null: not yet

    private TcpServer(EventLoop loop, InetSocketAddress wanted, TcpOptions options,
                      Function<? super Connection, ? extends ConnectionHandler> protocol) throws IOException {
        this.loop = loop;
        this.options = options;
        this.protocol = protocol;
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
        group = new ConnectionGroup(loop, options, _ -> completeShutdown());
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
        return group.connections();
    }

    /// Ends in order: accepts nobody any more, has every protocol answer what has arrived, and closes.
    ///
    /// @return complete when all connections are closed
    public CompletableFuture<Void> shutdown() {
        if (shutdown == null) {
            shutdown = new CompletableFuture<>();
            stopAccepting();
            List.copyOf(connections()).forEach(Connection::readOnceMore);
            List.copyOf(connections()).forEach(Connection::shutdown);
            completeShutdown();
        }
        return shutdown;
    }

    /// Ends at once: what waits to be written is lost.
    public void close() {
        stopAccepting();
        group.closeAll();
    }

    private void stopAccepting() {
        group.stopSweeping();
        try {
            channel.close();
        } catch (IOException e) {
            group.report(e);
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
            group.report(e);
            key.interestOps(0);
            loop.schedule(() -> {
                if (key.isValid()) {
                    key.interestOps(SelectionKey.OP_ACCEPT);
                }
            }, PAUSE_AFTER_FAILED_ACCEPT);
        }
    }

    private void welcome(SocketChannel peer) throws IOException {
        if (connections().size() >= options.maxConnections()) {
            peer.close();
            return;
        }
        try {
            group.open(peer, protocol);
        } catch (IOException _) {
            // it was gone before it was welcomed
        } catch (RuntimeException e) {
            group.report(e);
        }
    }

    private void completeShutdown() {
        if (shutdown != null && connections().isEmpty()) {
            shutdown.complete(null);
        }
    }
}

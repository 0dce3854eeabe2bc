package quest.gameserver.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;

/// The other end of a [TcpServer]: makes connections instead of accepting them, as many as you like on one loop.
/// (asyncio: `loop.create_connection`. Netty: `Bootstrap`.)
///
/// To connect takes a while, a round trip at least, and the loop does not wait for it: the channel becomes ready for
/// `OP_CONNECT` when it is decided. From then on it is a [Connection] like a server's. On the loop's thread only.
public final class TcpClient {

    private final EventLoop loop;
    private final ConnectionGroup group;
    private final Set<Attempt> attempts = new LinkedHashSet<>();

    /// @param options its backlog and its maximum of connections are a server's, and mean nothing here
    public TcpClient(EventLoop loop, TcpOptions options) {
        this.loop = loop;
        group = new ConnectionGroup(loop, options, _ -> { });
    }

    /// Begins to connect. Cancelling the future gives it up.
    ///
    /// @param timeout  how long to wait for the peer's system to answer
    /// @param protocol called when it is connected, before the future is complete; may write
    /// @return the connection; or a failure: [java.net.ConnectException] if the peer refuses,
    ///         [SocketTimeoutException] if it does not answer, another [IOException] if this system cannot, or what the
    ///         protocol threw
    public CompletableFuture<Connection> connect(SocketAddress peer, Duration timeout,
                                                 Function<? super Connection, ? extends ConnectionHandler> protocol) {
        loop.checkThread("connect");
        var result = new CompletableFuture<Connection>();
        try {
            var channel = SocketChannel.open();
            new Attempt(channel, peer, protocol, result).begin(timeout);
        } catch (IOException e) {
            result.completeExceptionally(e); // no file descriptors left, most likely
        }
        return result;
    }

    /// All that are connected, in the order in which they were.
    public Collection<Connection> connections() {
        return group.connections();
    }

    /// Closes all connections at once, and gives up those that are being made: their futures are cancelled.
    public void close() {
        group.stopSweeping();
        List.copyOf(attempts).forEach(attempt -> attempt.result.cancel(false));
        group.closeAll();
    }

    /// A connection that is being made.
    private final class Attempt {

        private final SocketChannel channel;
        private final SocketAddress peer;
        private final Function<? super Connection, ? extends ConnectionHandler> protocol;
        private final CompletableFuture<Connection> result;
        private TimerHandle timeout;

        Attempt(SocketChannel channel, SocketAddress peer,
                Function<? super Connection, ? extends ConnectionHandler> protocol,
                CompletableFuture<Connection> result) {
            this.channel = channel;
            this.peer = peer;
            this.protocol = protocol;
            this.result = result;
        }

        void begin(Duration patience) {
            attempts.add(this);
            timeout = loop.schedule(() -> result.completeExceptionally(new SocketTimeoutException(
                    "no answer from %s within %d ms".formatted(peer, patience.toMillis()))), patience);
            result.whenComplete((_, failure) -> end(failure));
            try {
                channel.configureBlocking(false);
                if (channel.connect(peer)) {
                    connected();
                } else {
                    loop.register(channel, SelectionKey.OP_CONNECT, _ -> decided());
                }
            } catch (IOException | RuntimeException | Error e) { // some addresses are refused without a question
                result.completeExceptionally(e);
            }
        }

        private void decided() {
            try {
                if (channel.finishConnect()) {
                    connected();
                }
            } catch (IOException | RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }

        private void connected() throws IOException {
            attempts.remove(this);
            timeout.cancel();
            result.complete(group.open(channel, protocol));
        }

        private void end(Throwable failure) {
            attempts.remove(this);
            timeout.cancel();
            if (failure != null) {
                try {
                    channel.close();
                } catch (IOException e) {
                    group.report(e);
                }
            }
        }
    }
}

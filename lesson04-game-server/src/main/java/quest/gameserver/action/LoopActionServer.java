package quest.gameserver.action;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import quest.eventloop.EventLoop;
import quest.gameserver.net.Connection;
import quest.gameserver.net.TcpOptions;
import quest.gameserver.net.TcpServer;

/// The action server on the loop: one thread for all players, in callbacks or in coroutines.
final class LoopActionServer implements ActionServer {

    private final EventLoop loop;
    private final ActionOptions options;
    private final TcpServer server;

    /// Makes a player in one of the styles.
    interface PlayerFactory {
        Player newPlayer(EventLoop loop, Connection connection, ActionOptions options);
    }

    /// On the loop's thread, or before it runs.
    LoopActionServer(EventLoop loop, ActionOptions options, PlayerFactory players) throws IOException {
        this.loop = loop;
        this.options = options;
        this.server = TcpServer.open(loop, options.address(), TcpOptions.defaults().withHighWater(options.highWater()),
                connection -> players.newPlayer(loop, connection, options));
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void shutdown() throws InterruptedException {
        var ended = CompletableFuture.supplyAsync(this::begin, loop).thenCompose(allClosed -> allClosed);
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server did not end in order", e.getCause());
        }
    }

    private CompletableFuture<Void> begin() {
        loop.schedule(() -> closeThose(connection -> connection.pending() > 0), options.patience().readers());
        loop.schedule(() -> closeThose(_ -> true), options.patience().actions());
        return server.shutdown();
    }

    private void closeThose(Predicate<Connection> which) {
        List.copyOf(server.connections()).stream().filter(which).forEach(Connection::close);
    }
}

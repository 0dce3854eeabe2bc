package quest.gameserver.position;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;
import quest.gameserver.net.Connection;
import quest.gameserver.net.TcpOptions;
import quest.gameserver.net.TcpServer;

/// Every move goes to everyone. One thread owns all positions, so there is one order of the moves, and everyone sees
/// it.
///
/// The state after a move is encoded once and sent to all. With a tick, it is sent once a tick instead: at a hundred
/// players who move ten times a second, that is a hundred times less.
///
/// On the loop's thread, except where it says otherwise.
public final class PositionServer {

    private static final Duration PATIENCE_WITH_READERS = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final PositionOptions options;
    private final TcpServer server;
    private final Positions positions = new Positions();
    private final Set<PositionPlayer> players = new LinkedHashSet<>();
    private final TimerHandle ticker;       // null: no tick
    private boolean changed;                // since the state was last sent
    private boolean announced;              // a callback at the end of this turn will send it

    /// Opens the server. Before the loop runs, or on its thread.
    ///
    /// @throws IOException if the address cannot be had
    public PositionServer(EventLoop loop, PositionOptions options) throws IOException {
        this.loop = loop;
        this.options = options;
        // Its own answers may wait; states that wait are left out. So nobody is read from less for being slow.
        var tcp = TcpOptions.defaults().withHighWater(options.highWater()).withPauseReading(false);
        server = TcpServer.open(loop, options.address(), tcp, connection -> new PositionPlayer(connection, this));
        ticker = options.tick().isZero() ? null
                : loop.scheduleAtFixedRate(this::sendIfChanged, options.tick(), options.tick());
    }

    /// Where it listens. Any thread.
    public InetSocketAddress address() {
        return server.address();
    }

    /// Ends in order: accepts nobody any more, sends what waits, closes. Peers who do not read are given two seconds.
    ///
    /// @return complete when all connections are closed
    public CompletableFuture<Void> shutdown() {
        if (ticker != null) {
            ticker.cancel();
        }
        loop.schedule(() -> List.copyOf(server.connections()).forEach(Connection::close), PATIENCE_WITH_READERS);
        return server.shutdown();
    }

    // ---- for the players ----

    void join(PositionPlayer player) {
        players.add(player);
        positions.join(player.id());
        changed = true;
        if (ticker == null) {
            sendAtEndOfTurn();
        } else {
            player.send(positions.encoded());
        }
    }

    void leave(PositionPlayer player) {
        players.remove(player);
        if (positions.leave(player.id())) {
            changed = true;
            if (ticker == null) {
                sendAtEndOfTurn();
            }
        }
    }

    void move(PositionPlayer player, Positions.Position to) {
        positions.move(player.id(), to);
        changed = true;
        if (ticker == null) {
            sendIfChanged();
        }
    }

    int highWater() {
        return options.highWater();
    }

    /// The newest state, for one who has missed some.
    void catchUp(PositionPlayer player) {
        player.send(positions.encoded());
    }

    /// Those who come and go in one turn share a state.
    private void sendAtEndOfTurn() {
        if (!announced) {
            announced = true;
            loop.execute(() -> {
                announced = false;
                sendIfChanged();
            });
        }
    }

    void sendIfChanged() {
        if (changed) {
            changed = false;
            var state = positions.encoded();
            for (var player : players) {
                player.send(state);
            }
        }
    }
}

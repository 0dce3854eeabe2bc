package quest.gameserver.arena;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import quest.eventloop.EventLoop;
import quest.gameserver.history.Replays;
import quest.gameserver.history.Scores;
import quest.gameserver.http.HttpOptions;
import quest.gameserver.http.HttpServer;
import quest.gameserver.websocket.CloseCode;
import quest.gameserver.websocket.KeepAlive;

/// The arena: Snake for many, in rooms, behind one port. Everything of this course comes together here: one loop owns
/// all rooms, worlds and connections; what blocks, the disk and the database, is done on virtual threads; what computes
/// for long, the AI players, on a thread of its own; and all of them come back by `execute`.
///
/// On the loop's thread, except where it says otherwise.
public final class Arena {

    private final EventLoop loop;
    private final Scores scores;
    private final Replays replays;
    private final ExecutorService thinkers;
    private final Rooms rooms;
    private final WaitingRoom waitingRoom;
    private final LiveStreams streams;
    private final KeepAlive keepAlive;
    private final HttpServer server;
    private CompletableFuture<Void> shutdown;   // null: not yet

    private Arena(EventLoop loop, ArenaOptions options, InstantSource wallClock, Scores scores, Replays replays)
            throws IOException {
        this.loop = loop;
        this.scores = scores;
        this.replays = replays;
        // One is enough for hundreds of bots, and leaves the other processors to the loop and the database.
        thinkers = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("thinker").daemon().factory());
        var facilities = new Facilities(loop, options, scores, replays, thinkers, wallClock,
                new Traffic(loop.clock().nanoTime()), new Scratch());
        rooms = new Rooms(facilities);
        waitingRoom = new WaitingRoom(facilities, rooms);
        streams = new LiveStreams(facilities, rooms, waitingRoom);
        keepAlive = new KeepAlive(loop);
        var page = WebPage.load();
        var gates = new Gates(facilities, rooms, waitingRoom, keepAlive);
        var http = HttpOptions.defaults().withMaxConnections(options.maxConnections());
        server = new HttpServer(loop, options.address(), http, Routes.of(facilities, rooms, gates, streams, page));
        for (int i = 0; i < options.bots(); i++) {
            rooms.get(Rooms.LOBBY).addBot();
        }
    }

    /// Opens the arena. It blocks for as long as the database takes to open. Before the loop runs.
    ///
    /// @throws IOException  if the address or the folder cannot be had
    /// @throws SQLException if the database cannot be used, such as when another arena has it open
    public static Arena open(EventLoop loop, ArenaOptions options)
            throws IOException, SQLException, InterruptedException {
        var scores = Scores.open(loop, options.data());
        try {
            return new Arena(loop, options, InstantSource.system(), scores, Replays.open(loop, options.data()));
        } catch (IOException | RuntimeException e) {
            scores.close();
            throw e;
        }
    }

    /// Where it listens. Any thread.
    public InetSocketAddress address() {
        return server.address();
    }

    /// Ends in order: the games end as they stand and are recorded, everyone is told goodbye (1001), what waits is
    /// written, the files are closed.
    ///
    /// @return complete when all that is done
    public CompletableFuture<Void> shutdown() {
        if (shutdown == null) {
            rooms.close(CloseCode.GOING_AWAY, "the server shuts down");
            waitingRoom.close(CloseCode.GOING_AWAY, "the server shuts down");
            streams.close();
            keepAlive.close();
            thinkers.shutdownNow();
            shutdown = server.shutdown().thenCompose(_ -> replays.shutdown()).thenCompose(_ -> loop.offload(() -> {
                scores.close();
                return null;
            }));
        }
        return shutdown;
    }
}

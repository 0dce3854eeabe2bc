package quest.gameserver.arena;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import quest.gameserver.history.Leader;

/// What anybody may listen to: who leads, and how busy the arena is. On the loop's thread.
final class LiveStreams {

    private static final int LEADERS = 10;

    /// The best game of each player ever.
    record Leaderboard(List<Leader> leaders) {
    }

    /// The arena at this moment.
    ///
    /// @param tickMillisP99 from one tick of a world to its next, at the 99th percentile since the last report
    record Stats(long players, long spectators, long bots, int rooms, double messagesPerSecond,
                 double tickMillisP99) {
    }

    private final LiveStream leaderboard;
    private final LiveStream stats;

    LiveStreams(Facilities facilities, Rooms rooms, WaitingRoom waitingRoom) {
        leaderboard = new LiveStream(facilities.loop(),
                () -> facilities.scores().leaders(LEADERS).thenApply(Leaderboard::new));
        stats = new LiveStream(facilities.loop(),
                () -> CompletableFuture.completedFuture(stats(facilities, rooms, waitingRoom)));
    }

    private static Stats stats(Facilities facilities, Rooms rooms, WaitingRoom waitingRoom) {
        long players = waitingRoom.size();
        long spectators = 0;
        long bots = 0;
        for (var room : rooms.all()) {
            players += room.playerCount();
            spectators += room.spectators();
            bots += room.botCount();
        }
        var traffic = facilities.traffic().report(facilities.loop().clock().nanoTime());
        return new Stats(players, spectators, bots, rooms.all().size(), traffic.messagesPerSecond(),
                traffic.tickMillisP99());
    }

    LiveStream leaderboard() {
        return leaderboard;
    }

    LiveStream stats() {
        return stats;
    }

    void close() {
        leaderboard.close();
        stats.close();
    }
}

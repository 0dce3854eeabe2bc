package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.eventloop.EventLoop;
import quest.eventloop.VirtualClock;
import quest.gameserver.history.Replays;
import quest.gameserver.history.Scores;
import quest.gameserver.snake.Direction;

/// Minutes of the game in an instant: no socket is needed to let bots play.
class RoomsTest {

    private interface Play {
        void play(EventLoop loop, Rooms rooms, Facilities facilities) throws Exception;
    }

    private final List<Throwable> failures = new ArrayList<>();

    private void inAnInstant(Path data, Play play) throws Exception {
        try (var loop = EventLoop.builder().clock(new VirtualClock()).exceptionHandler(failures::add).build();
                var thinkers = Executors.newSingleThreadExecutor();
                var scores = Scores.open(loop, data); var replays = Replays.open(loop, data)) {
            var options = ArenaOptions.defaults(new InetSocketAddress("127.0.0.1", 0), data, 42);
            var facilities = new Facilities(loop, options, scores, replays, thinkers,
                    InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.006Z")), new Traffic(0), new Scratch());
            var rooms = new Rooms(facilities);
            play.play(loop, rooms, facilities);
            rooms.close(1001, "over");
        }
        assertThat(failures).isEmpty();
    }

    private static void letPass(EventLoop loop, Duration time) {
        var later = new CompletableFuture<Void>();
        loop.schedule(() -> later.complete(null), time);
        loop.runUntilComplete(later);
    }

    @Test
    void aRoomThatIsEmptyForAMinuteGoesAndTheLobbyStays(@TempDir Path data) throws Exception {
        inAnInstant(data, (loop, rooms, _) -> {
            rooms.open("lava");
            letPass(loop, Duration.ofSeconds(59));
            assertThat(rooms.get("lava")).isNotNull();
            letPass(loop, Duration.ofSeconds(2));
            assertThat(rooms.get("lava")).isNull();
            assertThat(rooms.get("lobby")).isNotNull();
        });
    }

    @Test
    void aRoomWhereATournamentIsPlayedStaysUntilItIsOver(@TempDir Path data) throws Exception {
        inAnInstant(data, (loop, rooms, _) -> {
            var room = rooms.open("lava");
            loop.runUntilComplete(room.startTournament(8));
            letPass(loop, Duration.ofSeconds(61));
            assertThat(rooms.get("lava")).isSameAs(room);
            letPass(loop, Duration.ofMinutes(10));
            assertThat(room.tournament().champion()).startsWith("t-");
            assertThat(rooms.get("lava")).isNull();
        });
    }

    @Test
    void botsPlayEatDieAndComeBack(@TempDir Path data) throws Exception {
        inAnInstant(data, (loop, rooms, facilities) -> {
            var lobby = rooms.get("lobby");
            for (int i = 0; i < 16; i++) {
                lobby.addBot();
            }
            letPass(loop, Duration.ofMinutes(5));
            var leaders = loop.runUntilComplete(facilities.scores().leaders(20));
            assertThat(leaders).as("in five minutes on a full board, some die").isNotEmpty()
                    .allMatch(leader -> leader.player().startsWith("bot-"));
            assertThat(leaders.getFirst().score()).isPositive();
            assertThat(lobby.botCount()).isEqualTo(16);
        });
    }

    @Test
    void aPlayersSnakeWaitsWhileOthersPlayATournament(@TempDir Path data) throws Exception {
        inAnInstant(data, (loop, rooms, _) -> {
            var room = rooms.get("lobby");
            assertThat(room.join("ann")).isNull();
            loop.runUntilComplete(room.startTournament(2));
            assertThat(room.turn("ann", Direction.UP)).contains("waits until the tournament is over");
            assertThat(room.join("bob")).contains("tournament");
            while (room.tournament().champion() == null) {
                letPass(loop, Duration.ofMillis(100)); // a tick: not enough for her to meet a wall afterwards
            }
            assertThat(room.join("ann")).contains("your snake is alive");
            assertThat(room.join("bob")).isNull();
        });
    }
}

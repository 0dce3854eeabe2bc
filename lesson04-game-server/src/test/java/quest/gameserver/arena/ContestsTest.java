package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.gameserver.LoopThread;
import quest.gameserver.history.Game;
import quest.gameserver.history.Scores;

@DisplayName("Tournaments and matchmaking")
class ContestsTest {

    @TempDir
    private Path data;

    @Test
    void aTournamentIsPlayedBeforeTheEyesOfAll() {
        try (var arena = new RunningArena(data, options -> options.withTick(Duration.ofMillis(1)));
                var eve = arena.watch("lava", "eve"); var ann = arena.enter("lava", "ann")) {
            var begun = arena.post("/rooms/lava/tournament", "{\"players\":3}");
            assertThat(begun.statusCode()).isEqualTo(202);
            assertThat(begun.body()).isEqualTo("{\"state\":\"running\",\"rounds\":[[{\"players\":[\"t-1\"],"
                    + "\"winner\":\"t-1\"},{\"players\":[\"t-2\",\"t-3\"],\"winner\":null}]],\"champion\":null}");
            assertThat(arena.post("/rooms/lava/tournament", "{\"players\":2}").statusCode()).isEqualTo(409);
            ann.send("{\"type\":\"join\"}");
            assertThat(ann.next("error").path("message").asText()).contains("tournament");
            assertThat(eve.next("tournament").path("state").asText()).isEqualTo("running");
            assertThat(eve.next("joined").path("player").asText()).isEqualTo("t-2");
            assertThat(eve.next("joined").path("player").asText()).isEqualTo("t-3");
            eve.next("frame");
            var end = eve.next("tournament", news -> news.path("state").asText().equals("finished"));
            assertThat(end.path("rounds").size()).isEqualTo(2);
            assertThat(end.path("champion").asText()).isEqualTo(
                    end.path("rounds").get(1).get(0).path("winner").asText()).startsWith("t-");
            assertThat(arena.json("/rooms/lava/tournament").path("champion")).isEqualTo(end.path("champion"));
            ann.send("{\"type\":\"join\"}");
            ann.next("joined", joined -> joined.path("player").asText().equals("ann"));
        }
    }

    @Test
    void thoseWhoHaveScoredBestBeforeAreKeptApart() throws Exception {
        try (var before = new LoopThread(); var scores = Scores.open(before.start().loop, data)) {
            for (var game : List.of(new Game("t-3", "lava", 80, 0, Instant.EPOCH),
                    new Game("t-4", "lava", 90, 0, Instant.EPOCH))) {
                before.call(() -> scores.record(game)).join();
            }
        }
        try (var arena = new RunningArena(data)) {
            var rounds = RunningArena.parse(arena.post("/rooms/lobby/tournament", "{\"players\":4}")).path("rounds");
            assertThat(rounds.get(0).findValues("players").toString())
                    .isEqualTo("[[\"t-4\",\"t-2\"], [\"t-3\",\"t-1\"]]");
        }
    }

    @Test
    void twoWhoWaitGetARoomOfTheirOwn() {
        try (var arena = new RunningArena(data);
                var ann = new ArenaClient(arena.http, arena.address(), "/ws/match/ann")) {
            assertThat(ann.next().toString()).isEqualTo("{\"type\":\"waiting\"}");
            ann.send("{\"type\":\"join\"}");
            assertThat(ann.next("error").path("message").asText()).contains("opponent");
            ann.send("{\"type\":\"ping\",\"id\":1}");
            ann.next("pong");
            try (var bob = new ArenaClient(arena.http, arena.address(), "/ws/match/bob")) {
                assertThat(bob.next().toString()).isEqualTo("{\"type\":\"waiting\"}");
                assertThat(ann.next("welcome").path("room").asText()).isEqualTo("match-1");
                assertThat(bob.next("welcome").path("room").asText()).isEqualTo("match-1");
                ann.send("{\"type\":\"join\"}");
                assertThat(bob.next("joined").path("player").asText()).isEqualTo("ann");
            }
        }
    }

    @Test
    void whoGivesUpWaitingIsNotWaitedFor() {
        try (var arena = new RunningArena(data);
                var ann = new ArenaClient(arena.http, arena.address(), "/ws/match/ann")) {
            ann.next("waiting");
            ann.abort();
            try (var bob = new ArenaClient(arena.http, arena.address(), "/ws/match/bob");
                    var eve = new ArenaClient(arena.http, arena.address(), "/ws/match/eve")) {
                assertThat(bob.next("welcome").path("room").asText()).isEqualTo(eve.next("welcome").path("room").asText());
            }
        }
    }
}

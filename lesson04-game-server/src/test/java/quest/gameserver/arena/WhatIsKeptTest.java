package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.gameserver.TestClient;
import quest.gameserver.snake.Cell;
import quest.gameserver.snake.Direction;
import quest.gameserver.snake.Input;
import quest.gameserver.snake.Paint;
import quest.gameserver.snake.World;
import quest.gameserver.snake.WorldState;

@DisplayName("Scores, dashboards and replays of the arena")
class WhatIsKeptTest {

    private static final String JOIN = "{\"type\":\"join\"}";

    @TempDir
    private Path data;

    private static void playOneGame(ArenaClient player, String name) {
        player.send(JOIN);
        player.next("died", died -> died.path("player").asText().equals(name));
    }

    @Test
    void aFinishedGameIsOnTheDashboardAndInTheStream() {
        try (var arena = new RunningArena(data); var ann = arena.enter("lava", "ann")) {
            assertThat(arena.json("/players/ann/dashboard").toString()).as("seen, and has finished no game yet")
                    .isEqualTo("{\"player\":\"ann\",\"stats\":{\"games\":0,\"best\":0,\"total\":0},\"recent\":[],"
                            + "\"rank\":null,\"achievements\":[]}");
            playOneGame(ann, "ann");
            awaitGames(arena, "ann", 1);
            var dashboard = arena.json("/players/ann/dashboard");
            assertThat(dashboard.path("rank").intValue()).isEqualTo(1);
            assertThat(dashboard.path("recent").get(0).path("room").asText()).isEqualTo("lava");
            assertThat(dashboard.path("recent").get(0).path("endedAt").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            try (var stream = new TestClient(arena.address())) {
                stream.send("GET /stream/leaderboard HTTP/1.1\r\nHost: x\r\n\r\n");
                String line;
                do {
                    line = stream.line();
                } while (!line.startsWith("data: "));
                assertThat(line).isEqualTo("data: {\"leaders\":[{\"player\":\"ann\",\"score\":%d}]}"
                        .formatted(dashboard.path("stats").path("best").intValue()));
            }
        }
    }

    /// The game is recorded while the answer is on its way: a question or two may come before it.
    private static void awaitGames(RunningArena arena, String player, int games) {
        arena.loopThread.awaitUntil(() -> true);
        while (arena.json("/players/%s/dashboard".formatted(player)).path("stats").path("games").intValue() < games) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoStillPlaysWhenTheServerEndsIsToldAndTheGameIsKept() {
        try (var arena = new RunningArena(data)) {
            var ann = arena.enter("lava", "ann");
            var eve = arena.watch("lava", "eve");
            ann.send(JOIN);
            ann.next("joined");
            arena.shutdown();
            assertThat(ann.closeCode()).isEqualTo(1001);
            assertThat(eve.closeCode()).isEqualTo(1001);
        }
        try (var again = new RunningArena(data)) {
            var dashboard = again.json("/players/ann/dashboard");
            assertThat(dashboard.path("stats").path("games").intValue()).isGreaterThanOrEqualTo(1);
            assertThat(again.json("/rooms/lava/replays").size()).as("replays of a room that is no more").isEqualTo(1);
        }
    }

    /// Rules and inputs are all there is: played again, they give the same pictures.
    @Test
    void aReplayPlayedByTheRulesGivesWhatWasShown() throws IOException {
        try (var arena = new RunningArena(data); var ann = arena.enter("lava", "ann");
                var bob = arena.enter("lava", "bob")) {
            ann.send(JOIN);
            ann.send("{\"type\":\"turn\",\"direction\":\"up\"}");
            bob.send(JOIN);
            bob.send("{\"type\":\"turn\",\"direction\":\"left\"}");
            ann.next("died", died -> died.path("player").asText().equals("ann"));
            bob.abort();
            ann.next("left");
            while (arena.json("/rooms/lava/replays").isEmpty()) {
                Thread.onSpinWait();
            }
            var info = arena.json("/rooms/lava/replays").get(0);
            assertThat(info.path("players").toString()).isEqualTo("[\"ann\",\"bob\"]");
            var replay = arena.get("/replays/" + info.path("id").asText());
            assertThat(replay.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
            var lines = replay.body().lines().toList();
            assertThat(lines).hasSize(1 + info.path("ticks").intValue());
            assertThat(replayed(lines)).isEqualTo(shown(lines));
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().addMixIn(Cell.class, Json.CellAsArray.class)
            .addMixIn(Paint.class, Json.PaintAsArray.class).build();

    private static List<List<Paint>> replayed(List<String> lines) throws IOException {
        var header = JSON.readTree(lines.getFirst());
        var world = new World(JSON.treeToValue(header.path("start"), WorldState.class));
        assertThat(header.path("seed").longValue()).isEqualTo(world.state().seed());
        var pictures = new ArrayList<List<Paint>>();
        for (var line : lines.subList(1, lines.size())) {
            for (var input : JSON.readTree(line).path("inputs")) {
                world.apply(input(input));
            }
            pictures.add(world.tick().changed());
        }
        return pictures;
    }

    private static Input input(JsonNode input) {
        var player = input.path("player").asText();
        return switch (input.path("type").asText()) {
            case "join" -> new Input.Join(player);
            case "turn" -> new Input.Turn(player,
                    Direction.valueOf(input.path("direction").asText().toUpperCase(Locale.ROOT)));
            case "leave" -> new Input.Leave(player);
            default -> throw new IllegalArgumentException(input.toString());
        };
    }

    private static List<List<Paint>> shown(List<String> lines) throws IOException {
        var pictures = new ArrayList<List<Paint>>();
        for (var line : lines.subList(1, lines.size())) {
            pictures.add(List.of(JSON.treeToValue(JSON.readTree(line).path("cells"), Paint[].class)));
        }
        return pictures;
    }
}

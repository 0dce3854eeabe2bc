package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.gameserver.TestClient;

@DisplayName("Rooms: players, spectators, chat")
class RoomsOverSocketsTest {

    @TempDir
    private Path data;
    private RunningArena arena;

    @BeforeEach
    void open() {
        arena = new RunningArena(data);
    }

    @AfterEach
    void close() {
        arena.close();
    }

    private static String turn(String direction) {
        return "{\"type\":\"turn\",\"direction\":\"%s\"}".formatted(direction);
    }

    private static String chat(String text) {
        return ArenaClient.JSON.createObjectNode().put("type", "chat").put("text", text).toString();
    }

    private static final String JOIN = "{\"type\":\"join\"}";

    @Test
    void whoEntersIsWelcomedAndSeesThePictureAndTheOthersAreTold() {
        try (var ann = arena.enter("lava", "ann")) {
            var welcome = ann.next();
            assertThat(welcome.toString()).isEqualTo("{\"type\":\"welcome\",\"you\":\"ann\",\"room\":\"lava\","
                    + "\"width\":50,\"height\":25,\"tickMillis\":5,\"spectator\":false}");
            assertThat(ann.next().toString())
                    .isEqualTo("{\"type\":\"snapshot\",\"tick\":0,\"cells\":[],\"snakes\":[]}");
            try (var bob = arena.watch("lava", "bob")) {
                assertThat(bob.next().path("spectator").booleanValue()).isTrue();
                assertThat(ann.next().toString())
                        .isEqualTo("{\"type\":\"entered\",\"player\":\"bob\",\"spectator\":true}");
            }
            assertThat(ann.next().toString()).isEqualTo("{\"type\":\"left\",\"player\":\"bob\"}");
        }
    }

    @Test
    void whoJoinsIsSeenByAllAndDiesWhenLeaving() {
        try (var ann = arena.enter("lava", "ann"); var bob = arena.enter("lava", "bob")) {
            ann.send(JOIN);
            var joined = bob.next("joined");
            assertThat(joined.path("player").asText()).isEqualTo("ann");
            assertThat(joined.path("color").intValue()).isBetween(1, 6);
            assertThat(joined.path("head").size()).isEqualTo(2);
            assertThat(bob.next("frame").path("cells").toString()).contains("\"%\"").contains("\"@\"").contains("\"*\"");
            ann.abort();
            var died = bob.next("died");
            assertThat(died.path("player").asText()).isEqualTo("ann");
            // It may have met a wall first; its end is told all the same, and before its leaving.
            assertThat(died.path("cause").asText()).isIn("left", "wall");
            assertThat(bob.next("left").path("player").asText()).isEqualTo("ann");
        }
    }

    @Test
    void whoDiesMayJoinAgain() {
        try (var ann = arena.enter("lava", "ann")) {
            ann.send(JOIN);
            ann.next("joined");
            ann.next("died");
            ann.send(JOIN);
            ann.next("joined");
        }
    }

    /// A picture and the changes since are worth as much as a later picture.
    @Test
    void framesOnTopOfASnapshotGiveTheLaterSnapshot() {
        try (var ann = arena.enter("lava", "ann"); var bob = arena.enter("lava", "bob")) {
            ann.send(JOIN);
            bob.send(JOIN);
            var board = new HashMap<String, String>();
            long tick = paint(board, ann.next("snapshot"));
            for (int i = 0; i < 40; i++) {
                var message = ann.next();
                if (ArenaClient.type(message).equals("frame")) {
                    assertThat(message.path("tick").longValue()).isGreaterThan(tick);
                    tick = paint(board, message);
                } else if (ArenaClient.type(message).equals("died")) {
                    (message.path("player").asText().equals("ann") ? ann : bob).send(JOIN);
                }
            }
            try (var late = arena.watch("lava", "late")) {
                var expected = new HashMap<String, String>();
                long lateTick = paint(expected, late.next("snapshot"));
                while (tick != lateTick) { // who is slow gets several ticks in one frame, and may pass the other
                    if (tick < lateTick) {
                        tick = paint(board, ann.next("frame"));
                    } else {
                        lateTick = paint(expected, late.next("frame"));
                    }
                }
                assertThat(board).isEqualTo(expected);
            }
        }
    }

    private static long paint(Map<String, String> board, JsonNode message) {
        for (var cell : message.path("cells")) {
            var place = cell.get(0) + "," + cell.get(1);
            if (cell.get(2).asText().equals(" ")) {
                board.remove(place);
            } else {
                board.put(place, cell.get(2).asText() + cell.get(3));
            }
        }
        return message.path("tick").longValue();
    }

    @Test
    void chatReachesAllInOneOrderTheSenderAndSpectatorsToo() {
        try (var ann = arena.enter("lava", "ann"); var bob = arena.enter("lava", "bob");
                var eve = arena.watch("lava", "eve")) {
            for (var client : List.of(ann, bob, eve)) {
                client.next("snapshot");
            }
            ann.send(chat("from ann <b>"));
            bob.send(chat("from bob \" \\ \u00e9 \ud83d\udc0d"));
            eve.send(chat("from eve"));
            var said = heard(ann);
            assertThat(said).containsExactlyInAnyOrder("ann: from ann <b>", "bob: from bob \" \\ \u00e9 \ud83d\udc0d",
                    "eve: from eve");
            assertThat(heard(bob)).isEqualTo(said);
            assertThat(heard(eve)).isEqualTo(said);
        }
    }

    private static List<String> heard(ArenaClient client) {
        var heard = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var chat = client.next("chat");
            heard.add(chat.path("from").asText() + ": " + chat.path("text").asText());
        }
        return heard;
    }

    @Test
    void theSixthMessageAtOnceIsTooFast() {
        try (var ann = arena.enter("lava", "ann")) {
            for (int i = 0; i < 6; i++) {
                ann.send(chat("message " + i));
            }
            assertThat(ann.next("error").path("message").asText()).contains("too fast").contains("5 messages a second");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "{}", "{\"type\":\"dance\"}", "{\"type\":7}",
        "{\"type\":\"turn\"}", "{\"type\":\"turn\",\"direction\":\"UP\"}", "{\"type\":\"turn\",\"direction\":[]}",
        "{\"type\":\"chat\"}", "{\"type\":\"chat\",\"text\":\"\"}", "{\"type\":\"chat\",\"text\":5}",
        "{\"type\":\"chat\",\"text\":\"\\ud83d\"}", "{\"type\":\"ping\"}", "{\"type\":\"ping\",\"id\":\"x\"}",
        "{\"type\":\"ping\",\"id\":1.5}", "{\"type\":\"join\"} {\"type\":\"join\"}",
        "{\"type\":\"turn\",\"direction\":\"up\"}"})
    void whatMakesNoSenseIsAnErrorAndTheConnectionStays(String message) {
        try (var ann = arena.enter("lava", "ann")) {
            ann.send(message);
            assertThat(ann.next("error").path("message").asText()).isNotBlank();
            ann.send("{\"type\":\"ping\",\"id\":7}");
            assertThat(ann.next("pong").path("id").intValue()).isEqualTo(7);
        }
    }

    @Test
    void aBinaryMessageIsAnErrorAndTheConnectionStays() {
        try (var ann = arena.enter("lava", "ann")) {
            ann.sendBinary(new byte[] {1, 2, 3});
            assertThat(ann.next("error").path("message").asText()).contains("text");
            ann.send("{\"type\":\"ping\",\"id\":-9007199254740993}");
            assertThat(ann.next("pong").path("id").longValue()).isEqualTo(-9007199254740993L);
        }
    }

    @Test
    void twoHundredCharactersAreCodePoints() {
        try (var ann = arena.enter("lava", "ann")) {
            ann.send(chat("\ud83d\udc0d".repeat(200)));
            assertThat(ann.next("chat").path("text").asText()).hasSize(400);
            ann.send(chat("x".repeat(201)));
            assertThat(ann.next("error").path("message").asText()).contains("1 to 200").contains("201");
        }
    }

    @Test
    void joiningTwiceIsAnErrorAndTheSnakeLivesOn() {
        arena.close();
        arena = new RunningArena(data, options -> options.withTick(Duration.ofMinutes(1))); // or it might have died
        try (var ann = arena.enter("lava", "ann")) {
            ann.send(JOIN);
            ann.send(JOIN);
            ann.next("joined");
            assertThat(ann.next("error").path("message").asText()).contains("alive");
        }
    }

    @Test
    void spectatorsOnlyWatchAndMayChat() {
        try (var eve = arena.watch("lava", "eve")) {
            eve.send(JOIN);
            eve.next("error");
            eve.send(turn("up"));
            eve.next("error");
            eve.send(chat("go"));
            assertThat(eve.next("chat").path("from").asText()).isEqualTo("eve");
        }
    }

    @Test
    void aSlowSpectatorIsClosedWhenTooMuchWaitsAndNobodyElseNotices() {
        arena.close();
        arena = new RunningArena(data, options -> options.withChatRate(0));
        try (var ann = arena.enter("lava", "ann"); var deaf = new TestClient(arena.address())) {
            deaf.send("GET /ws/game/lava/deaf?spectate=true HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            ann.next("entered");
            var text = "\ud83d\udc0d".repeat(200);
            boolean left = false;
            for (int i = 0; i < 100_000 && !left; i++) {
                ann.send(chat(text));
                var message = ann.next();
                left = ArenaClient.type(message).equals("left");
                assertThat(ArenaClient.type(message)).isIn("chat", "left");
            }
            assertThat(left).as("who does not read leaves").isTrue();
        }
    }
}

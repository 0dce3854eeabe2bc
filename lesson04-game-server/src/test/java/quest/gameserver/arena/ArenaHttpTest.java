package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quest.gameserver.TestClient;

@DisplayName("The arena over HTTP")
class ArenaHttpTest {

    @TempDir
    private Path data;
    private RunningArena arena;

    @BeforeEach
    void open() {
        arena = new RunningArena(data, options -> options.withLimits(100, 3));
    }

    @AfterEach
    void close() {
        arena.close();
    }

    /// A WebSocket handshake, and the status line of its answer.
    private String handshake(String path, String... headers) {
        try (var client = new TestClient(arena.address())) {
            client.send("GET %s HTTP/1.1\r\nHost: here:80\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    .formatted(path) + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + String.join("", headers) + "\r\n");
            return client.line().strip();
        }
    }

    @Test
    void thePageComesWithAPolicyThatForbidsInlineScript() {
        var page = arena.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'").doesNotContain("unsafe");
    }

    @Test
    void theServerIsHealthy() {
        assertThat(arena.get("/healthz").body()).isEqualTo("ok");
    }

    @Test
    void aRoomIsMadeOnce() {
        var made = arena.post("/rooms", "{\"name\":\"lava\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).isEqualTo("{\"name\":\"lava\",\"players\":[],\"spectators\":0,\"bots\":[]}");
        assertThat(arena.post("/rooms", "{\"name\":\"lava\"}").statusCode()).isEqualTo(409);
        assertThat(arena.json("/rooms").findValuesAsText("name")).containsExactly("lobby", "lava");
    }

    @Test
    void pastTheLimitThereAreNoMoreRooms() {
        arena.post("/rooms", "{\"name\":\"a\"}");
        arena.post("/rooms", "{\"name\":\"b\"}");
        assertThat(arena.post("/rooms", "{\"name\":\"c\"}").statusCode()).isEqualTo(503);
        assertThat(handshake("/ws/game/c/ann")).isEqualTo("HTTP/1.1 503 Service Unavailable");
        assertThat(handshake("/ws/game/b/ann")).startsWith("HTTP/1.1 101");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "''", "{", "[]", "7", "{}", "{\"name\":7}", "{\"name\":\"\"}", "{\"name\":\"Lava\"}", "{\"name\":\"a b\"}",
        "{\"name\":\"a\"} x"})
    void aBadRoomIsRefused(String body) {
        var refused = arena.post("/rooms", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(RunningArena.parse(refused).path("error").asText()).isNotBlank();
    }

    @Test
    void botsComeAndGo() {
        assertThat(arena.post("/rooms/lobby/bots", "").body()).isEqualTo("{\"id\":\"bot-1\"}");
        assertThat(arena.post("/rooms/lobby/bots", "").statusCode()).isEqualTo(201);
        assertThat(arena.call("DELETE", "/rooms/lobby/bots/bot-1", "").statusCode()).isEqualTo(204);
        assertThat(arena.call("DELETE", "/rooms/lobby/bots/bot-1", "").statusCode()).isEqualTo(404);
        assertThat(arena.json("/rooms").get(0).path("bots").toString()).isEqualTo("[\"bot-2\"]");
        for (int i = 0; i < 15; i++) {
            assertThat(arena.post("/rooms/lobby/bots", "").statusCode()).isEqualTo(201);
        }
        assertThat(arena.post("/rooms/lobby/bots", "").statusCode()).isEqualTo(409);
        assertThat(arena.post("/rooms/nowhere/bots", "").statusCode()).isEqualTo(404);
    }

    @Test
    void playersAndSpectatorsAreListedAndNamesAreUnique() {
        try (var ann = arena.enter("lava", "ann"); var eve = arena.watch("lava", "eve")) {
            ann.next("snapshot");
            eve.next("snapshot");
            assertThat(arena.json("/rooms").get(1).toString()).isEqualTo(
                    "{\"name\":\"lava\",\"players\":[\"ann\"],\"spectators\":1,\"bots\":[]}");
            assertThat(handshake("/ws/game/lava/eve")).isEqualTo("HTTP/1.1 409 Conflict");
            assertThat(handshake("/ws/game/lobby/eve")).startsWith("HTTP/1.1 101");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/game/lava/a%20b,                       400",
        "/ws/game/lava/12345678901234567,           400",
        "/ws/game/lava/bot-1,                       400",
        "/ws/game/lava/t-1,                         400",
        "/ws/game/Lava/ann,                         400",
        "/ws/game/lava/ann?spectate=maybe,          400",
        "/ws/game/lava/ann?spectate=true&spectate=, 400",
        "/ws/match/bot-1,                           400",
        "/ws/game/lava,                             404",
        "/ws/game/lava/ann,                         101",
        "/ws/game/lava/ann?spectate=false,          101",
        "/ws/match/ann,                             101",
        "/ws/echo,                                  101"})
    void theGateJudgesNamesAndParameters(String path, String status) {
        assertThat(handshake(path)).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://here:80,  101", "http://here,    101", "http://HERE:80, 101",
        "https://here:80, 403", "http://here:81, 403", "http://there,   403", "null, 403"})
    void aWebSocketFromAnotherServersPageIsRefused(String origin, String status) {
        assertThat(handshake("/ws/game/lava/ann", "Origin: " + origin + "\r\n")).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aChangeFromAnotherServersPageIsRefused() {
        assertThat(arena.call("POST", "/rooms", "{\"name\":\"lava\"}", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(arena.call("GET", "/rooms", "", "Origin", "http://evil.example").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /nowhere,                     404",
        "GET,    /rooms/nowhere/tournament,    404",
        "GET,    /rooms/lobby/tournament,      404",
        "GET,    /rooms/nowhere/replays,       404",
        "GET,    /rooms/lobby/replays,         200",
        "GET,    /replays/nowhere,             404",
        "GET,    /replays/..%2f..%2fpasswd,    404",
        "GET,    /players/nobody/dashboard,    404",
        "GET,    /players/no%20body/dashboard, 400",
        "DELETE, /rooms,                       405",
        "POST,   /healthz,                     405",
        "POST,   /rooms/lobby/tournament,      400"})
    void everythingElseHasItsStatusAndAnError(String method, String path, int status) {
        var response = arena.call(method, path, "");
        assertThat(response.statusCode()).isEqualTo(status);
        if (status >= 400) {
            assertThat(RunningArena.parse(response).path("error").asText()).isNotBlank();
        }
        if (status == 405) {
            assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET");
        }
    }
}

package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A player or spectator in a test, on the JDK's WebSocket. What it waits for in vain for a minute will not come.
public final class ArenaClient implements AutoCloseable, WebSocket.Listener {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLOSED = "closed";

    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    /// @param path such as `/ws/game/lava/ann`
    public ArenaClient(HttpClient http, InetSocketAddress server, String path) {
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:%d%s".formatted(server.getPort(), path)), this).join();
    }

    public void send(String json) {
        socket.sendText(json, true).join();
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// The next message, whatever it is. The last one says `closed` and the close code.
    public JsonNode next() {
        try {
            var message = messages.poll(1, TimeUnit.MINUTES);
            assertThat(message).as("a message within a minute").isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The next message of a type; those before it are thrown away.
    public JsonNode next(String type) {
        return next(type, _ -> true);
    }

    public JsonNode next(String type, Predicate<JsonNode> wanted) {
        while (true) {
            var message = next();
            if (is(message, type) && wanted.test(message)) {
                return message;
            }
            assertThat(type(message)).as("waiting for %s, got %s", type, message).isNotEqualTo(CLOSED);
        }
    }

    /// Which code the server has closed with.
    public int closeCode() {
        while (true) {
            var message = next();
            if (is(message, CLOSED)) {
                return message.path("code").intValue();
            }
        }
    }

    static String type(JsonNode message) {
        return message.path("type").asText();
    }

    private static boolean is(JsonNode message, String type) {
        return type(message).equals(type);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(partial.toString()));
            } catch (JsonProcessingException e) {
                messages.add(JSON.createObjectNode().put("type", "not JSON: " + partial));
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        messages.add(JSON.createObjectNode().put("type", CLOSED).put("code", code).put("reason", reason));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        messages.add(JSON.createObjectNode().put("type", CLOSED).put("code", 1006).put("reason", "" + error));
    }

    /// Leaves without a word, as a player does whose connection is lost.
    void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}

package quest.gameserver.arena;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import quest.gameserver.LoopThread;

/// An arena on a port of its own, for one test: its ticks are short, its chance is fixed.
final class RunningArena implements AutoCloseable {

    final LoopThread loopThread = new LoopThread();
    final Arena arena;
    final HttpClient http = HttpClient.newHttpClient();

    RunningArena(Path data) {
        this(data, options -> options);
    }

    RunningArena(Path data, UnaryOperator<ArenaOptions> changes) {
        var options = ArenaOptions.defaults(new InetSocketAddress("127.0.0.1", 0), data, 42)
                .withBots(0).withTick(Duration.ofMillis(5));
        try {
            arena = Arena.open(loopThread.loop, changes.apply(options));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        loopThread.start();
    }

    InetSocketAddress address() {
        return arena.address();
    }

    ArenaClient enter(String room, String player) {
        return new ArenaClient(http, address(), "/ws/game/%s/%s".formatted(room, player));
    }

    ArenaClient watch(String room, String player) {
        return new ArenaClient(http, address(), "/ws/game/%s/%s?spectate=true".formatted(room, player));
    }

    HttpResponse<String> get(String path) {
        return call("GET", path, "");
    }

    JsonNode json(String path) {
        return parse(get(path));
    }

    HttpResponse<String> post(String path, String body) {
        return call("POST", path, body);
    }

    HttpResponse<String> call(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(address().getPort(), path)))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode parse(HttpResponse<String> response) {
        try {
            return ArenaClient.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Ends it in order, and waits.
    void shutdown() {
        loopThread.call(arena::shutdown).join();
    }

    @Override
    public void close() {
        shutdown();
        loopThread.close();
        http.shutdownNow();
    }
}

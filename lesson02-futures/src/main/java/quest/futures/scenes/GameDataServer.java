package quest.futures.scenes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import quest.stage.Stage;

/// A real HTTP server on loopback, at a port of the system's choice. It has a leaderboard, a profile and news; it fails
/// to say who one's friends are, and it never comes to the end of the mail.
final class GameDataServer implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofMillis(100);

    /// What the server does before it answers, on the request's own virtual thread.
    interface Preparing {
        void prepare(String what) throws InterruptedException;
    }

    enum End { ANSWERED, NOBODY_THERE }

    /// A request that has arrived.
    ///
    /// @param ended settled by the server's thread when it is done with it
    record Visit(String what, CompletableFuture<End> ended) {
    }

    private final Stage stage;
    private final Preparing preparing;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final AtomicReference<CompletableFuture<Visit>> next = new AtomicReference<>(new CompletableFuture<>());

    GameDataServer(Stage stage, Preparing preparing) throws IOException {
        this.stage = stage;
        this.preparing = preparing;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        serve("leaderboard", exchange -> answer(exchange, 200, "1. ann, 2. bob, 3. cid"));
        serve("profile", exchange -> answer(exchange, 200, "ann, level 12"));
        serve("news", exchange -> answer(exchange, 200, "a dragon was seen"));
        serve("friends", exchange -> answer(exchange, 503, "out of order"));
        serve("mail", this::neverEnd);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, 200, "hello");
            }
        });
        server.start();
    }

    /// Where something is to be had; anything unknown is answered with a greeting.
    URI uri(String what) {
        return URI.create("http://%s:%d/%s".formatted(
                server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort(), what));
    }

    /// The next request to arrive.
    CompletableFuture<Visit> nextVisit() {
        return next.get();
    }

    /// All requests that have arrived so far.
    List<Visit> visits() {
        return List.copyOf(visits);
    }

    /// Settled when the server is done with all requests that have arrived so far.
    CompletableFuture<Void> quiet() {
        return CompletableFuture.allOf(visits.stream().map(Visit::ended).toArray(CompletableFuture[]::new));
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void serve(String what, Answer answer) {
        server.createContext("/" + what, exchange -> {
            var visit = new Visit(what, new CompletableFuture<>());
            visits.add(visit);
            stage.tell("server", "is asked for the " + what);
            next.getAndSet(new CompletableFuture<>()).complete(visit);
            try (exchange) {
                preparing.prepare(what);
                answer.to(exchange);
                visit.ended().complete(End.ANSWERED);
            } catch (InterruptedException _) {
                throw new InterruptedIOException("the server is being closed");
            } catch (IOException connectionLost) {
                stage.tell("server", "finds nobody there for the " + what);
                visit.ended().complete(End.NOBODY_THERE);
            } finally {
                visit.ended().cancel(false); // unless it was settled above
            }
        });
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        if (!exchange.getHttpContext().getPath().equals("/")) {
            stage.tell("server", "sends the " + exchange.getHttpContext().getPath().substring(1));
        }
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /// An answer without end. A server learns only by reading or writing that its client is gone, so now and then it
    /// writes a blank.
    private void neverEnd(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0); // of unknown length
        while (true) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            stage.sleep(HEARTBEAT);
        }
    }

    /// Takes no more requests, interrupts those under way, and returns when the last of its threads has ended.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}

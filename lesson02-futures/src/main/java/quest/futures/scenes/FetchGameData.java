package quest.futures.scenes;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.futures.CancellableFuture;
import quest.futures.Futures;
import quest.futures.Loaded;
import quest.stage.Scene;
import quest.stage.Stage;

/// A player's page over real HTTP: a server of the JDK's, the JDK's client, and a server that is slow, fails, or never
/// comes to an end. What is there in time is shown, the rest is called off, and calling off reaches the server.
public final class FetchGameData implements Scene {

    private static final List<String> PAGE = List.of("leaderboard", "profile", "friends", "news", "mail");
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Function<String, Duration> limits;

    public FetchGameData() {
        this(_ -> LIMIT);
    }

    /// @param limits how long to wait for each part of the page
    FetchGameData(Function<String, Duration> limits) {
        this.limits = limits;
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws IOException {
        play(stage, stage.newLoop(), what -> stage.sleep(timeFor(what)));
    }

    private static Duration timeFor(String what) {
        return switch (what) {
            case "leaderboard" -> Duration.ofMillis(300);
            case "profile" -> Duration.ofMillis(400);
            case "news" -> Duration.ofSeconds(3);
            default -> Duration.ofMillis(100);
        };
    }

    void play(Stage stage, EventLoop loop, GameDataServer.Preparing preparing) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
                var server = new GameDataServer(stage, preparing)) {
            var player = new Player(stage, loop, server, client);
            player.fetch("greeting").join();    // so that the timeline does not tell how long classes take to load
            player.oneByOne();
            player.together();
            player.wholePage(limits);
            player.leaves();
            player.count();
        }
    }

    private record Player(Stage stage, EventLoop loop, GameDataServer server, HttpClient client) {

        /// The text behind a path. The request is under way when this returns; cancelling the future ends it.
        private CompletableFuture<String> fetch(String what) {
            var request = HttpRequest.newBuilder(server.uri(what)).build();
            return CancellableFuture.of(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .thenApply(Player::text);
        }

        /// To the client any answer is a success, a 503 too. That it is none must be said here.
        private static String text(HttpResponse<String> response) {
            if (response.statusCode() != 200) {
                throw new CompletionException(new IOException("status " + response.statusCode()));
            }
            return response.body();
        }

        private void oneByOne() {
            stage.act("Leaderboard, then profile");
            var leaderboard = loop.runUntilComplete(fetch("leaderboard"));
            var profile = loop.runUntilComplete(fetch("profile"));
            stage.tell("player", "sees %s; %s".formatted(leaderboard, profile));
        }

        private void together() {
            stage.act("Leaderboard and profile together");
            var both = Futures.gather(fetch("leaderboard"), fetch("profile"));
            stage.tell("player", "sees " + String.join("; ", loop.runUntilComplete(both)));
        }

        /// Each part has its own outcome, so gather has no failure to end with: what is there is shown.
        private void wholePage(Function<String, Duration> limits) {
            stage.act("The whole page, and %s of patience for each part".formatted(Stage.seconds(LIMIT)));
            var parts = PAGE.stream().map(what ->
                    outcome(Futures.withTimeout(loop, fetch(what), limits.apply(what)))).toList();
            var page = loop.runUntilComplete(Futures.gather(parts));
            for (int i = 0; i < PAGE.size(); i++) {
                stage.tell("page", "%s: %s".formatted(PAGE.get(i), shown(page.get(i))));
            }
            loop.runUntilComplete(server.quiet());
            stage.tell("server", "has nothing left to do");
        }

        private static CompletableFuture<Loaded<String>> outcome(CompletableFuture<String> part) {
            return part.handle((text, failure) ->
                    failure == null ? new Loaded.Value<>(text) : new Loaded.Failure<>(Futures.cause(failure)));
        }

        private static String shown(Loaded<String> part) {
            return switch (part) {
                case Loaded.Value(String text) -> text;
                case Loaded.Failure(TimeoutException _) -> "(not there in time)";
                case Loaded.Failure(Throwable cause) -> "(not available: %s)".formatted(cause.getMessage());
            };
        }

        /// Nobody waits for a timeout here: the player has had enough, and cancels what it holds.
        private void leaves() {
            stage.act("The player leaves while the mail comes in");
            var arrival = server.nextVisit();
            var mail = fetch("mail");
            var visit = loop.runUntilComplete(arrival);
            loop.runUntilComplete(Futures.delay(loop, GLANCE));
            stage.tell("player", "leaves, and cancels the mail");
            mail.cancel(true);
            var left = stage.elapsed();
            loop.runUntilComplete(visit.ended());
            stage.print("\nThe server noticed %s after the player had left.".formatted(
                    Stage.seconds(stage.elapsed().minus(left))));
        }

        private void count() {
            int answered = 0;
            var visits = server.visits();
            for (var visit : visits) {
                if (visit.ended().join() == GameDataServer.End.ANSWERED) {
                    answered++;
                }
            }
            stage.print("""
                    %d requests have reached it. It believes that it sent %d answers,
                    and found nobody there for %d.""".formatted(visits.size(), answered, visits.size() - answered));
        }
    }

    @Override
    public int lesson() {
        return 2;
    }

    /// Sockets and the server's threads live by the system's clock.
    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "Fetch game data: over real HTTP, with a server that is slow, fails or never ends";
    }

    @Override
    public String remark() {
        return """
                A page is as good as what was there in time: give each part its own timeout and
                its own outcome. Cancelling sendAsync's future closes the connection. But a
                server notices only when it writes: it made the news in full for nobody, and
                let go of the mail at its next blank. What runs far away can be told to stop;
                that it listens is up to the other side.
                """;
    }
}

package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import quest.futures.CancellableFuture;
import quest.futures.scenes.GameDataServer.End;
import quest.stage.Moment;
import quest.stage.Stage;

/// With a real server and a real client, and nothing that depends on how fast they are: what must come in time has
/// days, what must come too late waits until it is too late, and what must overlap waits for each other.
class FetchGameDataTest {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1000);
    private static final Duration TOO_SHORT = Duration.ofSeconds(1);

    @Test
    void oneByOneTheSecondRequestBeginsWhenTheFirstIsAnswered() throws Exception {
        assertThat(played().getFirst()).containsExactly(
                "server: is asked for the leaderboard",
                "server: sends the leaderboard",
                "server: is asked for the profile",
                "server: sends the profile",
                "player: sees 1. ann, 2. bob, 3. cid; ann, level 12");
    }

    /// The server prepares neither answer before it was asked for both: were they not fetched together, this would
    /// never end.
    @Test
    void togetherBothAreUnderWayAtOnce() throws Exception {
        var together = played().get(1);

        assertThat(together.subList(0, 2)).containsExactlyInAnyOrder(
                "server: is asked for the leaderboard", "server: is asked for the profile");
        assertThat(together).endsWith("player: sees 1. ann, 2. bob, 3. cid; ann, level 12");
    }

    @Test
    void thePageShowsWhatIsThereAndSaysWhyTheRestIsNot() throws Exception {
        var page = played().get(2);

        assertThat(page).filteredOn(line -> line.startsWith("page: ")).containsExactly(
                "page: leaderboard: 1. ann, 2. bob, 3. cid",
                "page: profile: ann, level 12",
                "page: friends: (not available: status 503)",
                "page: news: (not there in time)",
                "page: mail: (not there in time)");
        assertThat(page).endsWith("server: has nothing left to do");
    }

    @Test
    void thePlayersCancellationReachesTheServer() throws Exception {
        assertThat(played().get(3)).containsSubsequence(
                "server: is asked for the mail",
                "player: leaves, and cancels the mail",
                "server: finds nobody there for the mail");
    }

    @Test
    void cancellingADependentFutureEndsTheRequest() throws Exception {
        try (var stage = Stage.fastRehearsal(); var client = HttpClient.newHttpClient();
                var server = new GameDataServer(stage, _ -> { })) {
            var arrival = server.nextVisit();
            var request = HttpRequest.newBuilder(server.uri("mail")).build();
            var length = CancellableFuture.of(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .thenApply(HttpResponse::body).thenApply(String::length);
            var visit = arrival.join();

            length.cancel(true);

            assertThat(visit.ended().join()).isEqualTo(End.NOBODY_THERE);
        }
    }

    @Test
    void closingTheServerEndsARequestThatIsUnderWay() throws Exception {
        try (var stage = Stage.fastRehearsal(); var client = HttpClient.newHttpClient()) {
            var server = new GameDataServer(stage, _ -> { });
            var arrival = server.nextVisit();
            var mail = client.sendAsync(HttpRequest.newBuilder(server.uri("mail")).build(),
                    HttpResponse.BodyHandlers.ofString());
            arrival.join();

            server.close();

            assertThat(mail.handle((_, failure) -> failure).join()).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void noThreadIsLeftBehind() throws Exception {
        var before = Thread.getAllStackTraces().keySet();

        played();

        assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("HttpClient") || name.startsWith("HTTP-"));
    }

    /// @return what was told, act by act, without the times
    private static List<List<String>> played() throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            var scene = new FetchGameData(what -> switch (what) {
                case "news", "mail" -> TOO_SHORT;
                default -> AS_LONG_AS_IT_TAKES;
            });
            scene.play(stage, stage.newLoop(), new PreparingInStep(stage));
            return acts(stage.timeline());
        }
    }

    private static List<List<String>> acts(List<Moment> timeline) {
        var acts = new ArrayList<List<String>>();
        var act = new ArrayList<String>();
        for (var moment : timeline) {
            if (moment.who().equals("watchdog")) {
                continue;
            }
            act.add(moment.who() + ": " + moment.what());
            if (moment.what().startsWith("sees ") || moment.what().equals("has nothing left to do")) {
                acts.add(List.copyOf(act));
                act.clear();
            }
        }
        acts.add(List.copyOf(act));
        return acts;
    }

    private static final class PreparingInStep implements GameDataServer.Preparing {
        private final Stage stage;
        private final CyclicBarrier both = new CyclicBarrier(2);
        private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

        PreparingInStep(Stage stage) {
            this.stage = stage;
        }

        @Override
        public void prepare(String what) throws InterruptedException {
            int times = asked.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
            if (times == 2 && (what.equals("leaderboard") || what.equals("profile"))) {
                meet();
            }
            if (what.equals("news")) {
                while (stage.timeline().stream().noneMatch(moment -> moment.what().startsWith("news: "))) {
                    Thread.onSpinWait();
                }
            }
        }

        private void meet() throws InterruptedException {
            try {
                both.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

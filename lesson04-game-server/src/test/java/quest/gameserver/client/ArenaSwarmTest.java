package quest.gameserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.eventloop.EventLoop;
import quest.gameserver.LoopThread;
import quest.gameserver.arena.Arena;
import quest.gameserver.arena.ArenaOptions;
import quest.gameserver.client.LoadPlan.Patience;

/// A swarm in a real arena, on loopback. The arena's ticks are its own and short; the swarm's time is the test's.
class ArenaSwarmTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pace ONE_EACH = new Pace.ClosedLoop(1);

    @TempDir
    private Path data;

    private final LoopThread server = new LoopThread();
    private final List<Throwable> failures = new ArrayList<>();
    private final SteppedClock clock = new SteppedClock();
    private final EventLoop loop = EventLoop.builder().clock(clock).exceptionHandler(failures::add).build();
    private final AtomicInteger connected = new AtomicInteger();    // in all runs
    private Arena arena;

    @AfterEach
    void close() {
        loop.close();
        server.call(arena::shutdown).join();
        server.close();
        assertThat(failures).isEmpty();
    }

    private void open(ArenaOptions options) throws Exception {
        arena = Arena.open(server.loop, options);
        server.start();
    }

    private ArenaOptions options() {
        return ArenaOptions.defaults(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), data, 42)
                .withBots(0).withTick(Duration.ofMillis(5));
    }

    private LoadRun start(String tag, int players, Pace pace) {
        var plan = new LoadPlan(arena.address(), Protocol.ARENA, null, tag, players, pace, Duration.ZERO, SECOND, 1,
                Patience.TEN_AND_TWO_SECONDS);
        return LoadRun.start(loop, plan, new LoadRun.Observer() {
            @Override
            public void connected(int those, Duration took) {
                connected.addAndGet(those);
            }

            @Override
            public void second(boolean warmup, int playing, Latencies latencies) {
                // nothing is printed
            }
        });
    }

    /// Runs the loop until something holds, on its thread.
    private void runUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            loop.stop(); // after one turn
            loop.run();
        }
    }

    private LoadReport end(LoadRun run) {
        clock.advance(SECOND);
        return loop.runUntilComplete(run.report());
    }

    private String rooms() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:%d/rooms".formatted(arena.address().getPort()));
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void playersEnterRoomsOfTwentyPlayAndAreAnswered() throws Exception {
        open(options());
        var run = start("a1", 25, new Pace.ClosedLoop(2));
        runUntil(() -> connected.get() == 25);
        var rooms = rooms();
        runUntil(() -> run.framesSoFar() >= 25 * 20 && run.answersSoFar() >= 100);
        var report = end(run);

        assertThat(report.trouble()).isNull();
        assertThat(report.isFlawless()).isTrue();
        assertThat(report.players()).isEqualTo(25);
        assertThat(report.answers()).isPositive();
        assertThat(report.frames().count()).isBetween(25L * 20, report.lines());
        assertThat(report.frames().tick()).isEqualTo(Duration.ofMillis(5));
        assertThat(report.frames().intervals().count()).isPositive();
        assertThat(rooms).contains("\"name\":\"swarm-1\",\"players\":[\"swarm-a1-", "\"name\":\"swarm-2\"");
        assertThat(rooms.split("swarm-2")[0].split("swarm-a1-")).hasSize(20 + 1);
    }

    @Test
    void namesThatAreTakenAreRefusedWithTheirStatus() throws Exception {
        open(options());
        var first = start("a1", 3, ONE_EACH);
        runUntil(() -> connected.get() == 3);
        var second = loop.runUntilComplete(start("a1", 3, ONE_EACH).report());
        var other = start("b2", 3, ONE_EACH);
        runUntil(() -> connected.get() == 6);

        assertThat(second.refused()).isEqualTo(3);
        assertThat(second.turnedAway()).isEqualTo(3);
        assertThat(second.lost()).isZero();
        assertThat(second.trouble()).startsWith("the server answered 409: ").contains("swarm-a1-");
        assertThat(end(other).isFlawless()).isTrue();
        assertThat(loop.runUntilComplete(first.report()).isFlawless()).isTrue();
    }

    @Test
    void fullArenaRefusesWithItsStatusAndTheOthersPlay() throws Exception {
        open(options().withLimits(2, 1_000));
        var run = start("a1", 5, ONE_EACH);
        runUntil(() -> connected.get() > 0 && run.answersSoFar() > 0);
        var report = end(run);

        assertThat(report.players()).isEqualTo(2);
        assertThat(report.turnedAway()).isEqualTo(3);
        assertThat(report.lost()).isZero();
        assertThat(report.answers()).isPositive();
        assertThat(report.trouble()).startsWith("the server answered 503: ");
    }

    @Test
    void serverThatSaysGoodbyeEndsTheRun() throws Exception {
        open(options());
        var run = start("a1", 3, ONE_EACH);
        runUntil(() -> run.answersSoFar() > 0);
        var shutdown = server.call(arena::shutdown);
        var report = loop.runUntilComplete(run.report());

        assertThat(report.lost()).isEqualTo(3);
        assertThat(report.trouble())
                .isEqualTo("the other side said goodbye, close code 1001: the server shuts down");
        shutdown.join();
    }
}

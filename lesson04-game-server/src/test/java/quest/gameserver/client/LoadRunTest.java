package quest.gameserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quest.eventloop.EventLoop;
import quest.gameserver.LoopThread;
import quest.gameserver.action.ActionOptions;
import quest.gameserver.action.RequestLog;
import quest.gameserver.action.Style;
import quest.gameserver.client.LoadPlan.Patience;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;
import quest.gameserver.net.TcpOptions;
import quest.gameserver.net.TcpServer;
import quest.gameserver.position.PositionOptions;
import quest.gameserver.position.PositionServer;

/// A swarm against servers on loopback. Its time is the test's, so that what is counted does not depend on the machine.
class LoadRunTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pace ONE_EACH = new Pace.ClosedLoop(1);

    private final LoopThread server = new LoopThread();
    private final List<Throwable> failures = new ArrayList<>();
    private final SteppedClock clock = new SteppedClock();
    private final EventLoop loop = EventLoop.builder().clock(clock).exceptionHandler(failures::add).build();
    private final List<String> told = new ArrayList<>();
    private TcpServer tcp;

    @AfterEach
    void close() {
        loop.close();
        if (tcp != null) {
            server.awaitUntil(() -> tcp.connections().isEmpty()); // the swarm has left nothing open
            server.call(() -> {
                tcp.close();
                return null;
            });
        }
        server.close();
        assertThat(failures).isEmpty();
    }

    /// Answers each line as the action server would, or keeps its answers until it is released.
    private final class Judge implements ConnectionHandler {
        private final StringBuilder text = new StringBuilder();
        private final Connection connection;
        private final int answersAtMost;

        Judge(Connection connection, int answersAtMost) {
            this.connection = connection;
            this.answersAtMost = answersAtMost;
        }

        @Override
        public void received(Connection from, ByteBuffer bytes) {
            text.append(StandardCharsets.UTF_8.decode(bytes));
            for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
                received++;
                if (received <= answersAtMost) {
                    connection.write(("OK " + text.substring(0, end + 1)).getBytes(StandardCharsets.UTF_8));
                }
                text.delete(0, end + 1);
            }
            if (received >= closesAfter) {
                from.close();
            }
        }
    }

    private int received;   // lines, on the server's thread
    private int closesAfter = Integer.MAX_VALUE;

    private InetSocketAddress judge(int answersAtMost) throws IOException {
        tcp = TcpServer.open(server.loop, ANY_PORT, TcpOptions.defaults().withPauseReading(false),
                connection -> new Judge(connection, answersAtMost));
        server.start();
        return tcp.address();
    }

    private LoadPlan plan(InetSocketAddress target, Protocol protocol, int players, Pace pace) {
        return new LoadPlan(target, protocol, null, null, players, pace, SECOND, SECOND.multipliedBy(2), 1,
                Patience.TEN_AND_TWO_SECONDS);
    }

    private LoadRun start(LoadPlan plan) {
        return LoadRun.start(loop, plan, new LoadRun.Observer() {
            @Override
            public void connected(int players, Duration took) {
                told.add("%d connected".formatted(players));
            }

            @Override
            public void second(boolean warmup, int playing, Latencies latencies) {
                told.add("%s, %d play, %s answers".formatted(warmup ? "warm-up" : "measured", playing,
                        latencies.count() > 0 ? "some" : "no"));
            }
        });
    }

    /// Runs the loop until something holds, on its thread.
    private void runUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            turn();
        }
    }

    private void turn() {
        loop.stop(); // after one turn
        loop.run();
    }

    private int receivedByServer() {
        return server.call(() -> received);
    }

    @ParameterizedTest
    @EnumSource(value = Style.class, names = {"LOOP", "COROUTINE", "VIRTUAL", "THREAD"})
    void everyStyleAnswersAHundredPlayers(Style style) throws Exception {
        var log = new RequestLog(InstantSource.system());
        var actions = style.open(server.loop, new ActionOptions(ANY_PORT, Duration.ZERO, 64 * 1024, log,
                new ActionOptions.Patience(SECOND, SECOND)), failures::add);
        server.start();

        var run = start(plan(actions.address(), Protocol.ACTION, 100, new Pace.ClosedLoop(4)));
        runUntil(() -> !told.isEmpty());
        playFor(3, run);
        var report = loop.runUntilComplete(run.report());

        assertThat(report.isFlawless()).isTrue();
        assertThat(report.players()).isEqualTo(100);
        assertThat(report.answers()).isPositive();
        assertThat(report.measured()).isEqualTo(SECOND.multipliedBy(2));
        assertThat(told).containsExactly("100 connected", "warm-up, 100 play, some answers",
                "measured, 100 play, some answers");
        actions.shutdown();
    }

    /// A second passes when the players have been answered in it.
    private void playFor(int seconds, LoadRun run) {
        for (int i = 0; i < seconds; i++) {
            long before = run.answersSoFar();
            runUntil(() -> run.answersSoFar() > before);
            pass(1);
        }
    }

    /// Whatever comes.
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(SECOND);
            turn(); // the timers are due,
            turn(); // and so are those that they have set
        }
    }

    @Test
    void positionsAreSeenByThoseWhoMoved() throws Exception {
        var positions = new PositionServer(server.loop, new PositionOptions(ANY_PORT, Duration.ZERO, 256 * 1024));
        server.start();

        var run = start(plan(positions.address(), Protocol.POSITION, 20, ONE_EACH));
        runUntil(() -> !told.isEmpty());
        playFor(3, run);
        var report = loop.runUntilComplete(run.report());

        assertThat(report.isFlawless()).isTrue();
        assertThat(report.players()).isEqualTo(20);
        assertThat(report.answers()).isPositive();
        assertThat(report.lines()).isGreaterThan(report.answers());
        server.call(positions::shutdown).join();
    }

    @Test
    void aClosedLoopAsksNoMoreThanItMayHaveUnderWay() throws IOException {
        var run = start(plan(judge(0), Protocol.ACTION, 10, new Pace.ClosedLoop(3)));
        runUntil(() -> receivedByServer() == 30);
        pass(3);
        clock.advance(SECOND.multipliedBy(2)); // of patience with the last answers
        var report = loop.runUntilComplete(run.report());

        assertThat(receivedByServer()).isEqualTo(30);
        assertThat(report.answers()).isZero();
        assertThat(report.unanswered()).isEqualTo(30);
        assertThat(report.latencies().count()).isEqualTo(30);
        assertThat(report.latencies().p50()).isCloseTo(5_000_000_000L, within(5_000_000L));
    }

    /// The server answers the first ten and then no more. Whoever counted what was answered would call it quick.
    @Test
    void aStalledServerIsAskedAllTheSameAndItsWaitersCount() throws IOException {
        var run = start(plan(judge(10), Protocol.ACTION, 2, new Pace.FixedRate(10)));
        runUntil(() -> receivedByServer() == 1);    // due at 0
        for (int tenth = 1; tenth < 30; tenth++) {
            clock.advance(Duration.ofMillis(100));
            int all = tenth + 1;
            runUntil(() -> receivedByServer() == all);
        }
        clock.advance(Duration.ofMillis(100));
        turn(); // the end of three seconds: nobody sends any more
        turn();
        clock.advance(SECOND.multipliedBy(2));
        var report = loop.runUntilComplete(run.report());

        // A second of warm-up took the ten. Those due after 1.0, 1.1, ... 2.9 s were given up after 5 s.
        assertThat(report.unanswered()).isEqualTo(20);
        assertThat(report.latencies().count()).isEqualTo(20);
        assertThat(report.latencies().max()).isCloseTo(4_000_000_000L, within(4_000_000L));
        assertThat(report.latencies().p50()).isCloseTo(3_000_000_000L, within(3_000_000L));
        assertThat(report.lateness()).isZero();
    }

    @Test
    void aServerThatDiesEndsTheRunWithItsReport() throws IOException {
        closesAfter = 50;
        var run = start(plan(judge(Integer.MAX_VALUE), Protocol.ACTION, 1, ONE_EACH));
        var report = loop.runUntilComplete(run.report());

        assertThat(report.players()).isEqualTo(1);
        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.isFlawless()).isFalse();
        assertThat(report.trouble()).isEqualTo("a connection was closed by the other side");
    }

    @Test
    void thoseWhoseConnectionIsLostDoNotStopTheOthers() throws IOException {
        var run = start(plan(judge(Integer.MAX_VALUE), Protocol.ACTION, 10, ONE_EACH));
        runUntil(() -> !told.isEmpty());
        server.call(() -> {
            List.copyOf(tcp.connections()).subList(0, 4).forEach(Connection::close);
            return null;
        });
        playFor(3, run);
        var report = loop.runUntilComplete(run.report());

        assertThat(report.lost()).isEqualTo(4);
        assertThat(report.answers()).isPositive();
        assertThat(told.getLast()).isEqualTo("measured, 6 play, some answers");
    }

    @Test
    void refusalsAreCountedAndExplained() throws IOException {
        var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        nobody.close();

        var report = loop.runUntilComplete(start(plan((InetSocketAddress) nobody.getLocalSocketAddress(),
                Protocol.ACTION, 1_000, ONE_EACH)).report());

        assertThat(report.refused()).isEqualTo(1_000);
        assertThat(report.players()).isZero();
        assertThat(report.measured()).isZero();
        assertThat(report.trouble()).startsWith("could not connect: ");
        assertThat(told).isEmpty();
    }

    @Test
    void wrongAnswersAreErrorsAndNoAnswers() throws IOException {
        tcp = TcpServer.open(server.loop, ANY_PORT, TcpOptions.defaults(),
                _ -> (connection, _) -> connection.write("ERR no\n".getBytes(StandardCharsets.UTF_8)));
        server.start();

        var run = start(plan(tcp.address(), Protocol.ACTION, 5, ONE_EACH));
        runUntil(() -> !told.isEmpty());
        pass(3);
        var report = loop.runUntilComplete(run.report());

        assertThat(report.errors()).isPositive();
        assertThat(report.answers()).isZero();
        assertThat(report.unanswered()).isZero();
        assertThat(report.trouble()).matches("expected \"OK [a-z ]+\", got \"ERR no\"");
    }

    @Test
    void aServerThatDoesNotGreetIsGivenUp() throws IOException {
        var run = start(plan(judge(0), Protocol.POSITION, 3, ONE_EACH));
        runUntil(() -> server.call(() -> tcp.connections().size()) == 3);
        turn(); // they know that they are connected
        pass(10);
        var report = loop.runUntilComplete(run.report());

        assertThat(report.players()).isZero();
        assertThat(report.lost()).isEqualTo(3);
        assertThat(report.trouble()).isEqualTo("no greeting came: is it a server for --protocol position?");
    }

    @Test
    void endedEarlyItReportsWhatItHas() throws IOException {
        var run = start(plan(judge(Integer.MAX_VALUE), Protocol.ACTION, 10, ONE_EACH));
        runUntil(() -> !told.isEmpty());
        playFor(2, run);
        loop.execute(run::endEarly);
        var report = loop.runUntilComplete(run.report());

        assertThat(report.isFlawless()).isTrue();
        assertThat(report.measured()).isEqualTo(SECOND);
    }

    @Test
    void endedWhileTheyConnectItRefusesNobody() throws IOException {
        var run = start(plan(judge(Integer.MAX_VALUE), Protocol.ACTION, 500, ONE_EACH));
        run.endEarly();
        var report = loop.runUntilComplete(run.report());

        assertThat(report.measured()).isZero();
        assertThat(report.refused()).isZero();
        assertThat(report.isFlawless()).isTrue();
    }
}

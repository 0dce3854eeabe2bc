package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a server does about those who are slow, silent, many, or at its door when it closes.
@Timeout(120)
class HttpLimitsTest {

    private final HttpRig rig = new HttpRig();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    private static void ok(Exchange exchange) {
        exchange.respond(Response.text(200, "ok"));
    }

    private Exchange exchange(int index) {
        rig.awaitUntil(() -> exchanges.size() > index);
        return exchanges.get(index);
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
    }

    // ---- slow and silent ----

    @Test
    void whoSaysNothingIsClosedAfterHalfAMinute() {
        rig.open(HttpLimitsTest::ok);
        var peer = rig.enter();
        rig.pass(29);
        assertThat(rig.connections()).isOne();
        rig.pass(1);
        peer.expectEnd();
    }

    @Test
    void whoSaysNothingAfterAnAnswerIsClosedToo() {
        rig.open(HttpLimitsTest::ok);
        var peer = rig.enter();
        rig.pass(20);
        peer.ask("GET", "/");
        assertThat(peer.answer().status()).isEqualTo(200);
        rig.pass(29);
        peer.ask("GET", "/");
        assertThat(peer.answer().status()).isEqualTo(200);
        rig.pass(30);
        peer.expectEnd();
    }

    @Test
    void aSlowHeadIsRefused() {
        rig.open(HttpLimitsTest::ok);
        var peer = rig.connect();
        peer.ask("GET", "/");
        peer.send("G");
        assertThat(peer.answer().status()).isEqualTo(200);
        rig.awaitUntil(() -> rig.server.waitingFor(Deadlines.Phase.HEAD) == 1);
        for (var drop : "ET / HTTP".split("")) {
            rig.pass(1);
            peer.send(drop);
        }
        assertThat(rig.connections()).isOne();
        rig.pass(1);
        var answer = peer.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.headers()).containsEntry("connection", "close");
        assertThat(answer.body()).isEqualTo(
                "{\"error\":\"the request's head took too long: expected it within 10,000 ms\"}");
        peer.expectEnd();
    }

    @Test
    void aSlowBodyIsRefused() {
        rig.open(HttpLimitsTest::ok);
        var peer = rig.connect();
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
        rig.awaitUntil(() -> rig.server.waitingFor(Deadlines.Phase.BODY) == 1);
        for (int i = 0; i < 30; i++) {
            peer.send("x");
            rig.pass(1);
        }
        assertThat(peer.answer().status()).isEqualTo(408);
        peer.expectEnd();
    }

    @Test
    void anAnswerThatDoesNotComeIsOurMistake() {
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/forgotten");
        var exchange = exchange(0);
        rig.pass(59);
        assertThat(rig.failures).isEmpty();
        rig.pass(1);
        assertThat(peer.answer().status()).isEqualTo(503);
        peer.expectEnd();
        rig.expectFailure("GET /forgotten was not answered within PT1M");
        rig.run(() -> ok(exchange)); // too late, and harmless
    }

    @Test
    void whoLeavesWithoutAnAnswerIsNotKeptForEver() {
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/forgotten");
        exchange(0);
        peer.close();
        rig.pass(60);
        rig.expectFailure("GET /forgotten");
        rig.awaitConnections(0);
    }

    @Test
    void aPieceThatDoesNotComeIsOurMistakeToo() {
        var closed = new CompletableFuture<Void>();
        rig.open(exchange -> exchange.stream(Response.empty(200), new BodySource() {
            @Override
            public CompletableFuture<ByteBuffer> next() {
                return new CompletableFuture<>();
            }

            @Override
            public void close() {
                closed.complete(null);
            }
        }));
        var peer = rig.connect();
        peer.ask("GET", "/replay");
        peer.head();
        rig.pass(60);
        peer.bytesUntilBreak();
        closed.join();
        rig.expectFailure("GET /replay");
        rig.awaitConnections(0);
    }

    @Test
    void whoDoesNotReadItsAnswerIsClosed() {
        rig.open(exchange -> exchange.respond(Response.of(200, "application/octet-stream",
                ByteBuffer.allocate(20_000_000))));
        var peer = rig.connect(4_096);
        peer.ask("GET", "/");
        peer.head();
        rig.awaitUntil(() -> rig.server.waitingFor(Deadlines.Phase.QUIET) == 1);
        rig.pass(200);
        assertThat(rig.connections()).isZero();
        assertThat(peer.bytesUntilBreak()).isLessThan(20_000_000);
    }

    @Test
    void whoDoesNotReadTheEndOfItsAnswerIsClosed() {
        rig.open(exchange -> exchange.respond(Response.of(200, "application/octet-stream",
                ByteBuffer.allocate(20_000_000))));
        var peer = rig.connect(4_096);
        peer.ask("GET", "/", "Connection: close");
        peer.head();
        rig.pass(200);
        assertThat(rig.connections()).isZero();
    }

    // ---- too many ----

    @Test
    void onePastTheLimitIsToldSo() {
        rig.open(HttpOptions.defaults().withMaxConnections(2), HttpLimitsTest::ok);
        var first = rig.enter();
        var second = rig.enter();
        var third = rig.connect();
        third.ask("GET", "/");
        var answer = third.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("connection", "close");
        assertThat(answer.body()).isEqualTo("{\"error\":\"the server is full: expected 2 connections at most\"}");
        third.expectEnd();
        assertThat(rig.connections()).isEqualTo(2);

        var silent = rig.connect();
        rig.awaitUntil(() -> rig.server.waitingFor(Deadlines.Phase.QUIET) == 3);
        rig.pass(1);
        assertThat(silent.answer().status()).as("told without having asked").isEqualTo(503);
        silent.expectEnd();

        third.close();
        silent.close();
        second.close();
        rig.awaitUntil(() -> rig.server.speaking() == 1);
        var fourth = rig.connect();
        fourth.ask("GET", "/");
        assertThat(fourth.answer().status()).as("there is room again").isEqualTo(200);
    }

    @Test
    void upgradedConnectionsCount() {
        rig.open(HttpOptions.defaults().withMaxConnections(1), exchange -> exchange.upgrade(Response.empty(101),
                _ -> (_, _) -> { }));
        var first = rig.connect();
        first.ask("GET", "/");
        assertThat(first.line()).isEqualTo("HTTP/1.1 101 Switching Protocols");
        var second = rig.connect();
        second.ask("GET", "/");
        assertThat(second.answer().status()).isEqualTo(503);
        second.close();
        first.close();
        rig.awaitUntil(() -> rig.server.connections() == 0 && rig.server.speaking() == 0);
        var third = rig.connect();
        third.ask("GET", "/");
        assertThat(third.line()).isEqualTo("HTTP/1.1 101 Switching Protocols");
    }

    @Test
    void hundredsPastTheLimitLeaveNothing() {
        rig.open(HttpOptions.defaults().withMaxConnections(1), HttpLimitsTest::ok);
        rig.enter();
        for (int i = 0; i < 300; i++) {
            try (var peer = new HttpPeer(rig.server.address(), 0)) {
                peer.ask("GET", "/");
                assertThat(peer.answer().status()).isEqualTo(503);
            }
        }
        rig.awaitUntil(() -> rig.server.speaking() == 1);
        assertThat(rig.connections()).isOne();
    }

    // ---- shutdown ----

    @Test
    void aShutdownAnswersWhatWasReceivedAndClosesTheIdle() {
        rig.open(exchange -> {
            if (exchange.request().path().equals("/later")) {
                exchanges.add(exchange);
            } else {
                ok(exchange);
            }
        });
        var idle = rig.connect();
        idle.ask("GET", "/");
        idle.answer();
        var half = rig.connect();
        half.ask("GET", "/");
        half.answer();
        half.send("GET / HT");
        rig.awaitUntil(() -> rig.server.waitingFor(Deadlines.Phase.HEAD) == 1);
        var served = rig.connect();
        served.ask("GET", "/later");
        exchange(0);
        served.ask("GET", "/next");
        rig.run(() -> { });

        var shutdown = rig.call(rig.server::shutdown);
        assertThat(rig.call(rig.server::shutdown)).isSameAs(shutdown);
        idle.expectEnd();
        half.expectEnd();
        assertThat(shutdown).isNotDone();
        rig.run(() -> ok(exchanges.getFirst()));
        assertThat(served.answer().status()).isEqualTo(200);
        served.bytesUntilBreak(); // the next one is answered too, if it came in time
        idle.close();
        half.close();
        served.close();
        shutdown.join();
        assertThatThrownBy(rig::connect).as("nobody is let in").hasMessageContaining("refused");
    }

    @Test
    void aShutdownSaysThatItCloses() {
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/");
        exchange(0);
        rig.call(rig.server::shutdown);
        rig.run(() -> ok(exchanges.getFirst()));
        assertThat(peer.answer().headers()).containsEntry("connection", "close");
        peer.expectEnd();
    }

    @Test
    void aShutdownEndsEventStreams() {
        var streams = new CopyOnWriteArrayList<EventStream>();
        rig.open(exchange -> streams.add(exchange.events()));
        var peer = rig.connect();
        peer.ask("GET", "/");
        peer.head();
        rig.call(rig.server::shutdown);
        peer.expectEnd();
        assertThat(rig.call(streams.getFirst()::isOpen)).isFalse();
    }

    @Test
    void aShutdownDoesNotWaitForEver() {
        rig.open(exchanges::add);
        rig.connect().ask("GET", "/never");
        exchange(0);
        var shutdown = rig.call(rig.server::shutdown);
        rig.pass(2);
        assertThat(shutdown).isNotDone();
        rig.pass(1);
        shutdown.join();
    }

    @Test
    void aShutdownRefusesUpgrades() {
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/ws");
        exchange(0);
        rig.call(rig.server::shutdown);
        rig.run(() -> exchanges.getFirst().upgrade(Response.empty(101), _ -> {
            throw new AssertionError("not to be called");
        }));
        assertThat(peer.answer().status()).isEqualTo(503);
        peer.expectEnd();
    }

    // ---- options ----

    @Test
    void limitsMakeSense() {
        var defaults = HttpOptions.defaults();
        assertThat(defaults.withMaxHead(100).withMaxBody(0).withKeepAlive(Duration.ofSeconds(1))
                .withShutdownTimeout(Duration.ofSeconds(2)).withHeadTimeout(Duration.ofMillis(5)))
                .extracting(HttpOptions::maxHead, HttpOptions::maxBody, HttpOptions::keepAlive,
                        HttpOptions::shutdownTimeout, HttpOptions::headTimeout)
                .containsExactly(100, 0, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(5));
        assertThatThrownBy(() -> defaults.withMaxConnections(0)).hasMessageContaining("maxConnections");
        assertThatThrownBy(() -> defaults.withKeepAlive(Duration.ZERO)).hasMessageContaining("keepAlive");
    }
}

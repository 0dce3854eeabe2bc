package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpServerTest {

    private final HttpRig rig = new HttpRig();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        rig.close();
    }

    /// Says what was asked for.
    private static void echo(Exchange exchange) {
        var request = exchange.request();
        exchange.respond(Response.text(200, request.method() + " " + request.path() + " "
                + new String(request.body(), StandardCharsets.UTF_8)));
    }

    private Exchange exchange(int index) {
        rig.awaitUntil(() -> exchanges.size() > index);
        return exchanges.get(index);
    }

    @Test
    void anAnswerSaysHowLongItIsAndWhatItIs() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();

        peer.ask("GET", "/healthz");

        var answer = peer.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("GET /healthz ");
        assertThat(answer.headers()).containsOnlyKeys("content-type", "content-length", "date", "cache-control",
                        "x-content-type-options")
                .containsEntry("content-length", "13").containsEntry("cache-control", "no-store")
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(answer.headers().get("date")).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [\\d:]{8} GMT");
    }

    @Test
    void manyRequestsMayUseOneConnection() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        for (int i = 0; i < 100; i++) {
            peer.send("POST /%d HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok".formatted(i));
            assertThat(peer.answer().body()).isEqualTo("POST /%d ok".formatted(i));
        }
        assertThat(rig.connections()).isOne();
    }

    @Test
    void aRequestMayComeByteByByte() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        for (char c : "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok".toCharArray()) {
            peer.send(String.valueOf(c));
        }
        assertThat(peer.answer().body()).isEqualTo("POST /a ok");
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        var all = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            all.append("GET /%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(i));
        }
        peer.send(all.toString());
        for (int i = 0; i < 2_000; i++) {
            assertThat(peer.answer().body()).isEqualTo("GET /%d ".formatted(i));
        }
    }

    @Test
    void whatIsAnsweredLaterStillComesInOrder() {
        rig.open(exchange -> {
            if (exchange.request().path().startsWith("/later")) {
                exchanges.add(exchange);
            } else {
                echo(exchange);
            }
        });
        var peer = rig.connect();
        peer.ask("GET", "/later1");
        peer.ask("GET", "/now");
        peer.ask("GET", "/later2");

        var first = exchange(0);
        rig.run(() -> first.respond(Response.text(200, "first")));
        assertThat(peer.answer().body()).isEqualTo("first");
        assertThat(peer.answer().body()).isEqualTo("GET /now ");
        var second = exchange(1);
        rig.run(() -> second.respond(CompletableFuture.completedFuture(Response.text(200, "second"))));
        assertThat(peer.answer().body()).isEqualTo("second");
    }

    @Test
    void aFutureMayBeCompletedByAnotherThread() {
        var later = new CompletableFuture<Response>();
        rig.open(exchange -> exchange.respond(later));
        var peer = rig.connect();
        peer.ask("GET", "/");
        rig.awaitUntil(() -> later.getNumberOfDependents() > 0);

        later.complete(Response.text(200, "here"));

        assertThat(peer.answer().body()).isEqualTo("here");
    }

    @Test
    void manyLargeAnswersWaitForThePeerAndNotInMemory() {
        var large = ByteBuffer.allocate(1_000_000);
        rig.open(exchange -> {
            exchanges.add(exchange);
            exchange.respond(Response.of(200, "application/octet-stream", large));
        });
        var peer = rig.connect(4_096);
        peer.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40)); // one read, most likely
        exchange(0);
        rig.run(() -> { });
        assertThat(exchanges.size()).as("requests that were served while nobody reads").isLessThan(40);
        for (int i = 0; i < 40; i++) {
            assertThat(peer.answer().body()).hasSize(1_000_000);
        }
        assertThat(exchanges).hasSize(40);
    }

    @Test
    void headIsAnsweredAsGetButWithoutTheBody() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        peer.ask("HEAD", "/a");
        assertThat(peer.head().headers()).containsEntry("content-length", "8");
        peer.ask("GET", "/b");
        assertThat(peer.answer().body()).isEqualTo("GET /b ");
    }

    @Test
    void someAnswersHaveNoBody() {
        rig.open(exchange -> exchange.respond(Response.text(
                Integer.parseInt(exchange.request().segments().getFirst()), "not to be seen")));
        var peer = rig.connect();
        for (var status : List.of("204", "304")) {
            peer.ask("DELETE", "/" + status);
            assertThat(peer.head().headers()).doesNotContainKeys("content-length", "transfer-encoding");
        }
        peer.ask("GET", "/200");
        assertThat(peer.answer().body()).isEqualTo("not to be seen");
    }

    @Test
    void whoWantsToCloseIsAnsweredAndClosed() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        peer.ask("GET", "/", "Connection: close");
        peer.ask("GET", "/not/to/be/served");
        assertThat(peer.answer().headers()).containsEntry("connection", "close");
        peer.expectEnd();
    }

    @Test
    void http10ClosesUnlessItAsksToStay() {
        rig.open(HttpServerTest::echo);
        var stays = rig.connect();
        stays.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(stays.answer().headers()).containsEntry("connection", "keep-alive");
        stays.send("GET /b HTTP/1.0\r\n\r\n");
        assertThat(stays.answer().headers()).containsEntry("connection", "close");
        stays.expectEnd();
    }

    @Test
    void whoHasClosedItsSideIsStillAnswered() {
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/1");
        peer.ask("GET", "/2");
        peer.finish();
        for (int i = 0; i < 2; i++) {
            var exchange = exchange(i);
            rig.run(() -> echo(exchange));
            assertThat(peer.answer().body()).isEqualTo("GET /%d ".formatted(i + 1));
        }
        peer.expectEnd();
    }

    @Test
    void whoBreaksOffInTheMiddleIsClosed() {
        rig.open(HttpServerTest::echo);
        for (var part : List.of("", "GET / HT", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel")) {
            var polite = rig.connect();
            polite.send(part);
            polite.finish();
            polite.expectEnd();
            polite.close();
            var rude = rig.enter();
            rude.send(part);
            rude.reset();
            rig.awaitConnections(0);
        }
    }

    @Test
    void whatIsNoRequestIsRefusedAndClosed() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        peer.ask("GET", "/fine");
        peer.send("GET / HTTP/1.1\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(peer.answer().status()).isEqualTo(200);
        var refusal = peer.answer();
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.headers()).containsEntry("connection", "close")
                .containsEntry("content-type", "application/json");
        assertThat(refusal.body()).isEqualTo("{\"error\":\"the request has 0 Host fields: expected 1\"}");
        peer.expectEnd();
    }

    @Test
    void aHugeBodyIsRefusedBeforeItComes() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n" + "x".repeat(200_000));
        assertThat(peer.answer().status()).isEqualTo(413);
        peer.expectEnd();
    }

    @Test
    void whoExpectsContinueIsToldToGoOn() {
        rig.open(HttpServerTest::echo);
        var peer = rig.connect();
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        assertThat(peer.line()).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(peer.line()).isEmpty();
        peer.send("ok");
        assertThat(peer.answer().body()).isEqualTo("POST / ok");
    }

    @Test
    void aServiceThatThrowsIsAnsweredForAndTheServerLives() {
        rig.open(exchange -> {
            throw new IllegalStateException("a mistake");
        });
        var peer = rig.connect();
        for (int i = 0; i < 2; i++) {
            peer.ask("GET", "/");
            var answer = peer.answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("a mistake");
            rig.expectFailure("a mistake");
        }
    }

    @Test
    void whatIsThrownAfterTheAnswerIsReported() {
        rig.open(exchange -> {
            echo(exchange);
            throw new IllegalStateException("too late");
        });
        var peer = rig.connect();
        peer.ask("GET", "/");
        assertThat(peer.answer().status()).isEqualTo(200);
        rig.expectFailure("too late");
    }

    @Test
    void aFutureThatFailsIsAnsweredForAndReported() {
        rig.open(exchange -> exchange.respond(CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("no database");
        }, rig.loop)));
        var peer = rig.connect();
        peer.ask("GET", "/");
        assertThat(peer.answer().status()).isEqualTo(500);
        rig.expectFailure("no database");
    }

    @Test
    void noResponseAndHalfAResponseAreFailures() {
        rig.open(exchange -> {
            if (exchange.request().path().equals("/null")) {
                exchange.respond(CompletableFuture.completedFuture(null));
            } else {
                exchange.respond(Response.empty(102));
            }
        });
        var peer = rig.connect();
        peer.ask("GET", "/null");
        assertThat(peer.answer().status()).isEqualTo(500);
        rig.expectFailure("response");
        peer.ask("GET", "/102");
        assertThat(peer.answer().status()).isEqualTo(500);
        rig.expectFailure("200 or more, was 102");
    }

    @Test
    void thereIsOneAnswer() {
        rig.open(exchange -> {
            echo(exchange);
            assertThatThrownBy(() -> echo(exchange)).hasMessageContaining("answered already");
            assertThatThrownBy(exchange::events).hasMessageContaining("answered already");
        });
        var peer = rig.connect();
        peer.ask("GET", "/");
        assertThat(peer.answer().status()).isEqualTo(200);
    }

    @Test
    void answersComeFromTheLoopsThread() {
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/");
        var exchange = exchange(0);
        assertThatThrownBy(() -> echo(exchange)).isInstanceOf(IllegalStateException.class);
        rig.run(() -> echo(exchange));
        assertThat(peer.answer().status()).isEqualTo(200);
    }

    @Test
    void anAnswerForOneWhoIsGoneIsForgotten() {
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/");
        var exchange = exchange(0);
        assertThat(rig.call(exchange::isOpen)).isTrue();

        peer.reset();
        rig.awaitConnections(0);

        assertThat(rig.call(exchange::isOpen)).isFalse();
        rig.run(() -> echo(exchange));
    }

    @Test
    void aThousandQuickConnectionsLeaveNothing() {
        rig.open(HttpServerTest::echo);
        var peers = new ArrayList<HttpPeer>();
        for (int i = 0; i < 1_000; i++) {
            var peer = new HttpPeer(rig.server.address(), 0);
            peers.add(peer);
            switch (i % 4) {
                case 0 -> {
                    peer.ask("GET", "/" + i);
                    assertThat(peer.answer().status()).isEqualTo(200);
                    peer.close();
                }
                case 1 -> peer.reset();
                case 2 -> {
                    peer.send("GET / HT");
                    peer.close();
                }
                default -> {
                    peer.ask("GET", "/" + i);
                    peer.reset();
                }
            }
        }
        rig.awaitUntil(() -> rig.server.connections() == 0 && rig.server.speaking() == 0);
        peers.forEach(HttpPeer::close);
    }
}

package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.websocket.ClientBytes.FIN;
import static quest.gameserver.websocket.ClientBytes.TEXT;
import static quest.gameserver.websocket.ClientBytes.close;
import static quest.gameserver.websocket.ClientBytes.frame;
import static quest.gameserver.websocket.ClientBytes.join;
import static quest.gameserver.websocket.ClientBytes.utf8;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.gameserver.LoopThread;
import quest.gameserver.http.Headers;
import quest.gameserver.http.Request;

/// Handshakes on a socket, through the HTTP server as it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeTest {

    private final LoopThread thread = new LoopThread();
    private TestServer server;

    @BeforeAll
    void open() {
        thread.start();
        server = thread.call(() -> new TestServer(thread.loop, 1_000, new Echo()));
    }

    @AfterEach
    void everyConnectionEnds() {
        server.close();
        thread.awaitUntil(() -> server.http().connections() == 0);
    }

    @AfterAll
    void shutDown() {
        thread.call(() -> server.http().shutdown()).join();
        thread.close();
    }

    /// The example's request with lines changed: `-Host` leaves out that field, `+X: y` adds a line at the end, and
    /// `Upgrade: h2c` takes the place of that field's line.
    private static String request(String... changes) {
        var lines = new ArrayList<>(RawPeer.REQUEST.strip().lines().skip(1).toList());
        for (var change : changes) {
            var name = change.substring(change.startsWith("-") ? 1 : 0).split(":")[0];
            if (change.startsWith("+")) {
                lines.add(change.substring(1));
            } else {
                int index = -1;
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).split(":")[0].equalsIgnoreCase(name)) {
                        index = i;
                    }
                }
                assertThat(index).as("a line for " + change).isNotNegative();
                if (change.startsWith("-")) {
                    lines.remove(index);
                } else {
                    lines.set(index, change);
                }
            }
        }
        return "GET /ws/echo HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    /// The example's request with another first line.
    private static String asking(String requestLine) {
        return RawPeer.REQUEST.replace("GET /ws/echo HTTP/1.1", requestLine);
    }

    private void expectWebSocket(RawPeer peer) {
        peer.expectSwitching();
        peer.send(frame(FIN | TEXT, "Hello"));
        peer.send(close(1000, ""));
        peer.expect("text Hello", "close 1000 ", "end");
    }

    private List<String> refusal(String request, int status) {
        var peer = server.connect();
        peer.send(request);
        var head = peer.head();
        assertThat(head.getFirst()).startsWith("HTTP/1.1 " + status + " ");
        assertThat(head).noneMatch(line -> line.startsWith("Sec-WebSocket-Accept"));
        return head;
    }

    // ---- accepted ----

    @Test
    void theExampleOfTheStandardIsAnsweredAsThere() {
        var peer = server.connect();
        peer.send(RawPeer.REQUEST);
        var head = peer.head();

        assertThat(head.getFirst()).isEqualTo("HTTP/1.1 101 Switching Protocols");
        assertThat(head).contains("Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(head).noneMatch(line -> line.startsWith("Sec-WebSocket-Protocol")
                || line.startsWith("Sec-WebSocket-Extensions") || line.startsWith("Content-Length")
                || line.startsWith("Transfer-Encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Upgrade: WebSocket", "upgrade: websocket", "UPGRADE: WEBSOCKET", "Upgrade:websocket", "Upgrade:   websocket  ",
        "Upgrade: h2c, websocket", "Upgrade: websocket,h2c", "Upgrade: foo/1 , WebSocket",
        "Connection: upgrade", "connection: UPGRADE", "CONNECTION: Upgrade", "Connection: keep-alive, Upgrade",
        "Connection: Upgrade, keep-alive", "Connection: keep-alive,upgrade", "Connection: , Upgrade ,",
        "Connection: close, Upgrade", "Connection:\tUpgrade",
        "sec-websocket-version: 13", "SEC-WEBSOCKET-VERSION:13", "Sec-WebSocket-Version:  13 ",
        "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key:dGhlIHNhbXBsZSBub25jZQ==  ",
        "+Sec-WebSocket-Protocol: chat", "+Sec-WebSocket-Protocol: chat, superchat",
        "+Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
        "+Sec-WebSocket-Extensions: x-webkit-deflate-frame", "+Origin: http://localhost",
        "+User-Agent: a browser", "+Cookie: a=b", "+Pragma: no-cache", "+Upgrade: h2c", "+Connection: keep-alive",
        "+X-Empty:", "+Content-Length: 0", "Host: example.org:8080"
    })
    void variantsThatMeanTheSameAreAccepted(String change) {
        var peer = server.connect();
        peer.send(request(change));
        expectWebSocket(peer);
    }

    @Test
    void tokensMayBeInFieldsOfTheirOwn() {
        var peer = server.connect();
        peer.send(request("Connection: keep-alive", "+Connection: Upgrade", "Upgrade: h2c", "+Upgrade: websocket"));
        expectWebSocket(peer);
    }

    @Test
    void aQueryDoesNotMatter() {
        var peer = server.connect();
        peer.send(asking("GET /ws/echo?a=b&c HTTP/1.1"));
        expectWebSocket(peer);
    }

    @Test
    void aTargetMayBeAbsolute() {
        var peer = server.connect();
        peer.send(asking("GET http://localhost/ws/echo HTTP/1.1"));
        expectWebSocket(peer);
    }

    @Test
    void anEmptyLineBeforeTheRequestIsPassedOver() {
        var peer = server.connect();
        peer.send("\r\n" + RawPeer.REQUEST);
        expectWebSocket(peer);
    }

    @Test
    void anyKeyOfSixteenBytesIsAccepted() {
        // The second is that of RFC 6455, section 4.1, whose last character has bits that mean nothing.
        for (var key : List.of("AAAAAAAAAAAAAAAAAAAAAA==", "AQIDBAUGBwgJCgsMDQ4PEC==", "/+/+/+/+/+/+/+/+/+/+/w==")) {
            var peer = server.connect();
            peer.send(request("Sec-WebSocket-Key: " + key));
            assertThat(peer.head()).contains("Sec-WebSocket-Accept: " + Handshake.accept(key));
        }
    }

    // ---- what comes when ----

    @Test
    void theRequestMayComeByteByByteAndSoMayTheFirstFrames() {
        var peer = server.connect();
        peer.sendByteByByte(join(utf8(RawPeer.REQUEST), frame(FIN | TEXT, "Hello")));
        peer.expectSwitching();
        peer.expect("text Hello");
    }

    @Test
    void howRequestAndFirstFramesAreCutMakesNoDifference() {
        var bytes = join(utf8(RawPeer.REQUEST), frame(TEXT, "Hel"), frame(FIN, "lo"), close(1000, ""));
        for (int cut = utf8(RawPeer.REQUEST).length - 6; cut < bytes.length; cut++) {
            var peer = server.connect();
            peer.send(Arrays.copyOfRange(bytes, 0, cut));
            peer.send(Arrays.copyOfRange(bytes, cut, bytes.length));
            peer.expectSwitching();
            peer.expect("text Hello", "close 1000 ", "end");
        }
    }

    @Test
    void aWebSocketMayFollowOtherRequestsInTheSamePacket() {
        var peer = server.connect();
        peer.send(join(utf8("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"), utf8(RawPeer.REQUEST),
                frame(FIN | TEXT, "Hello")));
        var first = peer.head();
        assertThat(first.getFirst()).startsWith("HTTP/1.1 404 ");
        peer.skipBody(first);
        peer.expectSwitching();
        peer.expect("text Hello");
    }

    @Test
    void whoSendsEverythingAndClosesItsSideIsAnsweredStill() {
        var peer = server.connect();
        peer.send(join(utf8(RawPeer.REQUEST), frame(FIN | TEXT, "Hello"), close(1000, "bye")));
        peer.finish();
        peer.expectSwitching();
        peer.expect("text Hello", "close 1000 bye", "end");
    }

    // ---- refused ----

    @ParameterizedTest
    @ValueSource(strings = {
        "-Connection", "Connection: keep-alive", "Connection: close", "Connection: Upgraded", "Connection:",
        "-Sec-WebSocket-Key", "Sec-WebSocket-Key:", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTE=", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTEy",
        "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==", "Sec-WebSocket-Key: dGhlIHNhbXBs ZSBub25jZQ==",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j==ZQ", "Sec-WebSocket-Key: ________________________",
        "+Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "+Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEC==",
        "+Sec-WebSocket-Version: 13", "+Sec-WebSocket-Version: 8", "-Host"
    })
    void whatIsWrongIsABadRequest(String change) {
        refusal(request(change), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-Sec-WebSocket-Version", "Sec-WebSocket-Version: 0", "Sec-WebSocket-Version: 7", "Sec-WebSocket-Version: 8",
        "Sec-WebSocket-Version: 12", "Sec-WebSocket-Version: 14", "Sec-WebSocket-Version: 130",
        "Sec-WebSocket-Version: 013", "Sec-WebSocket-Version: 13, 8", "Sec-WebSocket-Version: x",
        "Sec-WebSocket-Version:", "Sec-WebSocket-Version: -13"
    })
    void anotherVersionIsToldWhichOneIsSpoken(String change) {
        assertThat(refusal(request(change), 426)).contains("Sec-WebSocket-Version: 13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Upgrade", "Upgrade: h2c", "Upgrade: websockets", "Upgrade: web socket", "Upgrade:"})
    void aRequestForAPageIsToldWhatItTakes(String change) {
        assertThat(refusal(request(change), 426)).contains("Upgrade: websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void anotherMethodIsNotAllowed(String method) {
        var head = refusal(asking(method + " /ws/echo HTTP/1.1"), 405);
        assertThat(head).anyMatch(line -> line.startsWith("Allow: GET"));
    }

    @Test
    void aHeadIsNoBeginningOfAWebSocket() {
        refusal(asking("HEAD /ws/echo HTTP/1.1"), 405);
    }

    @Test
    void theOldHttpHasNoUpgrade() {
        refusal(asking("GET /ws/echo HTTP/1.0"), 426);
    }

    @Test
    void elsewhereIsNothing() {
        refusal(asking("GET /ws/nothing HTTP/1.1"), 404);
    }

    @Test
    void afterARefusalTheConnectionMayTryAgain() {
        var peer = server.connect();
        peer.send(request("Sec-WebSocket-Version: 8"));
        var head = peer.head();
        peer.skipBody(head);
        peer.send(RawPeer.REQUEST);
        expectWebSocket(peer);
    }

    @Test
    void aRefusalSaysWhatWasExpected() {
        var request = new Request("GET", "/", List.of(), Map.of(), Headers.of("Upgrade", "websocket", "Connection",
                "Upgrade", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "short"), new byte[0]);
        var refused = (Handshake.Refused) Handshake.answer(request);

        assertThat(refused.response().status()).isEqualTo(400);
        assertThat(StandardCharsets.UTF_8.decode(refused.response().body()).toString())
                .isEqualTo("{\"error\":\"Sec-WebSocket-Key must be 16 bytes in base64, was 'short'\"}");
    }
}

package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static quest.gameserver.websocket.ClientBytes.BINARY;
import static quest.gameserver.websocket.ClientBytes.FIN;
import static quest.gameserver.websocket.ClientBytes.PING;
import static quest.gameserver.websocket.ClientBytes.TEXT;
import static quest.gameserver.websocket.ClientBytes.close;
import static quest.gameserver.websocket.ClientBytes.frame;
import static quest.gameserver.websocket.ClientBytes.join;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a WebSocket begins to end, ends, and what its handler hears of it. The time is the test's.
class WebSocketTest {

    private final HandLoop hand = new HandLoop();
    private final Recorder recorder = new Recorder();
    private final TestServer server = new TestServer(hand.loop, 1_000, recorder);

    @BeforeEach
    void start() {
        hand.start();
    }

    private void awaitClosed(String... trail) {
        hand.awaitUntil(() -> recorder.trail.stream().anyMatch(each -> each.startsWith("closed")));
        assertThat(recorder.trail).containsExactly(trail);
    }

    @AfterEach
    void everythingEndsAndTheHandlerHeardOfItOnce() {
        server.close();
        hand.awaitUntil(() -> {
            hand.advance(Duration.ofSeconds(1)); // whatever lingers, lingers no more
            return server.http().connections() == 0;
        });
        assertThat(recorder.trail.stream().filter(each -> each.startsWith("closed"))).hasSameSizeAs(server.sockets);
        hand.call(() -> server.http().shutdown()).join();
        hand.close();
    }

    // ---- the peer closes ----

    @Test
    void aCloseIsAnsweredWithItsCodeAndNothingAfterItIsHeard() {
        var peer = server.enter();
        peer.send(join(frame(FIN | TEXT, "a"), close(3005, "bye"), frame(FIN | TEXT, "b"), frame(FIN | PING, "p")));

        peer.expect("text heard a", "close 3005 bye", "end");
        awaitClosed("text a", "closed 3005 bye");
    }

    @Test
    void aCloseWithoutACodeIsAnsweredWith1000() {
        var peer = server.enter();
        peer.send(close(-1, ""));

        peer.expect("close 1000 ", "end");
        awaitClosed("closed 1005 ");
    }

    @Test
    void aConnectionThatIsLostIsClosedAbnormally() {
        var peer = server.enter();
        peer.reset();

        awaitClosed("closed 1006 the connection was lost");
    }

    @Test
    void anInputThatEndsWithoutACloseFrameIsTheEnd() {
        var peer = server.enter();
        peer.send(frame(FIN | TEXT, "a"));
        peer.finish();

        peer.expect("text heard a", "end");
        awaitClosed("text a", "closed 1006 the peer ended the connection without a close frame");
    }

    // ---- we close ----

    @Test
    void afterOurCloseMessagesAndPingsAreIgnoredUntilThePeersClose() {
        var peer = server.enter();
        peer.send(join(frame(FIN | TEXT, "close"), frame(FIN | TEXT, "ignored"), frame(FIN | PING, "ignored"),
                frame(FIN | BINARY, "ignored")));
        peer.expect("close 4001 as you wish");
        peer.send(join(frame(FIN | TEXT, "ignored"), close(4001, "")));

        peer.expectEnd();
        awaitClosed("text close", "closed 4001 as you wish");
    }

    @Test
    void theHandlerHearsOfTheEndWhenThePeersCloseHasCome() {
        var peer = server.enter();
        peer.send(frame(FIN | TEXT, "close"));
        peer.expect("close 4001 as you wish");
        assertThat(hand.call(() -> List.copyOf(recorder.trail))).containsExactly("text close");
        peer.send(close(1000, "fine"));

        awaitClosed("text close", "closed 4001 as you wish");
    }

    @Test
    void aPeerThatDoesNotAnswerOurCloseHasTwoSeconds() {
        var peer = server.enter();
        peer.send(frame(FIN | TEXT, "close"));
        peer.expect("close 4001 as you wish");
        hand.advance(Duration.ofMillis(1_999));
        peer.send(frame(FIN | TEXT, "still here"));
        hand.call(() -> null);
        assertThat(recorder.trail).containsExactly("text close");
        hand.advance(Duration.ofMillis(1));

        peer.expectEnd();
        awaitClosed("text close", "closed 4001 as you wish");
    }

    @Test
    void afterOurCloseFrameNothingIsSentNorASecondOne() {
        var peer = server.enter();
        peer.send(join(frame(FIN | TEXT, "close twice"), close(1000, "")));

        peer.expect("close 4001 as you wish", "end");
        awaitClosed("text close twice", "closed 4001 as you wish");
    }

    @Test
    void whoWasNotReadFromIsReadAgainForItsClose() {
        var peer = server.enter();
        peer.send(frame(FIN | TEXT, "pause"));
        hand.awaitUntil(() -> recorder.trail.contains("text pause"));
        hand.run(() -> server.sockets.getFirst().close(4001, "enough"));
        peer.expect("close 4001 enough");
        peer.send(close(4001, ""));

        peer.expectEnd(); // though no time passes
        awaitClosed("text pause", "closed 4001 enough");
    }

    @Test
    void aViolationWhileClosingEndsItWithoutASecondCloseFrame() {
        var peer = server.enter();
        peer.send(join(frame(FIN | TEXT, "close"), frame(FIN | 3, "x")));

        peer.expect("close 4001 as you wish", "end");
        awaitClosed("text close", "closed 4001 as you wish");
    }

    @Test
    void aPeerThatIsLostWhileClosingIsClosedWithOurCode() {
        var peer = server.enter();
        peer.send(frame(FIN | TEXT, "close"));
        peer.expect("close 4001 as you wish");
        peer.reset();

        awaitClosed("text close", "closed 4001 as you wish");
    }

    @Test
    void aShutdownSaysGoodbyeToAll() {
        var first = server.enter();
        var second = server.enter();
        hand.call(() -> server.http().shutdown());
        for (var peer : List.of(first, second)) {
            peer.expect("close 1001 the server shuts down");
            peer.send(close(1001, ""));
            peer.expectEnd();
        }
        hand.awaitUntil(() -> recorder.trail.size() == 2);
        assertThat(recorder.trail).containsOnly("closed 1001 the server shuts down");
    }

    @Test
    void aCodeThatMayNotBeSentIsRefusedAndNothingIsClosed() {
        var peer = server.enter();
        var socket = server.sockets.getFirst();
        assertThatThrownBy(() -> socket.close(1005, "")).isInstanceOf(IllegalArgumentException.class);
        peer.send(frame(FIN | TEXT, "a"));

        peer.expect("text heard a");
    }

    // ---- something is wrong ----

    @Test
    void aViolationIsToldAndNothingAfterItIsHeard() {
        var peer = server.enter();
        peer.send(join(frame(FIN | TEXT, "a"), frame(FIN | 4, "x"), frame(FIN | TEXT, "b"), close(1000, "")));

        peer.expect("text heard a", "close 1002 opcode 4 is reserved", "end");
        awaitClosed("text a", "closed 1002 opcode 4 is reserved");
    }

    @Test
    void aMessageThatIsTooBigIsRefusedBeforeItCame() {
        var peer = server.enter();
        peer.send(frame(FIN | TEXT, 2, 1_001, new byte[0], ClientBytes.KEY));

        peer.expect("close 1009 a message may have 1000 bytes at most, this one has more", "end");
    }

    @Test
    void whatAHandlerThrowsClosesItsSocketAndIsReported() {
        var peer = server.enter();
        var other = server.enter();
        peer.send(join(frame(FIN | TEXT, "fail"), frame(FIN | TEXT, "not heard")));

        peer.expect("close 1011 the server failed", "end");
        awaitClosed("text fail", "closed 1011 the server failed");
        assertThat(hand.failures).singleElement().satisfies(each -> assertThat(each).hasMessage("told to"));
        hand.failures.clear();
        other.send(frame(FIN | TEXT, "a"));
        other.expect("text heard a");
    }

    @Test
    void binaryMessagesAreNotUnderstoodUnlessAHandlerSaysSo() {
        var peer = server.enter();
        peer.send(frame(FIN | BINARY, "x"));

        peer.expect("close 1003 only texts are understood here");
        peer.send(close(1003, ""));
        peer.expectEnd();
    }

    @Test
    void aHandlerMayLoseTheConnectionInTheMiddle() {
        var peer = server.enter();
        peer.send(join(frame(FIN | TEXT, "lose"), frame(FIN | TEXT, "not heard"), close(1000, "")));

        peer.expectEnd();
        awaitClosed("text lose", "closed 1006 the connection was lost");
    }

    @Test
    void whatIsSentAfterTheEndIsThrownAway() {
        var peer = server.enter();
        var socket = server.sockets.getFirst();
        peer.send(close(1000, ""));
        peer.expect("close 1000 ", "end");

        hand.call(() -> {
            assertThat(socket.isOpen()).isFalse();
            socket.send("nobody hears");
            socket.ping();
            socket.close(1000, "nor that");
            return null;
        });
        awaitClosed("closed 1000 ");
    }
}

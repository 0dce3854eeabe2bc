package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static quest.gameserver.websocket.ClientBytes.BINARY;
import static quest.gameserver.websocket.ClientBytes.FIN;
import static quest.gameserver.websocket.ClientBytes.PONG;
import static quest.gameserver.websocket.ClientBytes.TEXT;
import static quest.gameserver.websocket.ClientBytes.frame;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sweeps over real sockets, at moments that the test chooses.
class KeepAliveTest {

    private final HandLoop hand = new HandLoop();
    private final KeepAlive keepAlive = new KeepAlive(hand.loop);
    private final Recorder recorder = new Recorder();
    private final TestServer server = new TestServer(hand.loop, 1_000, recorder);
    private final TestServer echo = new TestServer(hand.loop, Echo.MAX_MESSAGE, new Echo());

    private RawPeer enter(TestServer at) {
        var peer = at.enter();
        hand.run(() -> keepAlive.watch(at.sockets.getLast()));
        return peer;
    }

    private RawPeer enter() {
        return enter(server);
    }

    private void pass(Duration duration) {
        hand.pass(duration, Duration.ofMillis(500)); // a sweep
    }

    private void say(String text) {
        hand.run(() -> server.sockets.getFirst().send(text));
    }

    @BeforeEach
    void start() {
        hand.start();
    }

    @AfterEach
    void everythingEnds() {
        for (var each : List.of(server, echo)) {
            each.close();
            hand.awaitUntil(() -> {
                hand.advance(Duration.ofSeconds(1));
                return each.http().connections() == 0;
            });
            hand.call(() -> each.http().shutdown()).join();
        }
        hand.run(keepAlive::close);
        hand.close();
    }

    @Test
    void whoIsSilentIsPingedAfterTwentySecondsAndClosedAfterTwentyMore() {
        var peer = enter();
        pass(Duration.ofMillis(19_500));
        say("19.5");
        pass(Duration.ofMillis(500));
        say("20");
        pass(Duration.ofMillis(19_500));
        say("39.5");
        pass(Duration.ofMillis(500));

        peer.expect("text 19.5", "ping ", "text 20", "text 39.5");
        assertThat(peer.frame()).startsWith("close 1001 ");
        pass(Duration.ofSeconds(2));
        peer.expectEnd();
        assertThat(recorder.trail).singleElement().asString().startsWith("closed 1001 nothing was heard from you");
    }

    @Test
    void anAnswerToThePingKeepsItOpen() {
        var peer = enter();
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(20));
            peer.expect("ping ");
            peer.send(frame(FIN | PONG, ""));
            peer.send(frame(FIN | TEXT, "here"));
            peer.expect("text heard here"); // so the pong has come too
        }
    }

    @Test
    void whoTalksIsNotPinged() {
        var peer = enter();
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(19));
            peer.send(frame(FIN | TEXT, "" + i));
            peer.expect("text heard " + i);
        }
    }

    @Test
    void aPartOfAFrameIsASignOfLife() {
        var peer = enter();
        for (byte each : frame(FIN | TEXT, "abc")) {
            peer.send(new byte[] {each});
            pass(Duration.ofSeconds(19));
        }
        peer.expect("text heard abc");
    }

    @Test
    void whoeverIsClosedIsWatchedNoLonger() {
        var peer = enter();
        enter();
        peer.send(ClientBytes.close(1000, ""));
        peer.expect("close 1000 ", "end");
        pass(Duration.ofMillis(500));

        assertThat(hand.call(keepAlive::size)).isEqualTo(1);
    }

    // ---- while we do not read, since the peer does not ----

    /// So large that the system's buffers do not take its echo.
    private static final int LARGE = 24 * 1024 * 1024;

    private RawPeer enterWithAnEchoUnderWay() {
        var peer = enter(echo);
        peer.send(frame(FIN | BINARY, new byte[LARGE]));
        hand.awaitUntil(() -> echo.sockets.getFirst().isCongested());
        peer.send(frame(FIN | TEXT, "not read by anybody yet"));
        return peer;
    }

    private long pending() {
        return hand.call(() -> echo.sockets.getFirst().pending());
    }

    @Test
    void whoTakesNothingForTwiceThePatienceIsClosed() {
        enterWithAnEchoUnderWay();
        pass(Duration.ofSeconds(120)); // each ping makes the system take some more, until its buffers are full
        assertThat(hand.call(() -> echo.sockets.getFirst().isOpen())).isFalse();
        pass(Duration.ofSeconds(2));

        hand.awaitUntil(() -> echo.http().connections() == 0);
    }

    @Test
    void whoTakesItSlowlyIsNot() {
        var peer = enterWithAnEchoUnderWay();
        int left = LARGE + 10;
        while (left > 0) {
            long before = pending();
            while (left > 0 && pending() == before) {
                left -= peer.skip(Math.min(left, 64 * 1024));
            }
            if (hand.call(() -> echo.sockets.getFirst().isCongested())) { // else it is read again, and must answer pings
                pass(Duration.ofSeconds(19));
            }
        }
        peer.send(frame(FIN | TEXT, "still here"));

        for (var each = peer.frame(); !each.equals("text still here"); each = peer.frame()) {
            assertThat(each).isIn("ping ", "text not read by anybody yet");
        }
    }

    @Test
    void patienceThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new KeepAlive(hand.loop,
                Duration.ZERO)).hasMessageContaining("40 ms or more, was PT0S");
    }
}

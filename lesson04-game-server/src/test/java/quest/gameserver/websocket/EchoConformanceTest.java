package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quest.gameserver.LoopThread;

/// What the decoder's cases become on a socket: echoes, pongs, and a close frame before the end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EchoConformanceTest {

    private final LoopThread thread = new LoopThread();
    private TestServer server;

    static List<Case> cases() {
        return Case.all();
    }

    static List<Case> shortCases() {
        return Case.all().stream().filter(each -> each.bytes().length <= 60).toList();
    }

    @BeforeAll
    void open() {
        thread.start();
        server = thread.call(() -> new TestServer(thread.loop, Case.MAX_MESSAGE, new Echo()));
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

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredAsAWhole(Case each) {
        var peer = server.enter();
        peer.send(each.bytes());
        expectAnswers(peer, each);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredInOnePacketWithTheRequest(Case each) {
        var peer = server.connect();
        peer.send(ClientBytes.join(ClientBytes.utf8(RawPeer.REQUEST), each.bytes()));
        peer.expectSwitching();
        expectAnswers(peer, each);
    }

    @ParameterizedTest
    @MethodSource("shortCases")
    void isAnsweredByteByByte(Case each) {
        var peer = server.enter();
        peer.sendByteByByte(each.bytes());
        expectAnswers(peer, each);
    }

    private static void expectAnswers(RawPeer peer, Case each) {
        for (var called : each.expected()) {
            var word = called.substring(0, called.indexOf(' '));
            var rest = called.substring(word.length() + 1);
            switch (word) {
                case "text", "binary" -> assertThat(peer.frame()).isEqualTo(called);
                case "ping" -> assertThat(peer.frame()).isEqualTo("pong " + rest);
                case "pong" -> { }
                case "close" -> assertThat(peer.frame()).isEqualTo(called.replace("close 1005 ", "close 1000 "));
                case "violation" -> {
                    peer.expectCloseAndEnd(Integer.parseInt(rest));
                    return;
                }
                default -> throw new AssertionError(called);
            }
            if (word.equals("close")) {
                peer.expectEnd();
                return;
            }
        }
        peer.send(ClientBytes.close(4000, "enough"));
        peer.expect("close 4000 enough", "end");
    }
}

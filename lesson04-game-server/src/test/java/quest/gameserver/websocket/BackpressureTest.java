package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.websocket.ClientBytes.BINARY;
import static quest.gameserver.websocket.ClientBytes.FIN;
import static quest.gameserver.websocket.ClientBytes.PING;
import static quest.gameserver.websocket.ClientBytes.frame;
import static quest.gameserver.websocket.ClientBytes.join;
import static quest.gameserver.websocket.ClientBytes.letters;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import quest.gameserver.LoopThread;

/// Peers that send and do not read.
class BackpressureTest {

    private static final int MESSAGE = 64 * 1024;
    private static final int HIGH_WATER = 256 * 1024;
    private static final int READ_AT_ONCE = 64 * 1024;

    private final LoopThread thread = new LoopThread();
    private TestServer server;

    @BeforeEach
    void open() {
        thread.start();
        server = thread.call(() -> new TestServer(thread.loop, MESSAGE, new Echo()));
    }

    @AfterEach
    void shutDown() {
        server.close();
        thread.awaitUntil(() -> server.http().connections() == 0);
        thread.call(() -> server.http().shutdown()).join();
        thread.close();
    }

    private long pending() {
        return thread.call(() -> server.sockets.getFirst().pending());
    }

    /// Sends on a thread of its own, which will be stuck until the peer reads.
    private static Thread sendAll(RawPeer peer, byte[] piece, int times, byte[] last) {
        return Thread.ofVirtual().start(() -> {
            for (int i = 0; i < times; i++) {
                peer.send(piece);
            }
            peer.send(last);
        });
    }

    @Test
    void anEchoThatNobodyReadsCostsBoundedMemoryAndArrivesInTheEnd() throws InterruptedException {
        var peer = server.enter();
        int messages = 600; // 38 MB: more than the system's buffers take
        var sender = sendAll(peer, frame(FIN | BINARY, letters(MESSAGE)), messages,
                ClientBytes.close(1000, "all sent"));

        thread.awaitUntil(() -> server.sockets.getFirst().isCongested());
        for (int i = 0; i < 200; i++) {
            assertThat(pending()).isLessThanOrEqualTo(HIGH_WATER + READ_AT_ONCE + MESSAGE + 20L);
        }
        var expected = "binary " + Trail.brief(letters(MESSAGE));
        for (int i = 0; i < messages; i++) {
            assertThat(peer.frame()).isEqualTo(expected);
        }
        peer.expect("close 1000 all sent", "end");
        sender.join();
    }

    /// Pings are read on: what comes among them may be a message. But pongs do not pile up.
    @Test
    void pongsThatNobodyReadsAreLeftOutButTheLast() throws InterruptedException {
        var peer = server.enter();
        int pings = 200_000; // 26 MB
        var thousand = join(Collections.nCopies(1_000, frame(FIN | PING, letters(125))).toArray(new byte[0][]));
        var sender = sendAll(peer, thousand, pings / 1_000, frame(FIN | PING, "last"));
        thread.awaitUntil(() -> {
            assertThat(server.sockets.getFirst().pending()).isLessThanOrEqualTo(HIGH_WATER + 127L);
            return server.sockets.getFirst().isCongested();
        });
        sender.join(); // all is taken, though nobody reads

        int pongs = 1;
        var last = "pong " + Trail.brief(ClientBytes.utf8("last"));
        for (var each = peer.frame(); !each.equals(last); each = peer.frame()) {
            assertThat(each).startsWith("pong ");
            pongs++;
        }
        assertThat(pongs).isLessThan(pings);
        peer.send(ClientBytes.close(1000, ""));
        peer.expect("close 1000 ", "end");
    }
}

package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static quest.gameserver.websocket.ClientBytes.FIN;
import static quest.gameserver.websocket.ClientBytes.PONG;
import static quest.gameserver.websocket.ClientBytes.TEXT;
import static quest.gameserver.websocket.ClientBytes.frame;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import quest.eventloop.EventLoop;

/// Sweeps over real sockets, at moments that the test chooses.
class KeepAliveTest {

    private final HandClock clock = new HandClock();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = EventLoop.builder().clock(clock).exceptionHandler(failures::add).build();
    private final Recorder recorder = new Recorder();
    private final TestServer server = new TestServer(loop, 1_000, recorder);
    private final KeepAlive keepAlive = new KeepAlive(loop);
    private final Thread thread = Thread.ofPlatform().name("loop").start(loop::run);

    private void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    private RawPeer enter() {
        var peer = server.enter();
        onLoop(() -> keepAlive.watch(server.sockets.getLast()));
        return peer;
    }

    /// In steps of a sweep; what is due at each is done before the next.
    private void pass(Duration duration) {
        for (long left = duration.toMillis(); left > 0; left -= 500) {
            clock.advance(Duration.ofMillis(Math.min(left, 500)));
            var swept = new CompletableFuture<Void>();
            onLoop(() -> loop.schedule(() -> swept.complete(null), Duration.ZERO));
            swept.join();
        }
    }

    @AfterEach
    void everythingEnds() throws InterruptedException {
        server.close();
        while (CompletableFuture.supplyAsync(() -> server.http().connections(), loop).join() > 0) {
            clock.advance(Duration.ofSeconds(1));
        }
        onLoop(keepAlive::close);
        CompletableFuture.supplyAsync(() -> server.http().shutdown(), loop).join().join();
        loop.close();
        thread.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void whoIsSilentIsPingedAfterTwentySecondsAndClosedAfterTwentyMore() {
        var peer = enter();
        pass(Duration.ofMillis(19_500));
        onLoop(() -> server.sockets.getFirst().send("19.5"));
        pass(Duration.ofMillis(500));
        onLoop(() -> server.sockets.getFirst().send("20"));
        pass(Duration.ofMillis(19_500));
        onLoop(() -> server.sockets.getFirst().send("39.5"));
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

        assertThat(CompletableFuture.supplyAsync(keepAlive::size, loop).join()).isEqualTo(1);
    }

    @Test
    void patienceThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new KeepAlive(loop, Duration.ZERO)).hasMessageContaining("40 ms or more, was PT0S");
    }
}

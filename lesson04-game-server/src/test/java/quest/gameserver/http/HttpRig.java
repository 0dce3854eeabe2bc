package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import quest.eventloop.EventLoop;
import quest.gameserver.LoopThread;

/// A server on real sockets whose time is set by hand: for its limits, nothing passes but what a test lets pass. At the
/// end, nobody may be left, and nothing may have gone wrong that was not asked for.
final class HttpRig implements AutoCloseable {

    private final AtomicLong now = new AtomicLong();
    private final LoopThread thread = new LoopThread(now::get);
    final EventLoop loop = thread.loop;
    final List<Throwable> failures = thread.failures;
    private final List<HttpPeer> peers = new ArrayList<>();
    HttpServer server;

    HttpRig open(HttpService service) {
        return open(HttpOptions.defaults(), service);
    }

    HttpRig open(HttpOptions options, HttpService service) {
        thread.start();
        server = call(() -> new HttpServer(loop, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options,
                service));
        return this;
    }

    HttpPeer connect() {
        return connect(0);
    }

    HttpPeer connect(int receiveBuffer) {
        var peer = new HttpPeer(server.address(), receiveBuffer);
        peers.add(peer);
        return peer;
    }

    /// Connects, and waits until the server knows.
    HttpPeer enter() {
        int before = connections();
        var peer = connect();
        awaitConnections(before + 1);
        return peer;
    }

    <T> T call(Callable<T> task) {
        return thread.call(task);
    }

    void run(Runnable task) {
        thread.run(task);
    }

    /// Lets time pass, a second at a time: after each, the server has looked at its deadlines.
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            run(() -> { }); // posted, so the loop takes a turn, in which the timers that are due become ready
            run(() -> { }); // and have run before this
        }
    }

    void awaitUntil(Callable<Boolean> condition) {
        thread.awaitUntil(condition);
    }

    int connections() {
        return call(server::connections);
    }

    void awaitConnections(int count) {
        awaitUntil(() -> server.connections() == count);
    }

    void expectFailure(String part) {
        awaitUntil(() -> !failures.isEmpty());
        assertThat(failures.removeFirst()).hasMessageContaining(part);
    }

    @Override
    public void close() {
        peers.forEach(HttpPeer::close);
        if (server != null) {
            call(server::shutdown).join();
            assertThat(connections()).isZero();
        }
        thread.close();
    }
}

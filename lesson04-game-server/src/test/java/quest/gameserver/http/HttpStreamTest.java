package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;

/// Answers that are more than one piece: long bodies, event streams, upgrades.
@Timeout(120)
class HttpStreamTest {

    private static final Response HEAD = Response.empty(200).withHeader("Content-Type", "application/x-ndjson");
    private static final int PIECE = 64 * 1024;

    private final HttpRig rig = new HttpRig();
    private Duration heartbeat = HttpOptions.defaults().heartbeat();
    private final List<EventStream> streams = new CopyOnWriteArrayList<>();
    private final List<String> trail = new CopyOnWriteArrayList<>();

    /// Pieces as they are asked for, and whether the source was closed.
    private static final class Source implements BodySource {

        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        private final Supplier<CompletableFuture<ByteBuffer>> pieces;

        Source(Supplier<CompletableFuture<ByteBuffer>> pieces) {
            this.pieces = pieces;
        }

        static Source of(String... texts) {
            Queue<String> left = new ArrayDeque<>(List.of(texts));
            return new Source(() -> CompletableFuture.completedFuture(left.isEmpty() ? null : bytes(left.poll())));
        }

        static Source endless() {
            return new Source(() -> CompletableFuture.completedFuture(ByteBuffer.allocate(PIECE)));
        }

        @Override
        public CompletableFuture<ByteBuffer> next() {
            asked.incrementAndGet();
            return pieces.get();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(Source source) {
        rig.open(exchange -> exchange.stream(HEAD, source));
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
    }

    // ---- long bodies ----

    @Test
    void aBodyWithoutALengthComesInChunks() {
        var source = Source.of("one\n", "", "two\n");
        serve(source);
        var peer = rig.connect();
        for (int i = 0; i < 2; i++) {
            peer.ask("GET", "/");
            var answer = peer.answer();
            assertThat(answer.headers()).containsEntry("transfer-encoding", "chunked")
                    .doesNotContainKey("content-length");
            assertThat(answer.body()).isEqualTo(i == 0 ? "one\ntwo\n" : "");
        }
        assertThat(source.closed).hasValue(2);
    }

    @Test
    void aBodyWithALengthIsThatLong() {
        rig.open(exchange -> exchange.stream(HEAD.withHeader("Content-Length", "6"), Source.of("one", "two")));
        var peer = rig.connect();
        peer.ask("GET", "/");
        assertThat(peer.answer().body()).isEqualTo("onetwo");
        peer.ask("GET", "/");
        assertThat(peer.answer().body()).isEqualTo("onetwo");
    }

    @Test
    void aBodyForHttp10EndsWithTheConnection() {
        serve(Source.of("one\n", "two\n"));
        var peer = rig.connect();
        peer.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(peer.head().headers()).containsEntry("connection", "close").doesNotContainKey("transfer-encoding");
        assertThat(peer.line()).isEqualTo("one");
        assertThat(peer.line()).isEqualTo("two");
        peer.expectEnd();
    }

    @Test
    void headAsksForNoPiece() {
        var source = Source.of("one");
        serve(source);
        var peer = rig.connect();
        peer.ask("HEAD", "/");
        assertThat(peer.head().headers()).containsEntry("transfer-encoding", "chunked");
        peer.ask("HEAD", "/");
        assertThat(peer.head().status()).isEqualTo(200);
        assertThat(source.asked).hasValue(0);
        assertThat(source.closed).hasValue(2);
    }

    @Test
    void piecesAreFetchedOnlyAsThePeerReads() {
        var source = Source.endless();
        serve(source);
        var peer = rig.connect(4_096);
        peer.ask("GET", "/");
        peer.head();

        // When the system's buffers are full, and the server's, the asking ends: two looks see the same.
        int before;
        do {
            before = source.asked.get();
            for (int i = 0; i < 100; i++) {
                rig.run(() -> { });
            }
        } while (source.asked.get() != before);
        int whenFull = source.asked.get();
        for (int i = 0; i < 2 * whenFull; i++) {
            assertThat(peer.chunkSize()).isEqualTo(PIECE);
            peer.bytes(PIECE);
            peer.line();
        }
        assertThat(source.asked.get()).isGreaterThan(whenFull);
        assertThat(source.closed).hasValue(0);

        peer.reset();
        rig.awaitUntil(() -> source.closed.get() == 1);
        rig.awaitConnections(0);
    }

    @Test
    void aSourceIsClosedThoughItsPieceIsOnItsWay() {
        var piece = new CompletableFuture<ByteBuffer>();
        var source = new Source(() -> piece);
        serve(source);
        var peer = rig.connect();
        peer.ask("GET", "/");
        peer.head();

        peer.reset();
        rig.awaitUntil(() -> source.closed.get() == 1);

        piece.complete(bytes("too late"));
        rig.awaitConnections(0);
        assertThat(source.asked).hasValue(1);
        assertThat(source.closed).hasValue(1);
    }

    @Test
    void aPieceMayComeFromAnotherThread() {
        var first = new CompletableFuture<ByteBuffer>();
        Queue<CompletableFuture<ByteBuffer>> left =
                new ArrayDeque<>(List.of(first, CompletableFuture.completedFuture(null)));
        serve(new Source(left::poll));
        var peer = rig.connect();
        peer.ask("GET", "/");
        peer.head();
        first.complete(bytes("here"));
        assertThat(peer.chunkSize()).isEqualTo(4);
        assertThat(peer.bytes(4)).isEqualTo("here");
        assertThat(peer.line()).isEmpty();
        assertThat(peer.chunkSize()).isZero();
    }

    @Test
    void aBodyThatFailsIsBrokenOff() {
        Queue<CompletableFuture<ByteBuffer>> left = new ArrayDeque<>(List.of(
                CompletableFuture.completedFuture(bytes("one")),
                CompletableFuture.failedFuture(new IllegalStateException("no disk"))));
        var source = new Source(left::poll);
        serve(source);
        var peer = rig.connect();
        peer.ask("GET", "/");
        peer.bytesUntilBreak();
        rig.expectFailure("no disk");
        assertThat(source.closed).hasValue(1);
    }

    @Test
    void aBodyOfAnotherLengthThanAnnouncedIsBrokenOff() {
        rig.open(exchange -> exchange.stream(
                HEAD.withHeader("Content-Length", exchange.request().segments().getFirst()), Source.of("four")));
        for (var announced : List.of("3", "5")) {
            var peer = rig.connect();
            peer.ask("GET", "/" + announced);
            peer.bytesUntilBreak();
            rig.expectFailure("4 bytes up to here, and its head has announced " + announced);
        }
        var peer = rig.connect();
        peer.ask("GET", "/four");
        assertThat(peer.answer().status()).isEqualTo(500);
        rig.expectFailure("Content-Length is a number");
    }

    @Test
    void aBodyForOneWhoIsGoneIsClosedUnread() {
        var exchanges = new CopyOnWriteArrayList<Exchange>();
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/");
        rig.awaitUntil(() -> !exchanges.isEmpty());
        peer.reset();
        rig.awaitConnections(0);
        var source = Source.of("one");
        rig.run(() -> exchanges.getFirst().stream(HEAD, source));
        assertThat(source.asked).hasValue(0);
        assertThat(source.closed).hasValue(1);
    }

    // ---- event streams ----

    private HttpPeer watch() {
        return watch(0);
    }

    private HttpPeer watch(int receiveBuffer) {
        if (rig.server == null) {
            rig.open(HttpOptions.defaults().withHeartbeat(heartbeat), exchange -> {
                var stream = exchange.events();
                stream.onClosed(() -> trail.add("closed"));
                streams.add(stream);
            });
        }
        int before = streams.size();
        var peer = rig.connect(receiveBuffer);
        peer.ask("GET", "/stream/stats");
        rig.awaitUntil(() -> streams.size() > before);
        return peer;
    }

    private boolean send(EventStream stream, String json) {
        return rig.call(() -> stream.send(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eventsComeOneByOne() {
        var peer = watch();
        var head = peer.head();
        assertThat(head.headers()).containsEntry("content-type", "text/event-stream")
                .containsEntry("cache-control", "no-store").containsEntry("connection", "close")
                .containsEntry("x-content-type-options", "nosniff").doesNotContainKey("content-length");
        assertThat(send(streams.getFirst(), "{\"a\":1}")).isTrue();
        assertThat(peer.line()).isEqualTo("data: {\"a\":1}");
        assertThat(peer.line()).isEmpty();
        send(streams.getFirst(), "{\n\"a\":\r\n2}");
        assertThat(peer.line()).isEqualTo("data: {");
        assertThat(peer.line()).isEqualTo("data: \"a\":");
        assertThat(peer.line()).isEqualTo("data: 2}");
        assertThat(peer.line()).isEmpty();

        rig.run(streams.getFirst()::close);
        peer.expectEnd();
        assertThat(trail).containsExactly("closed");
        assertThat(send(streams.getFirst(), "{}")).isFalse();
        rig.run(() -> streams.getFirst().onClosed(() -> trail.add("closed already")));
        assertThat(trail).containsExactly("closed", "closed already");
    }

    @Test
    void whoIsCongestedSkipsEvents() {
        var slow = watch(4_096);
        var quick = watch();
        slow.head();
        quick.head();
        var large = "x".repeat(100_000);
        int sent = 0;
        while (send(streams.getFirst(), large)) {
            sent++;
        }
        assertThat(sent).isPositive();
        assertThat(rig.call(streams.getFirst()::isOpen)).isTrue();
        assertThat(send(streams.getLast(), "{}")).as("nobody else is held up").isTrue();
        assertThat(quick.line()).isEqualTo("data: {}");

        for (int i = 0; i < sent; i++) {
            assertThat(slow.line()).hasSize("data: ".length() + large.length());
            assertThat(slow.line()).isEmpty();
        }
        rig.awaitUntil(() -> streams.getFirst().send("again".getBytes(StandardCharsets.UTF_8)));
        assertThat(slow.line()).isEqualTo("data: again");
    }

    @Test
    void aWatcherWhoCrashesIsNoticed() {
        watch().reset();
        rig.awaitUntil(() -> trail.contains("closed"));
        rig.awaitConnections(0);
    }

    @Test
    void aWatcherWhoLeavesIsNoticed() {
        heartbeat = Duration.ofDays(1_000); // it is not this that finds it out
        watch().close();
        while (!trail.contains("closed")) {
            rig.pass(1); // two signs of life: the first is answered with a reset, which the second runs into
        }
        rig.awaitConnections(0);
    }

    @Test
    void aWatcherWhoOnlyClosesItsSideGoesOnWatching() {
        var peer = watch();
        peer.head();
        peer.finish();
        rig.pass(3);
        send(streams.getFirst(), "{}");
        String line;
        do {
            line = peer.line();
        } while (line.isEmpty() || line.equals(":"));
        assertThat(line).isEqualTo("data: {}");
    }

    @Test
    void aStreamWithoutEventsGivesSignsOfLife() {
        var peer = watch();
        peer.head();
        rig.pass(15);
        assertThat(peer.line()).isEqualTo(":");
        assertThat(peer.line()).isEmpty();
        rig.pass(10);
        send(streams.getFirst(), "{}");
        rig.pass(14);
        send(streams.getFirst(), "{}");
        assertThat(peer.line()).isEqualTo("data: {}");
        assertThat(peer.line()).isEmpty();
        assertThat(peer.line()).as("no sign between events").isEqualTo("data: {}");
    }

    @Test
    void headGetsNoEvents() {
        watch();
        var peer = rig.connect();
        peer.ask("HEAD", "/stream/stats");
        assertThat(peer.head().headers()).containsEntry("content-type", "text/event-stream");
        peer.expectEnd();
        assertThat(trail).containsExactly("closed");
    }

    @Test
    void whatAWatcherSendsIsIgnored() {
        var peer = watch();
        peer.head();
        peer.ask("GET", "/another");
        send(streams.getFirst(), "{}");
        assertThat(peer.line()).isEqualTo("data: {}");
        assertThat(streams).hasSize(1);
    }

    // ---- upgrades ----

    private static final Response SWITCHING = Response.empty(101).withHeader("Upgrade", "echo")
            .withHeader("Connection", "Upgrade");

    /// Sends back what comes, and records what happens.
    private ConnectionHandler echo(Connection connection) {
        connection.write("hello\n".getBytes(StandardCharsets.UTF_8));
        return new ConnectionHandler() {
            @Override
            public void received(Connection from, ByteBuffer bytes) {
                from.write(StandardCharsets.UTF_8.decode(bytes).toString().getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void inputEnded(Connection from) {
                trail.add("ended");
                from.finish();
            }

            @Override
            public void shutdown(Connection from) {
                trail.add("shutdown");
                from.finish();
            }

            @Override
            public void closed(Connection from) {
                trail.add("closed");
            }
        };
    }

    private void expectEcho(HttpPeer peer) {
        assertThat(peer.line()).isEqualTo("HTTP/1.1 101 Switching Protocols");
        var headers = List.of(peer.line(), peer.line(), peer.line());
        assertThat(headers).contains("Upgrade: echo", "Connection: Upgrade").anyMatch(each -> each.startsWith("Date:"));
        assertThat(peer.line()).isEmpty();
        assertThat(peer.line()).isEqualTo("hello");
    }

    @Test
    void anUpgradeHandsTheConnectionOverWithWhatCameAfterTheHead() {
        rig.open(exchange -> exchange.upgrade(SWITCHING, this::echo));
        var peer = rig.connect();
        peer.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET this is not HTTP\r\n");
        expectEcho(peer);
        assertThat(peer.line()).isEqualTo("GET this is not HTTP");
        assertThat(rig.call(() -> rig.server.speaking())).as("HTTP has let go of it").isZero();
        assertThat(rig.connections()).isOne();
        rig.pass(120);
        peer.send("still here\n");
        assertThat(peer.line()).isEqualTo("still here");
        peer.finish();
        peer.expectEnd();
        peer.close();
        rig.awaitConnections(0);
        assertThat(trail).containsExactly("ended", "closed");
    }

    @Test
    void anUpgradeMayComeLater() {
        var exchanges = new CopyOnWriteArrayList<Exchange>();
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nearly\n");
        rig.awaitUntil(() -> !exchanges.isEmpty());
        peer.send("bird\n");
        peer.finish();
        rig.run(() -> exchanges.getFirst().upgrade(SWITCHING, this::echo));
        expectEcho(peer);
        assertThat(peer.line()).isEqualTo("early");
        assertThat(peer.line()).isEqualTo("bird");
        peer.expectEnd();
    }

    @Test
    void anUpgradedPeerMayHaveClosedItsSideBefore() {
        var exchanges = new CopyOnWriteArrayList<Exchange>();
        rig.open(exchanges::add);
        var peer = rig.connect();
        peer.ask("GET", "/");
        peer.finish();
        rig.awaitUntil(() -> !exchanges.isEmpty());
        for (int i = 0; i < 10; i++) {
            rig.run(() -> { }); // by now the end has been read, and the new protocol has to be told
        }
        rig.run(() -> exchanges.getFirst().upgrade(SWITCHING, this::echo));
        expectEcho(peer);
        peer.expectEnd();
        assertThat(trail).startsWith("ended");
    }

    @Test
    void aProtocolThatCannotBeMadeEndsItsConnection() {
        rig.open(exchange -> exchange.upgrade(SWITCHING, _ -> {
            throw new IllegalStateException("not today");
        }));
        var peer = rig.connect();
        peer.ask("GET", "/");
        peer.bytesUntilBreak();
        rig.expectFailure("not today");
        rig.awaitConnections(0);
    }

    @Test
    void anUpgradeIsA101() {
        rig.open(exchange -> {
            assertThatThrownBy(() -> exchange.upgrade(Response.empty(200), this::echo))
                    .isInstanceOf(IllegalArgumentException.class);
            exchange.respond(Response.empty(426).withHeader("Upgrade", "echo").withHeader("Connection", "Upgrade"));
        });
        var peer = rig.connect();
        peer.ask("GET", "/");
        assertThat(peer.answer().headers()).containsEntry("connection", "Upgrade").containsEntry("upgrade", "echo");
    }

    @Test
    void aShutdownTellsTheNewProtocol() {
        rig.open(exchange -> exchange.upgrade(SWITCHING, this::echo));
        var peer = rig.connect();
        peer.ask("GET", "/");
        expectEcho(peer);
        var shutdown = rig.call(rig.server::shutdown);
        peer.expectEnd();
        peer.close();
        shutdown.join();
        assertThat(trail).containsExactly("shutdown", "closed");
    }
}

package quest.gameserver.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import quest.gameserver.LoopThread;
import quest.gameserver.TestClient;

class TcpServerTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final LoopThread thread = new LoopThread().start();
    private final List<TestClient> clients = new ArrayList<>();
    private final List<String> trail = new CopyOnWriteArrayList<>();
    private TcpServer server;

    private void open(TcpOptions options, Function<Connection, ConnectionHandler> protocol) {
        server = thread.call(() -> TcpServer.open(thread.loop, ANY, options, protocol));
    }

    private void open(Function<Connection, ConnectionHandler> protocol) {
        open(TcpOptions.defaults().withLinger(Duration.ofHours(1)), protocol);
    }

    private TestClient connect() {
        var client = new TestClient(server.address());
        clients.add(client);
        return client;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private void awaitNobody() {
        thread.awaitUntil(() -> server.connections().isEmpty());
    }

    @AfterEach
    void nothingIsLeft() {
        clients.forEach(TestClient::close);
        if (server != null) {
            awaitNobody();
            thread.call(() -> {
                server.close();
                return null;
            });
        }
        thread.close();
    }

    @Test
    void whatArrivesIsHandedOnAndWhatIsWrittenGoesOut() {
        open(_ -> (connection, bytes) -> connection.write(("got " + text(bytes)).getBytes(StandardCharsets.UTF_8)));
        var client = connect();

        client.send("hello\n");

        client.expect("got hello");
    }

    @Test
    void aGreetingMayBeWrittenBeforeAnythingArrives() {
        open(connection -> {
            connection.write("welcome\n".getBytes(StandardCharsets.UTF_8));
            return (_, _) -> { };
        });

        connect().expect("welcome");
        connect().expect("welcome");

        assertThat(thread.call(() -> server.connections().stream().map(Connection::number).toList()))
                .containsExactly(1L, 2L);
    }

    @Test
    void aBroadcastIsEncodedOnceAndReachesAll() {
        var message = ByteBuffer.wrap(("x".repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8));
        open(_ -> (_, _) -> server.connections().forEach(each -> each.write(message)));
        var all = List.of(connect(), connect(), connect());
        thread.awaitUntil(() -> server.connections().size() == 3);

        all.getFirst().send("go\n");

        all.forEach(client -> assertThat(client.line()).hasSize(100_000));
        assertThat(message.position()).isZero();
    }

    @Test
    void finishingSendsWhatWaitsAndThenTheEnd() {
        open(_ -> (connection, _) -> {
            connection.write("x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
            connection.write("\nbye\n".getBytes(StandardCharsets.UTF_8));
            connection.finish();
            connection.write("nothing more\n".getBytes(StandardCharsets.UTF_8));
        });
        var client = connect();

        client.send("go\n");

        assertThat(client.line()).hasSize(3_000_000);
        client.expect("bye");
        client.expectEnd();
        assertThat(thread.call(() -> server.connections().size())).as("it lingers until the peer closes").isOne();
        client.close();
        awaitNobody();
    }

    @Test
    void whoIsFinishedWithIsReadFromAndNotHeard() {
        open(_ -> (connection, bytes) -> {
            trail.add(text(bytes).strip());
            connection.finish();
        });
        var client = connect();

        client.send("first\n");
        client.expectEnd();
        client.send("second\n".repeat(100_000));
        client.finish();

        awaitNobody();
        assertThat(trail).containsExactly("first");
    }

    @Test
    void lingeringHasAnEnd() {
        open(TcpOptions.defaults().withLinger(Duration.ZERO), _ -> (connection, _) -> connection.finish());
        var client = connect();

        client.send("x");

        client.expectEnd();
        awaitNobody(); // though the client has not closed its side
    }

    @Test
    void aPeerThatEndsItsInputStillGetsItsAnswers() {
        open(_ -> new ConnectionHandler() {
            private final StringBuilder all = new StringBuilder();

            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                all.append(text(bytes));
            }

            @Override
            public void inputEnded(Connection connection) {
                connection.write(("in all: " + all).getBytes(StandardCharsets.UTF_8));
                connection.finish();
            }
        });
        var client = connect();

        client.send("ab");
        client.send("c\n");
        client.finish();

        client.expect("in all: abc");
        client.expectEnd();
        awaitNobody();
    }

    @Test
    void aCongestedPeerIsNotReadFromUntilItHasRead() {
        var wrote = new CountDownLatch(1);
        open(TcpOptions.defaults().withHighWater(10_000), _ -> new ConnectionHandler() {
            private int received;

            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                trail.add("received " + text(bytes).strip());
                if (received++ == 0) {
                    connection.write("x".repeat(8_000_000).getBytes(StandardCharsets.UTF_8));
                    connection.write("\n".getBytes(StandardCharsets.UTF_8));
                    trail.add("congested " + connection.isCongested());
                    wrote.countDown();
                }
            }

            @Override
            public void writable(Connection connection) {
                trail.add("writable, pending below the low water mark: " + (connection.pending() < 5_000));
            }
        });
        var client = connect();

        client.send("first\n");
        await(wrote);
        client.send("second\n");
        thread.call(() -> "a turn or two, in which the second could be read");
        thread.call(() -> "and it is not");
        assertThat(trail).containsExactly("received first", "congested true");
        assertThat(client.line()).hasSize(8_000_000);

        thread.awaitUntil(() -> trail.contains("received second"));
        assertThat(trail).containsExactly("received first", "congested true",
                "writable, pending below the low water mark: true", "received second");
    }

    @Test
    void aPausedConnectionReadsNothingUntilItIsResumed() {
        open(_ -> (connection, bytes) -> {
            trail.add(text(bytes).strip());
            if (trail.size() == 1) {
                connection.pauseReading();
            }
        });
        var client = connect();
        client.send("first\n");
        thread.awaitUntil(() -> trail.size() == 1);
        client.send("second\n");
        thread.call(() -> "a turn");
        thread.call(() -> "and another");
        assertThat(trail).containsExactly("first");

        thread.call(() -> {
            server.connections().forEach(Connection::resumeReading);
            return null;
        });

        thread.awaitUntil(() -> trail.size() == 2);
    }

    @Test
    void whatAProtocolThrowsEndsItsConnectionAndNoOther() {
        open(_ -> (connection, bytes) -> {
            var text = text(bytes);
            if (text.startsWith("curse")) {
                throw new IllegalStateException("cursed");
            }
            connection.write(text.getBytes(StandardCharsets.UTF_8));
        });
        var cursed = connect();
        var other = connect();

        cursed.send("curse\n");
        cursed.expectEnd();
        other.send("well\n");

        other.expect("well");
        assertThat(thread.failures).singleElement().satisfies(failure -> assertThat(failure).hasMessage("cursed"));
        thread.failures.clear();
    }

    @Test
    void aProtocolThatCannotBeginEndsItsConnectionToo() {
        open(connection -> {
            if (connection.number() == 1) {
                throw new IllegalStateException("no room");
            }
            return (each, bytes) -> each.write(text(bytes).getBytes(StandardCharsets.UTF_8));
        });

        connect().expectEnd();
        var second = connect();
        second.send("well\n");

        second.expect("well");
        thread.failures.clear();
    }

    @Test
    void pastTheLimitNobodyIsLetIn() {
        open(TcpOptions.defaults().withMaxConnections(2), _ -> (each, bytes) ->
                each.write(text(bytes).getBytes(StandardCharsets.UTF_8)));
        var first = connect();
        var second = connect();
        first.send("one\n");
        first.expect("one");
        second.send("two\n");
        second.expect("two");

        connect().expectEnd();
        first.close();
        thread.awaitUntil(() -> server.connections().size() == 1);
        var third = connect();
        third.send("three\n");

        third.expect("three");
    }

    @Test
    void oneWhoIsSilentForTooLongIsClosed() {
        open(TcpOptions.defaults().withIdleTimeout(Duration.ofMillis(20)), _ -> new ConnectionHandler() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
            }

            @Override
            public void closed(Connection connection) {
                trail.add("closed " + connection.number());
            }
        });

        connect().expectEnd();

        thread.awaitUntil(() -> trail.equals(List.of("closed 1")));
    }

    @Test
    void closingTellsTheProtocolOnce() {
        open(_ -> new ConnectionHandler() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                connection.close();
                connection.close();
                connection.write(new byte[10]);
                connection.finish();
                connection.resumeReading();
            }

            @Override
            public void closed(Connection connection) {
                trail.add("closed, open: " + connection.isOpen());
            }
        });
        var client = connect();

        client.send("x");

        client.expectEnd();
        awaitNobody();
        assertThat(trail).containsExactly("closed, open: false");
    }

    @Test
    void aThousandThatResetLeaveNothingBehind() {
        open(_ -> (each, bytes) -> each.write(bytes));
        for (int i = 0; i < 1_000; i++) {
            var client = new TestClient(server.address());
            client.send("jump\n");
            client.reset();
        }
        var client = connect();
        client.send("well\n");
        client.expect("well");
        client.close();

        awaitNobody();
    }

    @Test
    void atShutdownWhatHasArrivedIsStillHandedOn() {
        var arrived = new CompletableFuture<Void>();
        open(_ -> (each, bytes) -> {
            each.write(("echo " + text(bytes)).getBytes(StandardCharsets.UTF_8));
            arrived.complete(null);
        });
        var client = connect();
        client.send("first\n");
        client.expect("echo first");
        client.send("second\n");
        var other = connect(); // when that one is answered, the bytes before have arrived as well
        other.send("third\n");
        other.expect("echo third");
        other.close();

        var ended = thread.call(() -> server.shutdown());

        client.expect("echo second");
        client.expectEnd();
        client.close();
        ended.join();
        assertThatThrownBy(this::connect).hasMessageContaining("refused");
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() {
        open(_ -> (_, _) -> { });

        assertThatThrownBy(() -> thread.call(() -> TcpServer.open(thread.loop, server.address(), TcpOptions.defaults(),
                _ -> (_, _) -> { }))).hasRootCauseInstanceOf(BindException.class);
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        var options = TcpOptions.defaults();

        assertThatThrownBy(() -> options.withHighWater(0)).hasMessageContaining("water marks");
        assertThatThrownBy(() -> options.withMaxConnections(0)).hasMessageContaining("maxConnections");
        assertThatThrownBy(() -> options.withLinger(Duration.ofMillis(-1))).hasMessageContaining("negative");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

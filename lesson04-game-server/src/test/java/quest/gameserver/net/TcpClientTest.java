package quest.gameserver.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import quest.eventloop.EventLoop;
import quest.eventloop.VirtualClock;

class TcpClientTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Throwable> failures = new ArrayList<>();
    private final EventLoop loop = EventLoop.builder().exceptionHandler(failures::add).build();
    private final TcpClient client = new TcpClient(loop, TcpOptions.defaults());

    @AfterEach
    void close() {
        client.close();
        loop.close();
        assertThat(failures).isEmpty();
    }

    /// Collects what it receives until the peer has nothing more to say.
    private static final class Reader implements ConnectionHandler {
        final CompletableFuture<String> all = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            text.append(StandardCharsets.US_ASCII.decode(bytes));
        }

        @Override
        public void closed(Connection connection) {
            all.complete(text.toString());
        }
    }

    private TcpServer echo() throws IOException {
        return TcpServer.open(loop, ANY_PORT, TcpOptions.defaults(), _ -> (connection, bytes) -> {
            connection.write(bytes.array(), bytes.position(), bytes.limit());
            connection.finish();
        });
    }

    @Test
    void whatIsWrittenArrivesAndTheAnswerComesBack() throws IOException {
        var server = echo();
        var readers = new ArrayList<Reader>();
        var trail = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            var reader = new Reader();
            readers.add(reader);
            var hello = ("hello " + i).getBytes(StandardCharsets.US_ASCII);
            client.connect(server.address(), MINUTE, _ -> reader).thenAccept(connection -> connection.write(hello));
        }

        for (var reader : readers) {
            trail.add(loop.runUntilComplete(reader.all));
        }

        assertThat(trail).hasSize(100).allMatch(answer -> answer.matches("hello \\d+")).doesNotHaveDuplicates();
        assertThat(client.connections()).isEmpty();
        server.close();
    }

    @Test
    void connectionsAreCounted() throws IOException {
        var server = TcpServer.open(loop, ANY_PORT, TcpOptions.defaults(), _ -> (_, _) -> { });
        var first = loop.runUntilComplete(client.connect(server.address(), MINUTE, _ -> new Reader()));
        var second = loop.runUntilComplete(client.connect(server.address(), MINUTE, _ -> new Reader()));

        assertThat(client.connections()).containsExactly(first, second);
        assertThat(first.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        server.close();
    }

    @Test
    void refusedConnectionFailsItsFuture() throws IOException {
        var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        nobody.close();

        var refused = client.connect(nobody.getLocalSocketAddress(), MINUTE, _ -> new Reader());

        assertThatThrownBy(() -> loop.runUntilComplete(refused)).isInstanceOf(ConnectException.class);
    }

    /// A system that has no room for more connections does not answer. What other systems than Linux do differs.
    @Test
    @EnabledOnOs(OS.LINUX)
    void peerThatDoesNotAnswerFailsTheFutureInTime() throws IOException {
        var clock = new VirtualClock();
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var virtualLoop = EventLoop.builder().clock(clock).exceptionHandler(failures::add).build()) {
            var patient = new TcpClient(virtualLoop, TcpOptions.defaults());
            var attempts = new ArrayList<CompletableFuture<Connection>>();
            for (int i = 0; i < 16; i++) {
                attempts.add(patient.connect(busy.getLocalSocketAddress(), MINUTE, _ -> new Reader()));
            }

            var settled = new CompletableFuture<Void>();
            virtualLoop.schedule(() -> settled.complete(null), MINUTE);
            virtualLoop.runUntilComplete(settled);

            assertThat(attempts).allMatch(CompletableFuture::isDone);
            var failed = attempts.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
            assertThat(failed).isNotEmpty().allMatch(
                    attempt -> attempt.exceptionNow() instanceof SocketTimeoutException);
            assertThat(Duration.ofNanos(clock.nanoTime())).isEqualTo(MINUTE);
            patient.close();
        }
    }

    @Test
    void cancelledConnectionNeverReachesItsProtocol() throws IOException {
        var server = echo();
        var reached = new ArrayList<Connection>();

        var cancelled = client.connect(server.address(), MINUTE, connection -> {
            reached.add(connection);
            return new Reader();
        });
        cancelled.cancel(false);
        loop.runUntilComplete(client.connect(server.address(), MINUTE, _ -> new Reader()));

        assertThat(reached).isEmpty();
        server.close();
    }

    @Test
    void closeEndsWhatIsConnectedAndWhatIsBeingConnected() throws IOException {
        var server = TcpServer.open(loop, ANY_PORT, TcpOptions.defaults(), _ -> (_, _) -> { });
        var reader = new Reader();
        loop.runUntilComplete(client.connect(server.address(), MINUTE, _ -> reader));
        var second = client.connect(server.address(), MINUTE, _ -> new Reader());

        client.close();

        assertThat(reader.all).isDone();
        assertThat(client.connections()).isEmpty();
        assertThatThrownBy(second::join).isInstanceOf(CancellationException.class);
        server.close();
    }

    @Test
    void protocolThatFailsToBeginFailsTheFutureAndLeavesNothingOpen() throws IOException {
        var server = echo();

        var failed = client.connect(server.address(), MINUTE, _ -> {
            throw new IllegalStateException("no protocol today");
        });

        assertThatThrownBy(() -> loop.runUntilComplete(failed)).hasMessage("no protocol today");
        assertThat(client.connections()).isEmpty();
        server.close();
    }
}

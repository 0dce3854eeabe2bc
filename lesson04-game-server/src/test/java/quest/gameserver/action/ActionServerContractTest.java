package quest.gameserver.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quest.gameserver.LoopThread;
import quest.gameserver.TestClient;
import quest.gameserver.action.ActionOptions.Patience;
import quest.gameserver.action.RequestLog.Outcome;

/// What holds for the action server in all its styles, on real sockets.
class ActionServerContractTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final Patience LONG = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final RequestLog log = new RequestLog(InstantSource.system());
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final LoopThread thread = new LoopThread();
    private final List<TestClient> clients = new ArrayList<>();
    private ActionServer server;

    private void open(Style style, Duration action, Patience patience) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = style.open(thread.loop, new ActionOptions(address, action, 64 * 1024, log, patience), failures::add);
        thread.start();
    }

    private void open(Style style) throws IOException {
        open(style, Duration.ZERO, new Patience(Duration.ofMillis(1), Duration.ofMillis(2)));
    }

    private TestClient connect() {
        var client = new TestClient(server.address());
        clients.add(client);
        return client;
    }

    @AfterEach
    void close() throws Exception {
        clients.forEach(TestClient::close);
        server.shutdown();
        thread.close();
        assertThat(failures).as("failures that the server told of").isEmpty();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("player ")) { // it has left, and is about to end
                assertThat(thread.join(Duration.ofMinutes(1))).as("%s has ended", thread.getName()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLineIsAnsweredInItsOrder(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send("jump\nMOVE   Forward\r\n\n \t\ndance\ndefend\n");

        client.expect("OK jump", "OK move forward", "ERR empty action", "ERR empty action",
                "ERR unknown action: dance", "OK defend");
    }

    @ParameterizedTest
    @EnumSource
    void theBytesMayComeInAnyPieces(Style style) throws IOException {
        open(style);
        var client = connect();

        for (byte each : "jump\r\nüse\nuse potion\n".getBytes(StandardCharsets.UTF_8)) {
            client.send(new byte[] {each});
        }

        client.expect("OK jump", "ERR unknown action: üse", "OK use potion");
    }

    @ParameterizedTest
    @EnumSource
    void manyLinesAtOnceAreAllAnswered(Style style) throws IOException {
        open(style);
        var client = connect();
        Thread.ofVirtual().start(() -> client.send("jump\nattack\n".repeat(20_000)));

        for (int i = 0; i < 20_000; i++) {
            client.expect("OK jump", "OK attack");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotUtf8IsRefusedAndTheConnectionStays(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send(new byte[] {(byte) 0xFF, '\n'});
        client.send("jump\n");

        client.expect("ERR not UTF-8", "OK jump");
    }

    @ParameterizedTest
    @EnumSource
    void aLineOfExactlyTheLimitIsFine(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send("x".repeat(1024) + "\r\n" + " ".repeat(1020) + "jump\n");

        client.expect("ERR unknown action: " + "x".repeat(80), "OK jump");
    }

    @ParameterizedTest
    @EnumSource
    void aLineThatIsTooLongIsRefusedBeforeItsEndAndClosed(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send("jump\n" + "x".repeat(1025));

        client.expect("OK jump", "ERR line too long");
        client.expectEnd();
    }

    @ParameterizedTest
    @EnumSource
    void theRefusalArrivesAlsoAtOneWhoGoesOnSending(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send("x".repeat(100_000) + "\njump\n");

        client.expect("ERR line too long");
        client.expectEnd();
    }

    @ParameterizedTest
    @EnumSource
    void quitIsAnsweredAndWhatFollowsIsNot(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send("jump\n QUIT  \njump\n");

        client.expect("OK jump", "BYE");
        client.expectEnd();
    }

    @ParameterizedTest
    @EnumSource
    void theLastLineNeedsNoEnd(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send("jump\nattack");
        client.finish();

        client.expect("OK jump", "OK attack");
        client.expectEnd();
    }

    @ParameterizedTest
    @EnumSource
    void whoSendsNothingGetsNothing(Style style) throws IOException {
        open(style);
        var client = connect();

        client.finish();

        client.expectEnd();
    }

    @ParameterizedTest
    @EnumSource
    void theActionsOfOnePlayerWaitForEachOther(Style style) throws IOException {
        open(style, Duration.ofMillis(5), LONG);
        var client = connect();

        client.send("jump\ndance\nattack\nquit\n");

        client.expect("OK jump", "ERR unknown action: dance", "OK attack", "BYE");
        client.expectEnd();
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "SEQUENTIAL")
    void thePlayersDoNotWaitForEachOther(Style style) throws IOException {
        open(style, FOR_EVER, new Patience(Duration.ofMillis(1), Duration.ofMillis(1)));
        connect().send("jump\n"); // is busy for an hour
        var other = connect();

        other.send("dance\nquit\n");

        other.expect("ERR unknown action: dance", "BYE");
    }

    @ParameterizedTest
    @EnumSource(names = "SEQUENTIAL")
    void inSequenceThePlayersDoWaitForEachOther(Style style) throws IOException {
        open(style);
        var first = connect();
        first.send("jump\n");
        first.expect("OK jump");
        var second = connect();
        second.send("attack\n");

        first.send("defend\nquit\n");
        first.expect("OK defend", "BYE");
        first.close();

        second.expect("OK attack");
        assertThat(log.entries()).extracting(RequestLog.Entry::action).containsExactly("jump", "defend", "attack");
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "SEQUENTIAL")
    void aHundredThatResetDisturbNobody(Style style) throws IOException {
        open(style);
        var client = connect();
        for (int i = 0; i < 100; i++) {
            var crashing = connect();
            crashing.send("jump\njum");
            if (i % 2 == 0) {
                crashing.expect("OK jump");
            }
            crashing.reset();
        }

        client.send("attack\n");

        client.expect("OK attack");
    }

    /// It writes until the server stops reading; then it reads, and nothing is missing.
    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "SEQUENTIAL")
    void oneWhoDoesNotReadIsNotReadFromAndLosesNothing(Style style) throws IOException {
        open(style);
        var other = connect();
        try (var channel = SocketChannel.open(server.address())) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
            channel.configureBlocking(false);
            var lines = ByteBuffer.wrap("jump\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
            long sent = 0;
            for (int refused = 0; refused < 200; ) { // for so long did the server take nothing
                int written = channel.write(lines);
                sent += written;
                refused = written > 0 ? 0 : refused + 1;
                if (!lines.hasRemaining()) {
                    lines.rewind();
                }
                other.send("attack\n");
                other.expect("OK attack");
            }
            channel.configureBlocking(true);
            long lineCount = Math.ceilDiv(sent, 5);
            var rest = "jump\n".substring((int) (5 - (lineCount * 5 - sent))); // of the line that was cut
            Thread.ofVirtual().start(() -> writeAll(channel, rest)); // it is taken when some answers have been read
            assertThat(received(channel, lineCount * "OK jump\n".length())).isEqualTo("OK jump\n");
        }
    }

    private static void writeAll(SocketChannel channel, String text) {
        try {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads so many bytes, and returns the last line.
    private static String received(SocketChannel channel, long bytes) throws IOException {
        var buffer = ByteBuffer.allocate(64 * 1024);
        var last = "";
        for (long read = 0; read < bytes; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), bytes - read));
            int n = channel.read(buffer);
            assertThat(n).as("bytes read after " + read + " of " + bytes).isPositive();
            read += n;
            var text = last + new String(buffer.array(), 0, n, StandardCharsets.UTF_8);
            last = text.substring(Math.max(0, text.length() - 8));
        }
        return last;
    }

    @ParameterizedTest
    @EnumSource
    void theLogListsWhatWasReceivedInOrder(Style style) throws IOException {
        open(style);
        var client = connect();

        client.send("jump\nDance\n\n" + "quit\n");
        client.expect("OK jump", "ERR unknown action: Dance", "ERR empty action", "BYE");

        assertThat(log.entries()).extracting(RequestLog.Entry::client, RequestLog.Entry::action,
                RequestLog.Entry::outcome).containsExactly(
                        tuple("c1", "jump", Outcome.OK),
                        tuple("c1", "unknown action: Dance", Outcome.ERR),
                        tuple("c1", "empty action", Outcome.ERR));
        assertThat(log.entries()).extracting(RequestLog.Entry::time).isSorted();
    }

    @ParameterizedTest
    @EnumSource
    void atShutdownWhatWasReceivedIsAnswered(Style style) throws Exception {
        open(style, Duration.ofMillis(1), LONG);
        var client = connect();
        client.send("jump\n".repeat(100) + "att");
        client.expect("OK jump"); // and the others have been received with it, or will be before it ends

        var shutdown = Thread.ofVirtual().start(() -> {
            try {
                server.shutdown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        int answered = 1;
        for (var line = client.line(); line != null; line = client.line()) {
            assertThat(line).isEqualTo("OK jump");
            answered++;
        }
        shutdown.join();
        assertThat(answered).isEqualTo(100);
        assertThat(log.entries()).hasSize(100).allSatisfy(entry -> assertThat(entry.outcome()).isEqualTo(Outcome.OK));
    }

    @ParameterizedTest
    @EnumSource
    void atShutdownActionsThatTakeTooLongAreDroppedAndLoggedAsSuch(Style style) throws Exception {
        open(style, FOR_EVER, new Patience(Duration.ofMillis(1), Duration.ofMillis(2)));
        var client = connect();
        client.send("dance\njump\nattack\n");
        client.expect("ERR unknown action: dance");

        server.shutdown();

        client.expectEnd();
        assertThat(log.entries()).extracting(entry -> entry.action() + " " + entry.outcome()).containsExactly(
                "unknown action: dance ERR", "jump OK", "attack OK", "jump DROPPED", "attack DROPPED");
    }

    @ParameterizedTest
    @EnumSource
    void afterAShutdownNobodyIsLetIn(Style style) throws Exception {
        open(style);
        var address = server.address();
        server.shutdown();
        server.shutdown();

        assertThatThrownBy(() -> SocketChannel.open(address).close())
                .isInstanceOf(IOException.class);
    }
}

package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket.Listener;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import quest.gameserver.LoopThread;

/// A client that others have written: the JDK's.
class JdkClientTest {

    private static final int MESSAGE = 16 * 1024 * 1024;

    private final LoopThread thread = new LoopThread();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;
    private java.net.http.WebSocket client;

    private final class Ear implements Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(java.net.http.WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add("text " + Trail.brief(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(java.net.http.WebSocket from, ByteBuffer part, boolean last) {
            var copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
            if (last) {
                heard.add("binary " + Trail.brief(bytes.toByteArray()));
                bytes.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(java.net.http.WebSocket from, ByteBuffer message) {
            var copy = new byte[message.remaining()];
            message.get(copy);
            heard.add("pong " + Trail.brief(copy));
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(java.net.http.WebSocket from, int code, String reason) {
            heard.add("close " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(java.net.http.WebSocket from, Throwable error) {
            heard.add("error " + error);
        }
    }

    @BeforeEach
    void connect() {
        thread.start();
        server = thread.call(() -> new TestServer(thread.loop, MESSAGE, new Echo()));
        client = http.newWebSocketBuilder().subprotocols("chat")
                .buildAsync(URI.create("ws://localhost:%d/ws/echo".formatted(server.address().getPort())), new Ear())
                .join();
    }

    @AfterEach
    void shutDown() {
        client.abort();
        http.shutdownNow();
        thread.awaitUntil(() -> server.http().connections() == 0);
        thread.call(() -> server.http().shutdown()).join();
        thread.close();
    }

    private void expect(String... words) throws InterruptedException {
        for (var each : words) {
            assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo(each);
        }
    }

    @Test
    void textsAndBinariesComeBackWholeOrInParts() throws InterruptedException {
        client.sendText("Grüße, \uD83D\uDC0D", true).join();
        client.sendText("in ", false).join();
        client.sendText("two", true).join();
        client.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();

        expect("text Grüße, \uD83D\uDC0D", "text in two", "binary 010203");
    }

    @Test
    void aPingIsAnswered() throws InterruptedException {
        client.sendPing(ByteBuffer.wrap(new byte[] {7})).join();
        expect("pong 07");
    }

    @Test
    void aSubprotocolThatWasOfferedIsNotSelected() {
        assertThat(client.getSubprotocol()).isEmpty();
    }

    @Test
    void messagesOfManyMegabytesComeBack() throws InterruptedException {
        var text = "0123456789ä".repeat(MESSAGE / 12);
        var bytes = ClientBytes.letters(MESSAGE);
        client.sendText(text, true).join();
        client.sendBinary(ByteBuffer.wrap(bytes), true).join();

        expect("text " + Trail.brief(text), "binary " + Trail.brief(bytes));
    }

    @Test
    void aCloseIsAnswered() throws InterruptedException {
        client.sendClose(3000, "done").join();
        expect("close 3000 done");
    }

    @Test
    void aShutdownIsHeard() throws InterruptedException {
        thread.call(() -> server.http().shutdown());
        expect("close 1001 the server shuts down");
    }

    @Test
    void aMessageThatIsTooBigIsRefused() throws InterruptedException {
        client.sendBinary(ByteBuffer.allocate(MESSAGE + 1), true);
        expect("close 1009 a message may have %d bytes at most, this one has more".formatted(MESSAGE));
    }
}

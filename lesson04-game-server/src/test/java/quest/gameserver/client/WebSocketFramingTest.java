package quest.gameserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quest.gameserver.http.RequestParser;
import quest.gameserver.websocket.Frames;
import quest.gameserver.websocket.Handshake;
import quest.gameserver.websocket.MessageDecoder;

/// A client's end of a WebSocket, byte by byte: what it says is judged by the server's own parser, handshake and
/// decoder.
class WebSocketFramingTest implements Framing.Ends {

    private final List<String> trail = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final WebSocketFraming framing = framing(1);

    private static WebSocketFraming framing(long seed) {
        var random = new SplittableRandom(seed);
        return new WebSocketFraming(new ClientHandshake("127.0.0.1:8080", "/ws/game/lava/ann", random), random);
    }

    @Override
    public void write(byte[] bytes) {
        written.writeBytes(bytes);
    }

    @Override
    public void message(byte[] bytes, int from, int to) {
        trail.add("message " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void turnedAway(String why) {
        trail.add("turned away, " + why);
    }

    @Override
    public void goodbye(String why) {
        trail.add("goodbye, " + why);
    }

    @Override
    public void broken(String expected, String got) {
        trail.add("broken: " + got);
    }

    private byte[] taken() {
        var bytes = written.toByteArray();
        written.reset();
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void feed(byte[] bytes) {
        framing.feed(bytes, 0, bytes.length);
    }

    private void feed(ByteBuffer frame) {
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        feed(bytes);
    }

    /// The answer that this course's server would give to the request that was written.
    private String goodAnswer() {
        var text = new String(taken(), StandardCharsets.ISO_8859_1);
        var key = Pattern.compile("Sec-WebSocket-Key: (.*)\r\n").matcher(text);
        assertThat(key.find()).isTrue();
        return "HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Handshake.accept(key.group(1)) + "\r\n\r\n";
    }

    private void open() {
        framing.begin(this);
        feed(ascii(goodAnswer()));
        assertThat(trail).isEmpty();
    }

    /// What came of the frames that were written, as the server's decoder finds them: it wants them masked.
    private List<String> heardByServer() {
        var heard = new ArrayList<String>();
        var bytes = taken();
        new MessageDecoder(1 << 20, true).feed(bytes, 0, bytes.length, new MessageDecoder.Receiver() {
            @Override
            public void text(String text) {
                heard.add("text " + text);
            }

            @Override
            public void binary(byte[] payload) {
                heard.add("binary");
            }

            @Override
            public void ping(byte[] payload) {
                heard.add("ping");
            }

            @Override
            public void pong(byte[] payload) {
                heard.add("pong " + new String(payload, StandardCharsets.UTF_8));
            }

            @Override
            public void close(int code, String reason) {
                heard.add("close " + code);
            }

            @Override
            public void violation(int code, String why) {
                heard.add("violation " + why);
            }
        });
        return heard;
    }

    @Test
    void requestIsOneThatTheServerAccepts() {
        framing.begin(this);
        var outcome = new RequestParser(8 * 1024, 0).parse(ByteBuffer.wrap(taken()));

        assertThat(outcome).isInstanceOfSatisfying(RequestParser.Outcome.Complete.class, complete -> {
            assertThat(complete.request().segments()).containsExactly("ws", "game", "lava", "ann");
            assertThat(complete.request().headers().first("Host")).isEqualTo("127.0.0.1:8080");
            assertThat(Handshake.answer(complete.request())).isInstanceOf(Handshake.Accepted.class);
        });
    }

    @Test
    void anotherSeedHasAnotherKey() {
        framing.begin(this);
        var first = new String(taken(), StandardCharsets.ISO_8859_1);
        framing(2).begin(this);

        assertThat(new String(taken(), StandardCharsets.ISO_8859_1)).isNotEqualTo(first).hasSameSizeAs(first);
    }

    @Test
    void answerAndFramesMayComeInAnyPieces() {
        framing.begin(this);
        var all = new ByteArrayOutputStream();
        all.writeBytes(ascii(goodAnswer()));
        for (var text : List.of("one", "zwölf", "")) {
            var frame = Frames.text(text);
            while (frame.hasRemaining()) {
                all.write(frame.get());
            }
        }
        for (byte b : all.toByteArray()) {
            feed(new byte[] {b});
        }

        assertThat(trail).containsExactly("message one", "message zwölf", "message ");
    }

    @Test
    void framesMayComeTogetherWithTheAnswer() {
        framing.begin(this);
        var frame = new byte[] {(byte) 0x81, 2, 'h', 'i'};
        var answer = ascii(goodAnswer());
        var both = ByteBuffer.allocate(answer.length + frame.length + 5).put(2, answer)
                .put(2 + answer.length, frame).array();
        framing.feed(both, 2, 2 + answer.length + frame.length);

        assertThat(trail).containsExactly("message hi");
    }

    @Test
    void messagesGoOutMaskedEachWithAKeyOfItsOwn() {
        open();
        framing.send(ascii("jump"));
        var first = taken();
        framing.send(ascii("jump"));
        var second = taken();

        assertThat(first).hasSameSizeAs(second).isNotEqualTo(second);
        write(first);
        write(second);
        assertThat(heardByServer()).containsExactly("text jump", "text jump");
    }

    @Test
    void pingsAreAnsweredAndPongsAreNot() {
        open();
        feed(Frames.ping(ascii("are you there")));
        feed(Frames.pong(ascii("unasked")));

        assertThat(heardByServer()).containsExactly("pong are you there");
        assertThat(trail).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1001 | the server shuts down | goodbye, close code 1001: the server shuts down",
        "1013 | '' | goodbye, close code 1013"})
    void goodbyeIsSaidBackAndExplained(int code, String reason, String told) {
        open();
        feed(Frames.close(code, reason));

        assertThat(heardByServer()).containsExactly("close " + code);
        assertThat(trail).containsExactly(told);
    }

    @Test
    void goodbyeWithoutACodeIsSaidBackWithOne() {
        open();
        feed(new byte[] {(byte) 0x88, 0});

        assertThat(heardByServer()).containsExactly("close 1000");
        assertThat(trail).containsExactly("goodbye, close code 1005");
    }

    @Test
    void maskedFramesOfAServerBreakIt() {
        open();
        feed(Frames.masked(Frames.text("hi"), 42));

        assertThat(trail).containsExactly("broken: a server must not mask its frames");
        assertThat(heardByServer()).containsExactly("close 1002");
    }

    @Test
    void binaryMessagesBreakIt() {
        open();
        feed(Frames.binary(new byte[3]));

        assertThat(trail).containsExactly("broken: a binary one of 3 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "409 Conflict | {\"error\":\"there is an ann in this room\"} | 409: there is an ann in this room",
        "503 Service Unavailable | {\"error\":\"full\\u001b[2J\"} | 503: full?[2J",
        "403 Forbidden | not JSON | 403: Forbidden",
        "404 Not Found | {} | 404: Not Found"})
    void refusalsAreToldWithTheirStatusAndReason(String status, String body, String told) {
        framing.begin(this);
        var answer = "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
        for (byte b : ascii(answer)) {
            assertThat(trail).isEmpty();
            feed(new byte[] {b});
        }

        assertThat(trail).containsExactly("turned away, the server answered " + told);
    }

    @Test
    void refusalWithoutABodyNeedsNone() {
        framing.begin(this);
        feed(ascii("HTTP/1.1 426\r\nContent-Length: 0\r\n\r\n"));

        assertThat(trail).containsExactly("turned away, the server answered 426: ");
    }

    @Test
    void refusalMayEndWithTheConnection() {
        framing.begin(this);
        feed(ascii("HTTP/1.0 503 Busy\r\n\r\n{\"error\":\"come later\"}"));
        assertThat(trail).isEmpty();
        framing.inputEnded();

        assertThat(trail).containsExactly("turned away, the server answered 503: come later");
    }

    @Test
    void endBeforeAnyAnswerIsNoRefusal() {
        framing.begin(this);
        feed(ascii("HTTP/1.1 101 Sw"));
        framing.inputEnded();

        assertThat(trail).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERR unknown action: GET", "HTTP/2 200\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 400 No\r\nContent-Length: many\r\n\r\n"})
    void whatIsNoAnswerToAHandshakeBreaksIt(String answer) {
        framing.begin(this);
        feed(ascii(answer));

        assertThat(trail).singleElement().asString().startsWith("broken: ");
    }

    @Test
    void endlessHeadBreaksIt() {
        framing.begin(this);
        feed(ascii("HTTP/1.1 101 Switching Protocols\r\nX: " + "x".repeat(9_000)));

        assertThat(trail).containsExactly("broken: a head of more than 8,192 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "WebSocket | h2c",
        "keep-alive, Upgrade | keep-alive",
        "Sec-WebSocket-Accept: | Sec-WebSocket-Accept: x",
        "Sec-WebSocket-Accept: | Sec-WebSocket-Accepted:",
        "upgrade: | Sec-WebSocket-Extensions: permessage-deflate\\r\\nupgrade:",
        "upgrade: | Sec-WebSocket-Protocol: chat\\r\\nupgrade:"})
    void acceptanceThatIsNoneToThisRequestBreaksIt(String part, String instead) {
        framing.begin(this);
        var answer = goodAnswer();
        var other = answer.replace(part, instead.replace("\\r\\n", "\r\n"));
        assertThat(other).isNotEqualTo(answer);
        feed(ascii(other));

        assertThat(trail).singleElement().asString().startsWith("broken: ");
    }
}

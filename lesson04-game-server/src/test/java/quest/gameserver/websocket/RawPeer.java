package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import quest.gameserver.SocketPeer;

/// A WebSocket client that sends whatever bytes it is told to and looks closely at each that comes back.
final class RawPeer extends SocketPeer {

    /// The key of RFC 6455's example, and its answer.
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    static final String REQUEST = """
            GET /ws/echo HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: %s
            Sec-WebSocket-Version: 13

            """.formatted(KEY).replace("\n", "\r\n");

    private final DataInputStream in = new DataInputStream(super.in);

    RawPeer(InetSocketAddress server) {
        super(server);
    }

    /// In a packet each, as far as the system goes along.
    void sendByteByByte(byte[] bytes) {
        for (byte each : bytes) {
            send(new byte[] {each});
        }
    }

    /// The head of an HTTP answer, line by line.
    List<String> head() {
        var lines = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /// What follows a head, as long as that says.
    void skipBody(List<String> head) {
        var length = "Content-Length: ";
        for (var line : head) {
            if (line.startsWith(length)) {
                skip(Integer.parseInt(line.substring(length.length())));
            }
        }
    }

    /// Reads so many bytes, whatever they are.
    ///
    /// @return how many
    int skip(int bytes) {
        try {
            in.skipNBytes(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() {
        try {
            var line = new StringBuilder();
            for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawPeer shakeHands() {
        send(REQUEST);
        expectSwitching();
        return this;
    }

    void expectSwitching() {
        assertThat(head()).startsWith("HTTP/1.1 101 Switching Protocols")
                .contains("Sec-WebSocket-Accept: " + ACCEPT);
    }

    /// The next frame, in a [Trail]'s words; `end` at the end of input. Whatever a server may not send fails.
    String frame() {
        try {
            int first;
            try {
                first = in.readUnsignedByte();
            } catch (EOFException _) {
                return "end";
            }
            int second = in.readUnsignedByte();
            assertThat(second).as("length of an unmasked frame").isLessThan(128);
            long length = second;
            if (second == 126) {
                length = in.readUnsignedShort();
                assertThat(length).isGreaterThan(125);
            } else if (second == 127) {
                length = in.readLong();
                assertThat(length).isGreaterThan(65_535);
            }
            var payload = new byte[(int) length];
            in.readFully(payload);
            return words(first, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(int first, byte[] payload) {
        var text = new String(payload, StandardCharsets.UTF_8);
        return switch (first) {
            case 0x81 -> "text " + Trail.brief(text);
            case 0x82 -> "binary " + Trail.brief(payload);
            case 0x88 -> "close " + ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF) + " " + text.substring(2);
            case 0x89 -> "ping " + Trail.brief(payload);
            case 0x8A -> "pong " + Trail.brief(payload);
            default -> throw new AssertionError("a first byte of %x".formatted(first));
        };
    }

    void expect(String... frames) {
        for (var each : frames) {
            assertThat(frame()).isEqualTo(each);
        }
    }

    /// A close frame with a code and some reason, then the end.
    void expectCloseAndEnd(int code) {
        assertThat(frame()).startsWith("close " + code + " ").hasSizeGreaterThan("close 1000 ".length());
        expectEnd();
    }

    void expectEnd() {
        assertThat(frame()).isEqualTo("end");
    }
}

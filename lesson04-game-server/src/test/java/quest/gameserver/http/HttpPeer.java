package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import quest.gameserver.SocketPeer;

/// Somebody who speaks HTTP on a real socket, byte by byte as the test wants it.
final class HttpPeer extends SocketPeer {

    /// @param headers names in lower case
    record Answer(int status, Map<String, String> headers, String body) { }

    /// @param receiveBuffer of the system, in bytes; 0: as it likes
    HttpPeer(InetSocketAddress server, int receiveBuffer) {
        super(server, receiveBuffer);
    }

    /// A request without a body, and with these fields besides Host.
    void ask(String method, String target, String... fields) {
        var text = new StringBuilder("%s %s HTTP/1.1\r\nHost: x\r\n".formatted(method, target));
        for (var field : fields) {
            text.append(field).append("\r\n");
        }
        send(text.append("\r\n").toString());
    }

    /// Reads an answer to another method than HEAD.
    Answer answer() {
        var head = head();
        return new Answer(head.status, head.headers, body(head.headers));
    }

    /// Reads the head of an answer, and no further.
    Answer head() {
        var statusLine = line();
        assertThat(statusLine).as("a status line").isNotNull().startsWith("HTTP/1.1 ");
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(": ");
            var name = line.substring(0, colon).toLowerCase();
            assertThat(headers.put(name, line.substring(colon + 2))).as("a second " + name).isNull();
        }
        return new Answer(Integer.parseInt(statusLine.substring(9, 12)), headers, "");
    }

    private String body(Map<String, String> headers) {
        if (headers.containsKey("content-length")) {
            return bytes(Integer.parseInt(headers.get("content-length")));
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return "";
        }
        var body = new StringBuilder();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.append(bytes(size));
            assertThat(line()).isEmpty();
        }
        assertThat(line()).as("after the last chunk").isEmpty();
        return body.toString();
    }

    /// Reads the first line of a chunk.
    int chunkSize() {
        return Integer.parseInt(line(), 16);
    }

    String bytes(int count) {
        try {
            var bytes = in.readNBytes(count);
            assertThat(bytes).hasSize(count);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next line, without its CR LF or LF; null at the end of input.
    String line() {
        try {
            var line = new ByteArrayOutputStream();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    assertThat(line.size()).as("bytes of a line that was broken off").isZero();
                    return null;
                }
                line.write(c);
            }
            var text = line.toString(StandardCharsets.UTF_8);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void expectEnd() {
        try {
            assertThat(in.read()).as("the end of input").isEqualTo(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The connection was broken off: no more bytes than these come, and whether they end in order does not matter.
    int bytesUntilBreak() {
        int count = 0;
        try {
            while (in.read() >= 0) {
                count++;
            }
        } catch (IOException _) {
            // by a reset, if something was on its way
        }
        return count;
    }
}

package quest.gameserver.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import quest.gameserver.http.Headers;
import quest.gameserver.websocket.Handshake;

/// How a WebSocket begins on the client's side: RFC 6455, section 4.1. The request out, the answer's bytes in, in
/// whatever pieces: no socket. One thread's.
final class ClientHandshake {

    /// What has come of it so far.
    sealed interface Outcome {

        record Incomplete() implements Outcome {
        }

        /// It is a WebSocket now.
        ///
        /// @param end where the answer ends in the bytes that were fed; after it come frames
        record Accepted(int end) implements Outcome {
        }

        /// The server does not want to.
        ///
        /// @param why in the server's words
        record Refused(int status, String why) implements Outcome {
        }

        /// No answer to a handshake.
        ///
        /// @param expected in words, for people
        record Broken(String expected, String got) implements Outcome {
        }
    }

    private static final Outcome INCOMPLETE = new Outcome.Incomplete();
    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);

    private static final int KEY_BYTES = 16;
    private static final int MAX_HEAD = 8 * 1024;
    private static final int MAX_BODY = 8 * 1024;
    private static final byte[] BEGINNING = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (?<status>[0-9]{3})( (?<phrase>.*))?");
    private static final String GOOD_ANSWER = "HTTP/1.1 101 Switching Protocols";

    private final String host;
    private final String path;
    private final String key;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int lineEnd;            // how much of an empty line has come: of CR LF CR LF
    private Outcome.Refused refused;    // null: not, or the head is not at its end
    private int bodyLeft;

    /// @param host   as it stands in a URL, the port with it
    /// @param random of the key, which need not be secret: it shows that the answer is one to this request
    ClientHandshake(String host, String path, RandomGenerator random) {
        this.host = host;
        this.path = path;
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        key = Base64.getEncoder().encodeToString(bytes);
    }

    byte[] request() {
        return String.join("\r\n",
                "GET " + path + " HTTP/1.1",
                "Host: " + host,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: " + key,
                "Sec-WebSocket-Version: 13",
                "", "").getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Takes what has arrived. Not called any more once it is decided.
    ///
    /// @param to where it ends, exclusive
    Outcome feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && refused == null) {
            byte b = bytes[at++];
            int place = head.size();
            head.write(b);
            if (place < BEGINNING.length && b != BEGINNING[place]) {
                return new Outcome.Broken(GOOD_ANSWER, Dialogue.shown(bytes, from, to));
            }
            if (place == MAX_HEAD) {
                return new Outcome.Broken(GOOD_ANSWER, "a head of more than %,d bytes".formatted(MAX_HEAD));
            }
            lineEnd = b == (lineEnd % 2 == 0 ? '\r' : '\n') ? lineEnd + 1 : b == '\r' ? 1 : 0;
            if (lineEnd == 4) {
                var outcome = headEnded(at);
                if (!(outcome instanceof Outcome.Refused no)) {
                    return outcome;
                }
                refused = no;
            }
        }
        return refused == null ? INCOMPLETE : readBody(bytes, at, to);
    }

    /// The server sends nothing more.
    Outcome inputEnded() {
        return refused == null ? INCOMPLETE : explained();
    }

    private Outcome headEnded(int end) {
        var lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        var statusLine = STATUS_LINE.matcher(lines[0]);
        if (!statusLine.matches()) {
            return new Outcome.Broken(GOOD_ANSWER, shown(lines[0]));
        }
        try {
            var headers = headers(lines);
            int status = Integer.parseInt(statusLine.group("status"));
            if (status == 101) {
                return judge(headers, end);
            }
            var length = headers.first("Content-Length");
            bodyLeft = length == null ? MAX_BODY : Math.clamp(Long.parseLong(length), 0, MAX_BODY);
            return new Outcome.Refused(status, shown(statusLine.group("phrase")));
        } catch (IllegalArgumentException e) {
            return new Outcome.Broken("a head as HTTP has it", e.getMessage());
        }
    }

    private static Headers headers(String[] lines) {
        var pairs = new ArrayList<String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("a line without a colon: " + shown(lines[i]));
            }
            pairs.add(lines[i].substring(0, colon));
            pairs.add(lines[i].substring(colon + 1).strip());
        }
        return Headers.of(pairs.toArray(String[]::new));
    }

    /// A 101 must say that it is one to this request, and promise nothing that was not asked for.
    private Outcome judge(Headers headers, int end) {
        if (!headers.hasToken("Upgrade", "websocket") || !headers.hasToken("Connection", "Upgrade")) {
            return new Outcome.Broken("Upgrade: websocket and Connection: Upgrade", shown(headers.toString()));
        }
        var accept = headers.first("Sec-WebSocket-Accept");
        if (!Handshake.accept(key).equals(accept)) {
            return new Outcome.Broken("Sec-WebSocket-Accept: " + Handshake.accept(key), shown("" + accept));
        }
        for (var unasked : new String[] {"Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"}) {
            if (headers.has(unasked)) {
                return new Outcome.Broken("no " + unasked, shown(headers.first(unasked)));
            }
        }
        return new Outcome.Accepted(end);
    }

    private Outcome readBody(byte[] bytes, int from, int to) {
        int count = Math.min(bodyLeft, to - from);
        body.write(bytes, from, count);
        bodyLeft -= count;
        return bodyLeft == 0 ? explained() : INCOMPLETE;
    }

    /// With the error of the body, if it has one.
    private Outcome explained() {
        try {
            var error = JSON.<JsonNode>readValue(body.toByteArray()).path("error");
            return error.isTextual() ? new Outcome.Refused(refused.status(), shown(error.textValue())) : refused;
        } catch (IOException _) {
            return refused; // no JSON: the status says enough
        }
    }

    private static String shown(String text) {
        return text == null ? "" : Dialogue.shown(text);
    }
}

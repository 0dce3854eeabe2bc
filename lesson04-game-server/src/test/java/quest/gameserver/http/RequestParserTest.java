package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.gameserver.http.RequestParser.Outcome;

class RequestParserTest {

    private static final int MAX_HEAD = 400;
    private static final int MAX_BODY = 100;

    /// What came of the bytes, as text, in order; each request with its body.
    private static List<String> outcomes(List<byte[]> pieces) {
        var parser = new RequestParser(MAX_HEAD, MAX_BODY);
        var trail = new ArrayList<String>();
        for (var piece : pieces) {
            var bytes = ByteBuffer.wrap(piece);
            while (bytes.hasRemaining()) {
                var outcome = parser.parse(bytes);
                switch (outcome) {
                    case Outcome.Incomplete() -> assertThat(bytes.remaining()).isZero();
                    case Outcome.ContinueExpected() -> trail.add("continue");
                    case Outcome.Refused(int status, var message) -> {
                        trail.add(status + " " + message);
                        assertThat(parser.parse(bytes)).as("the last word").isEqualTo(outcome);
                        return trail;
                    }
                    case Outcome.Complete(var request, boolean keepAlive, boolean http10) -> trail.add(
                            "%s %s %s %s %s [%s] %s%s".formatted(request.method(), request.path(), request.segments(),
                                    request.query(), request.headers(),
                                    new String(request.body(), StandardCharsets.ISO_8859_1),
                                    keepAlive ? "keep" : "close", http10 ? " 1.0" : ""));
                }
            }
        }
        return trail;
    }

    /// The outcomes of a text, which must be the same for the whole of it, for each cut into two, and for single bytes.
    private static List<String> parse(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var whole = outcomes(List.of(bytes));
        var singles = new ArrayList<byte[]>();
        for (int i = 0; i < bytes.length; i++) {
            var cut = List.of(Arrays.copyOfRange(bytes, 0, i), Arrays.copyOfRange(bytes, i, bytes.length));
            assertThat(outcomes(cut)).as("cut at %d", i).isEqualTo(whole);
            singles.add(new byte[] {bytes[i]});
        }
        assertThat(outcomes(singles)).as("byte by byte").isEqualTo(whole);
        return whole;
    }

    /// A head with a Host, and some more lines.
    private static String head(String requestLine, String... fields) {
        return requestLine + "\r\nHost: x\r\n" + String.join("", Arrays.stream(fields).map(f -> f + "\r\n").toList())
                + "\r\n";
    }

    private static void assertRefused(String text, int status, String part) {
        assertThat(parse(text)).hasSize(1).first().asString().startsWith(status + " ").contains(part);
    }

    private static Request request(String text) {
        var outcome = new RequestParser(MAX_HEAD, MAX_BODY)
                .parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(outcome).isInstanceOf(Outcome.Complete.class);
        return ((Outcome.Complete) outcome).request();
    }

    // ---- requests ----

    @Test
    void aRequestIsTakenApart() {
        assertThat(parse("GET /rooms/lava?spectate=true HTTP/1.1\r\nHost: localhost:8080\r\nX-A:  b c \t\r\n\r\n"))
                .containsExactly("GET /rooms/lava [rooms, lava] {spectate=[true]} "
                        + "[Host, localhost:8080, X-A, b c] [] keep");
    }

    @Test
    void aBodyIsAsLongAsItsLengthSays() {
        assertThat(parse(head("POST /rooms HTTP/1.1", "Content-Length: 0005") + "hello" + head("GET / HTTP/1.1")))
                .containsExactly("POST /rooms [rooms] {} [Host, x, Content-Length, 0005] [hello] keep",
                        "GET / [] {} [Host, x] [] keep");
    }

    @Test
    void requestsMayFollowWithoutWaiting() {
        assertThat(parse(head("GET /a HTTP/1.1") + head("GET /b HTTP/1.1") + head("GET /c HTTP/1.1")))
                .extracting(each -> each.substring(0, 6)).containsExactly("GET /a", "GET /b", "GET /c");
    }

    @Test
    void oneEmptyLineBeforeARequestIsPassedOver() {
        assertThat(parse("\r\n" + head("GET / HTTP/1.1") + "\r\n" + head("GET / HTTP/1.1"))).hasSize(2);
        assertRefused("\r\n\r\n" + head("GET / HTTP/1.1"), 400, "request line");
    }

    @Test
    void theConnectionStaysAsTheVersionAndTheFieldSay() {
        assertThat(parse(head("GET / HTTP/1.1"))).first().asString().endsWith(" keep");
        assertThat(parse(head("GET / HTTP/1.7"))).first().asString().endsWith(" keep");
        assertThat(parse(head("GET / HTTP/1.1", "Connection: Upgrade, Close"))).first().asString().endsWith(" close");
        assertThat(parse(head("GET / HTTP/1.0"))).first().asString().endsWith(" close 1.0");
        assertThat(parse(head("GET / HTTP/1.0", "Connection: Keep-Alive"))).first().asString().endsWith(" keep 1.0");
        assertThat(parse("GET / HTTP/1.0\r\n\r\n")).first().asString().endsWith(" close 1.0");
    }

    @Test
    void anUpgradeOfHttp10IsNotHeardOf() {
        assertThat(request(head("GET / HTTP/1.0", "Upgrade: websocket")).headers().has("Upgrade")).isFalse();
        assertThat(request(head("GET / HTTP/1.1", "Upgrade: websocket")).headers().has("Upgrade")).isTrue();
    }

    @Test
    void whoExpectsContinueIsToldSoBeforeTheBody() {
        var head = head("POST / HTTP/1.1", "Content-Length: 2", "Expect: 100-Continue");
        assertThat(parse(head + "ok")).containsExactly("continue",
                "POST / [] {} [Host, x, Content-Length, 2, Expect, 100-Continue] [ok] keep");
        assertThat(parse(head("GET / HTTP/1.1", "Expect: 100-continue"))).as("no body").hasSize(1);
        assertThat(parse(head("POST / HTTP/1.0", "Content-Length: 2", "Expect: 100-continue") + "ok"))
                .as("1.0 knows no 100").hasSize(1);
        assertRefused(head("POST / HTTP/1.1", "Content-Length: 2", "Expect: cake"), 417, "100-continue");
        assertRefused(head("POST / HTTP/1.1", "Content-Length: 101", "Expect: 100-continue"), 413, "100 bytes");
    }

    @Test
    void anAbsoluteTargetNamesTheHost() {
        var request = request(head("GET HTTP://Arena:8080/rooms?a=1 HTTP/1.1"));
        assertThat(request.path()).isEqualTo("/rooms");
        assertThat(request.headers().all("Host")).containsExactly("Arena:8080");
        assertThat(request(head("GET http://arena?a=1 HTTP/1.1")).query()).containsEntry("a", List.of("1"));
        assertRefused(head("GET http:///rooms HTTP/1.1"), 400, "names no host");
        assertRefused(head("GET http://ann@arena/ HTTP/1.1"), 400, "names no host");
        assertRefused(head("GET https://arena/ HTTP/1.1"), 400, "expected a path");
    }

    @Test
    void theServerAsAWholeIsATargetOfOptionsOnly() {
        assertThat(request(head("OPTIONS * HTTP/1.1")).path()).isEqualTo("*");
        assertRefused(head("GET * HTTP/1.1"), 400, "expected a path");
        assertRefused(head("CONNECT arena:80 HTTP/1.1"), 400, "expected a path");
    }

    @Test
    void segmentsAreDecodedOnceAndMeanNothing() {
        assertThat(request(head("GET /a%2Fb/..%2f../%2e%2E/../caf%C3%A9/%2500/+ HTTP/1.1")).segments())
                .containsExactly("a/b", "../..", "..", "..", "café", "%00", "+");
        assertThat(request(head("GET / HTTP/1.1")).segments()).isEmpty();
        assertThat(request(head("GET // HTTP/1.1")).segments()).containsExactly("", "");
        assertThat(request(head("GET /rooms/ HTTP/1.1")).segments()).containsExactly("rooms", "");
    }

    @Test
    void queriesAreDecodedAsFormsWriteThem() {
        var query = request(head("GET /?a=1&b&a=2+%2B%263&&=x&c=d=e? HTTP/1.1")).query();
        assertThat(query).hasSize(4).containsEntry("a", List.of("1", "2 +&3")).containsEntry("b", List.of(""))
                .containsEntry("", List.of("x")).containsEntry("c", List.of("d=e?"));
        assertThat(query.keySet()).containsExactly("a", "b", "", "c");
        assertThat(request(head("GET /? HTTP/1.1")).query()).isEmpty();
    }

    @Test
    void valuesMayHaveBytesBeyondAscii() {
        var text = "GET / HTTP/1.1\r\nHost: x\r\nX: caf\u00e9\r\n\r\n";
        assertThat(parse(text)).containsExactly("GET / [] {} [Host, x, X, caf\u00e9] [] keep");
    }

    @Test
    void aHeadMayBeAsLongAsTheLimit() {
        var start = "GET / HTTP/1.1\r\nHost: x\r\nX: ";
        var fits = start + "y".repeat(MAX_HEAD - start.length() - 4) + "\r\n\r\n";
        assertThat(parse(fits)).hasSize(1).first().asString().startsWith("GET");
        assertRefused(start + "y".repeat(MAX_HEAD - start.length() - 3) + "\r\n\r\n", 431, "400 bytes");
        assertRefused("GET /" + "y".repeat(MAX_HEAD), 431, "400 bytes");
        assertRefused("G".repeat(MAX_HEAD + 1), 431, "400 bytes");
    }

    @Test
    void aBodyMayBeAsLongAsTheLimit() {
        assertThat(parse(head("POST / HTTP/1.1", "Content-Length: 100") + "y".repeat(100))).hasSize(1)
                .first().asString().startsWith("POST");
    }

    // ---- refusals ----

    @ParameterizedTest
    @ValueSource(strings = {"101", "4294967296", "4294967301", "9223372036854775808", "18446744073709551617",
            "99999999999999999999999999999999999999"})
    void aLongerBodyIsRefusedBeforeItIsRead(String length) {
        assertRefused(head("POST / HTTP/1.1", "Content-Length: " + length), 413, "expected 100 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+5", "-1", "0x5", "5 5", "5,5", "5, 6", "five", "5.0", "1e1", "\u00b2"})
    void aLengthIsDigits(String length) {
        assertRefused(head("POST / HTTP/1.1", "Content-Length: " + length) + "hello", 400, "Content-Length");
    }

    @Test
    void aLengthIsSaidOnce() {
        assertRefused(head("POST / HTTP/1.1", "Content-Length: 5", "Content-Length: 6") + "hello", 400, "once");
        assertRefused(head("POST / HTTP/1.1", "Content-Length: 5", "content-length: 5") + "hello", 400, "once");
    }

    @Test
    void aBodyHasALengthAndNoCoding() {
        assertRefused(head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "0\r\n\r\n", 411, "Content-Length");
        assertRefused(head("POST / HTTP/1.1", "transfer-encoding: Chunked") + "0\r\n\r\n", 411, "Content-Length");
        assertRefused(head("POST / HTTP/1.1", "Transfer-Encoding: gzip, chunked"), 501, "Content-Length");
        assertRefused(head("POST / HTTP/1.1", "Transfer-Encoding: identity"), 501, "Content-Length");
        assertRefused(head("POST / HTTP/1.1", "Transfer-Encoding: xchunked"), 501, "Content-Length");
        assertRefused(head("POST / HTTP/1.1", "Transfer-Encoding: chunked", "Transfer-Encoding: x"), 501, "none");
        assertRefused(head("POST / HTTP/1.0", "Transfer-Encoding: chunked"), 400, "HTTP/1.0");
        assertRefused(head("POST / HTTP/1.1", "Content-Length: 5", "Transfer-Encoding: chunked"), 400, "both");
        assertRefused(head("POST / HTTP/1.1", "Transfer-Encoding: ", "Content-Length: 5"), 400, "both");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/2.0", "PRI * HTTP/2.0", "GET / HTTP/3.0", "GET / HTTP/0.9"})
    void otherVersionsAreNotSpoken(String line) {
        assertRefused(line + "\r\n", 505, "HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET / HTTP/2", "GET / http/1.1", "GET / HTTP/1.10", "GET / HTTP/11",
            "GET / FTP/1.1",
            "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /a b HTTP/1.1", "GET\t/\tHTTP/1.1",
            "G(T / HTTP/1.1", "G\u00c9T / HTTP/1.1", "GET", "GET:/ / HTTP/1.1", "GET rooms HTTP/1.1", "GET  HTTP/1.1",
            "GET ?a=1 HTTP/1.1", "GET /caf\u00e9 HTTP/1.1", "GET /#top HTTP/1.1", "GET / HTTP/1.x", "hello"})
    void aWrongRequestLineIsRefusedAtItsEnd(String line) {
        assertRefused(line + "\r\n", 400, "expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%zz", "/%4g", "/%%41", "/a?b=%", "/a?%c3", "/%C0%AF", "/%FF", "/%ED%A0%80",
            "/%00", "/a%00.html", "/?a=%00", "/%C3", "/%u0041"})
    void aWrongEncodingIsRefused(String target) {
        assertRefused("GET " + target + " HTTP/1.1\r\n", 400, "the request's target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X : y", "X\t: y", ": y", "X y", "X", " X: y", "\tX: y", "X(: y", "X y: z", "caf\u00e9: y"})
    void aWrongFieldIsRefusedAtItsEnd(String field) {
        assertRefused("GET / HTTP/1.1\r\nHost: x\r\n" + field + "\r\n", 400, "expected");
    }

    @Test
    void foldedFieldsAreRefused() {
        assertRefused("GET / HTTP/1.1\r\nHost: x\r\nX: y\r\n  z\r\n\r\n", 400, "obs-fold");
        assertRefused("GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400, "obs-fold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nHost: x\n", "GET / HTTP/1.1\r\nHost: x\r\n\n",
            "GET / HTTP/1.1\r\nHost: x\r\r", "GET /\rX HTTP/1.1", "\n", "\r\r", "GET / HTTP/1.1\r\nX: y\rZ: 1",
            "GET / HTTP/1.1\r\nX: y\nZ: 1"})
    void aLineEndsWithBothOfItsCharacters(String text) {
        assertRefused(text, 400, "CR LF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "GET / HTTP/1.1\r\nX: \0", "GET /\u0001", "\u0016\u0003\u0001",
            "GET / HTTP/1.1\r\nX: \u007f",
            "GET / HTTP/1.1\r\nX\u000b", "GET / HTTP/1.1\r\nX: \u001b"})
    void aControlCharacterIsRefusedAtOnce(String text) {
        assertRefused(text, 400, "control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n", "Host: a b\r\n", "Host: a/b\r\n",
            "Host: ann@a\r\n", "Host: a, b\r\n", "Host: a:x\r\n", "Host: a:65536\r\n", "Host: a:-1\r\n",
            "Host: [::1\r\n",
            "Host: [g]\r\n", "Host: :80\r\n", "Host: a:80:80\r\n", "Host: http://a\r\n", "Host: a?b\r\n"})
    void thereIsOneHost(String fields) {
        assertRefused("GET / HTTP/1.1\r\n" + fields + "\r\n", 400, "Host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b-c:80", "127.0.0.1:65535", "[::1]", "[::1]:8080", "a:", ""})
    void hostsMayLookLikeThis(String host) {
        assertThat(request("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").headers().first("host")).isEqualTo(host);
    }

    @Test
    void betweenRequestsNothingIsHeld() {
        var parser = new RequestParser(MAX_HEAD, MAX_BODY);
        assertThat(parser.isIdle()).isTrue();
        parser.parse(ByteBuffer.wrap("G".getBytes(StandardCharsets.UTF_8)));
        assertThat(parser.isIdle()).isFalse();
        parser.parse(ByteBuffer.wrap(head("ET / HTTP/1.1", "Content-Length: 1").getBytes(StandardCharsets.UTF_8)));
        assertThat(parser.isInBody()).isTrue();
        parser.parse(ByteBuffer.wrap(new byte[] {'x'}));
        assertThat(parser.isIdle()).isTrue();
        assertThat(parser.isInBody()).isFalse();
    }
}

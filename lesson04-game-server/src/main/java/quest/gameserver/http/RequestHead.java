package quest.gameserver.http;

import java.util.ArrayList;
import java.util.List;

/// A request's head while it is read, line by line; at its end, what it says about the body. Every rule that two
/// readers of the same bytes could see differently is kept strictly: where a proxy and this server disagree about
/// where a request ends, an attacker's bytes become the next player's request (*request smuggling*; RFC 9112, section
/// 11.2).
final class RequestHead {

    private static final int HTTP_1_0 = 0;

    private String method;      // null: the request line has not come yet
    private Target target;
    private int minorVersion;
    private final List<String> fields = new ArrayList<>();
    private Headers headers;
    private int bodyLength;

    boolean hasRequestLine() {
        return method != null;
    }

    /// RFC 9112, section 3.
    ///
    /// @param line without its end, and without control characters other than tabs
    void requestLine(String line) throws Refusal {
        var parts = line.split(" ", -1);
        if (parts.length != 3) {
            throw Refusal.badRequest("the request line has %d parts: expected 3, such as GET /rooms HTTP/1.1"
                    .formatted(parts.length));
        }
        if (!Syntax.isToken(parts[0])) {
            throw Refusal.badRequest("the method is not a token: expected one such as GET");
        }
        minorVersion = minorVersion(parts[2]);
        target = Target.parse(parts[0], parts[1]);
        method = parts[0];
    }

    /// Whoever understands 1.1 understands every 1.x (RFC 9110, section 2.5).
    private static int minorVersion(String version) throws Refusal {
        if (version.length() != 8 || !version.startsWith("HTTP/") || version.charAt(6) != '.'
                || !Syntax.isDigit(version.charAt(5)) || !Syntax.isDigit(version.charAt(7))) {
            throw Refusal.badRequest("the request line does not end with a version: expected HTTP/1.1");
        }
        if (version.charAt(5) != '1') {
            throw new Refusal(505, "this version of HTTP is not spoken here: expected HTTP/1.1");
        }
        return version.charAt(7) - '0';
    }

    /// RFC 9112, section 5.
    ///
    /// @param line as above, and not empty
    void fieldLine(String line) throws Refusal {
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            throw Refusal.badRequest("a header field's line begins with a space, as folded ones do (obs-fold):"
                    + " expected each field on one line");
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw Refusal.badRequest("a header field has no colon: expected name: value");
        }
        var name = line.substring(0, colon);
        if (!Syntax.isToken(name)) {
            throw Refusal.badRequest("a header field's name is not a token, and no space may stand before the colon:"
                    + " expected name: value");
        }
        fields.add(name);
        fields.add(withoutOuterSpaces(line, colon + 1));
    }

    private static String withoutOuterSpaces(String line, int from) {
        int to = line.length();
        while (from < to && isSpace(line.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /// The empty line has come.
    void end(int maxBody) throws Refusal {
        headers = Headers.checked(fields);
        checkHost();
        bodyLength = bodyLength(maxBody);
        checkExpectations();
        if (target.authority() != null) {
            headers = headers.with("Host", target.authority()); // RFC 9112, section 3.2.2
        }
        if (minorVersion == HTTP_1_0) {
            headers = headers.without("Upgrade");               // RFC 9110, section 7.8
        }
    }

    /// RFC 9112, section 3.2.
    private void checkHost() throws Refusal {
        var hosts = headers.all("Host");
        if (hosts.size() > 1 || hosts.isEmpty() && minorVersion > HTTP_1_0) {
            throw Refusal.badRequest("the request has %d Host fields: expected 1".formatted(hosts.size()));
        }
        if (!hosts.isEmpty() && Authority.parse(hosts.getFirst(), 0) == null) {
            throw Refusal.badRequest("the Host field names no host: expected one such as localhost:8080");
        }
        var authority = target.authority();
        if (authority != null && (authority.isEmpty() || Authority.parse(authority, 0) == null)) {
            throw Refusal.badRequest("the request's target names no host: expected one such as"
                    + " http://localhost:8080/rooms");
        }
    }

    /// RFC 9112, section 6.3; but a body whose length is not known beforehand is refused, and so is a length that is
    /// named twice, even the same one.
    private int bodyLength(int maxBody) throws Refusal {
        var lengths = headers.all("Content-Length");
        var codings = headers.all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty() || minorVersion == HTTP_1_0) {
                throw Refusal.badRequest(lengths.isEmpty()
                        ? "HTTP/1.0 has no Transfer-Encoding: expected a Content-Length"
                        : "the request has both Content-Length and Transfer-Encoding: expected a Content-Length alone");
            }
            throw codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")
                    ? new Refusal(411, "bodies in chunks are not taken here: expected a Content-Length")
                    : new Refusal(501, "this transfer coding is not known here: expected none, and a Content-Length");
        }
        if (lengths.isEmpty()) {
            return 0;
        }
        if (lengths.size() > 1 || !Syntax.isDigits(lengths.getFirst())) {
            throw Refusal.badRequest("Content-Length is not one number: expected digits, once");
        }
        var digits = lengths.getFirst().replaceFirst("^0+(?=.)", "");
        // a number with more digits than the limit is larger; so that none is too long to be read
        if (digits.length() > String.valueOf(maxBody).length() || Long.parseLong(digits) > maxBody) {
            throw new Refusal(413, "the body is too long: expected %,d bytes at most".formatted(maxBody));
        }
        return Integer.parseInt(digits);
    }

    /// RFC 9110, section 10.1.1.
    private void checkExpectations() throws Refusal {
        if (minorVersion > HTTP_1_0) {
            for (var expectation : headers.all("Expect")) {
                if (!expectation.equalsIgnoreCase("100-continue")) {
                    throw new Refusal(417, "this expectation cannot be met: expected 100-continue, or none");
                }
            }
        }
    }

    int bodyLength() {
        return bodyLength;
    }

    /// Whether the peer sends its body only after it was told to go on.
    boolean expectsContinue() {
        return bodyLength > 0 && minorVersion > HTTP_1_0 && headers.has("Expect");
    }

    /// RFC 9112, section 9.3.
    boolean keepsAlive() {
        return !headers.hasToken("Connection", "close")
                && (minorVersion > HTTP_1_0 || headers.hasToken("Connection", "keep-alive"));
    }

    boolean isHttp10() {
        return minorVersion == HTTP_1_0;
    }

    Request request(byte[] body) {
        return new Request(method, target.path(), target.segments(), target.query(), headers, body);
    }
}

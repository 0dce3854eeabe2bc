package quest.gameserver.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import quest.gameserver.http.Headers;
import quest.gameserver.http.Request;
import quest.gameserver.http.Response;

/// How a connection becomes a WebSocket: RFC 6455, section 4.2. Request in, answer out: no socket. Any thread.
///
/// Subprotocols and extensions that a client offers are left unmentioned in the answer, which declines them. Who may
/// come from where (`Origin`) is for others to decide.
public final class Handshake {

    /// The answer to a request.
    public sealed interface Result {
    }

    /// @param switching a 101: after it, the connection is a WebSocket
    public record Accepted(Response switching) implements Result {
    }

    /// @param response says what was wrong and what is expected; the connection stays HTTP
    public record Refused(Response response) implements Result {
    }

    private static final String VERSION = "13";
    /// Section 1.3: whoever answers with this has understood what was asked.
    private static final String ANSWER_TO_EVERY_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int KEY_CHARACTERS = 24;

    private Handshake() {
    }

    /// Judges a request that wants a WebSocket, or should.
    public static Result answer(Request request) {
        if (!request.method().equals("GET")) {
            return new Refused(Response.error(405, "a WebSocket begins with a GET, this is a " + request.method())
                    .withHeader("Allow", "GET"));
        }
        var headers = request.headers();
        if (!headers.hasToken("Upgrade", "websocket")) {
            return upgradeRequired("here is a WebSocket: expected 'Upgrade: websocket' over HTTP/1.1");
        }
        if (!headers.hasToken("Connection", "Upgrade")) {
            return badRequest("expected 'Connection: Upgrade' with 'Upgrade: websocket'");
        }
        var versions = headers.all("Sec-WebSocket-Version");
        if (versions.size() > 1) {
            return badRequest("expected one Sec-WebSocket-Version, there are " + versions.size());
        }
        if (versions.isEmpty() || !versions.getFirst().equals(VERSION)) {
            return upgradeRequired("expected Sec-WebSocket-Version: 13, "
                    + (versions.isEmpty() ? "there is none" : "was " + versions.getFirst()));
        }
        var keys = headers.all("Sec-WebSocket-Key");
        if (keys.size() != 1) {
            return badRequest("expected one Sec-WebSocket-Key, there are " + keys.size());
        }
        if (!isKey(keys.getFirst())) {
            return badRequest("Sec-WebSocket-Key must be 16 bytes in base64, was '%s'".formatted(keys.getFirst()));
        }
        return new Accepted(switching(keys.getFirst()));
    }

    private static Refused badRequest(String message) {
        return new Refused(Response.error(400, message));
    }

    private static Refused upgradeRequired(String message) {
        return new Refused(Response.error(426, message)
                .withHeader("Upgrade", "websocket")
                .withHeader("Connection", "Upgrade")
                .withHeader("Sec-WebSocket-Version", VERSION));
    }

    private static Response switching(String key) {
        return new Response(101, Headers.of(
                "Upgrade", "websocket",
                "Connection", "Upgrade",
                "Sec-WebSocket-Accept", accept(key)), Response.empty(101).body());
    }

    private static boolean isKey(String key) {
        if (key.length() != KEY_CHARACTERS) {
            return false; // the decoder would do without the padding
        }
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// The `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key`: section 4.2.2. A client compares.
    public static String accept(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var digest = sha1.digest((key + ANSWER_TO_EVERY_KEY).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}

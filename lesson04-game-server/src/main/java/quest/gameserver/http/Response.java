package quest.gameserver.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// An answer. The server adds what every answer has: `Date`, `Content-Length`, `Connection`, and unless these headers
/// say otherwise `Cache-Control: no-store` and `X-Content-Type-Options: nosniff`.
///
/// @param body from its position to its limit; not to be changed any more. Read-only here, and may be shared by many
///             answers. Not sent with 1xx, 204, 304 and to a HEAD
public record Response(int status, Headers headers, ByteBuffer body) {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /// @throws IllegalArgumentException for a status that is none
    public Response {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("a status is between 100 and 599, was " + status);
        }
        body = body.asReadOnlyBuffer();
    }

    public static Response of(int status, String contentType, ByteBuffer body) {
        return new Response(status, Headers.of("Content-Type", contentType), body);
    }

    /// @param utf8 a JSON text
    public static Response json(int status, byte[] utf8) {
        return of(status, "application/json", ByteBuffer.wrap(utf8));
    }

    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Response empty(int status) {
        return new Response(status, Headers.of(), NOTHING);
    }

    /// `{"error":"…"}`.
    ///
    /// @param message what was wrong, what was expected
    public static Response error(int status, String message) {
        return json(status, errorJson(message).getBytes(StandardCharsets.UTF_8));
    }

    /// With one more field, which takes the place of those of its name.
    ///
    /// @throws IllegalArgumentException as [Headers#of]
    public Response withHeader(String name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /// By hand, so that this package needs no JSON library for the one text it writes. (RFC 8259, section 7.)
    private static String errorJson(String message) {
        var json = new StringBuilder("{\"error\":\"");
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        json.append("\\u%04x".formatted((int) c)); // half a pair has no UTF-8
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append("\"}").toString();
    }
}

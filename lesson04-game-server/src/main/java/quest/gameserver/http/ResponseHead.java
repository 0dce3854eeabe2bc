package quest.gameserver.http;

import java.nio.charset.StandardCharsets;

/// Writes status lines and header fields (RFC 9112, sections 4 and 5). Pure.
final class ResponseHead {

    private ResponseHead() {
    }

    /// The head of an ordinary answer.
    ///
    /// @param framing    what tells where the body ends: a name and a value, such as `Content-Length` and `12`; empty
    ///                   if nothing does, or there is no body
    /// @param connection `close`, `keep-alive`, or null for neither; comes after what the response has there itself
    static byte[] encode(Response response, String date, Headers framing, String connection) {
        var headers = response.headers()
                .without("Content-Length").without("Transfer-Encoding").without("Connection")
                .with("Date", date);
        if (!headers.has("Cache-Control")) {
            headers = headers.with("Cache-Control", "no-store");
        }
        if (!headers.has("X-Content-Type-Options")) {
            headers = headers.with("X-Content-Type-Options", "nosniff");
        }
        var text = new StringBuilder(256);
        append(text, response.status(), headers);
        framing.forEach((name, value) -> append(text, name, value));
        for (var own : response.headers().all("Connection")) {
            append(text, "Connection", own);
        }
        if (connection != null) {
            append(text, "Connection", connection);
        }
        return bytes(text);
    }

    /// The head of a `101`, which has no body and says itself what becomes of the connection.
    static byte[] encodeSwitching(Response response, String date) {
        var text = new StringBuilder(256);
        append(text, response.status(), response.headers().with("Date", date));
        return bytes(text);
    }

    private static void append(StringBuilder text, int status, Headers headers) {
        text.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
        headers.forEach((name, value) -> append(text, name, value));
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static byte[] bytes(StringBuilder text) {
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// RFC 9112, section 6.3. What such a status tells has no body, whatever was meant to be sent.
    static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    /// For people who read along; programs read the number.
    private static String reason(int status) {
        return switch (status) {
            case 100 -> "Continue";
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 411 -> "Length Required";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 422 -> "Unprocessable Content";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> ""; // allowed to be empty (RFC 9112, section 4)
        };
    }
}

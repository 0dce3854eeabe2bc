package quest.exercises.lesson04;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The server's side of WebSocket's opening handshake, as text. Any thread may call.
public final class WebSocketHandshake {

    /// Known to WebSocket servers and to nobody else.
    static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketHandshake() {
    }

    /// @param key the value of `Sec-WebSocket-Key`, without the spaces around it
    /// @return the value of `Sec-WebSocket-Accept`
    public static String acceptKey(String key) {
        // The key as text, not the 16 bytes that it stands for: nothing has to be decoded to know the answer.
        // SHA-1 is broken for signatures. Here it keeps no secret: it shows that the server speaks WebSocket.
        byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /// @param head of a request
    /// @return the head of the response
    public static String answer(String head) {
        var lines = head.split("\r\n");
        var request = lines[0].split(" ");
        var headers = headers(lines);
        // In this order: there is no sense in asking for a key in a request that is no handshake.
        if (!request[0].equals("GET")) {
            return refusal("405 Method Not Allowed", "Allow: GET");
        }
        if (!request[2].equals("HTTP/1.1")) {
            return refusal("400 Bad Request");
        }
        if (!hasWord(headers, "Upgrade", "websocket") || !hasWord(headers, "Connection", "upgrade")) {
            return refusal("400 Bad Request");
        }
        if (!headers.getOrDefault("Sec-WebSocket-Version", List.of()).equals(List.of("13"))) {
            // RFC 9110 wants every 426 to say in `Upgrade`, too, what to change over to.
            return refusal("426 Upgrade Required", "Sec-WebSocket-Version: 13", "Upgrade: websocket",
                    "Connection: Upgrade");
        }
        var keys = headers.getOrDefault("Sec-WebSocket-Key", List.of());
        if (keys.size() != 1 || !isKey(keys.getFirst())) {
            return refusal("400 Bad Request");
        }
        return head("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Accept: " + acceptKey(keys.getFirst())) + "\r\n";
    }

    /// By name in any case. All values of a name are kept: a map of single values would forget one of two.
    private static Map<String, List<String>> headers(String[] lines) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            // The first colon only: there are others in `Host: localhost:8080`.
            int colon = lines[i].indexOf(':');
            headers.computeIfAbsent(lines[i].substring(0, colon), _ -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        return headers;
    }

    private static boolean hasWord(Map<String, List<String>> headers, String name, String word) {
        return headers.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(part -> part.strip().equalsIgnoreCase(word));
    }

    private static boolean isKey(String key) {
        // The decoder does without '=', so the length is looked at as well; and 24 characters may be 17 or 18 bytes.
        // A pattern would also do: [A-Za-z0-9+/]{22}==
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String refusal(String status, String... headers) {
        // Without a length, a client would have to wait for the end of the connection to know that there is no body.
        return head(status, headers) + "Content-Length: 0\r\n\r\n";
    }

    /// Without the empty line.
    private static String head(String status, String... headers) {
        // `\r\n` on every system: `%n` and `println` end a line as the machine at hand does.
        var head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }
}

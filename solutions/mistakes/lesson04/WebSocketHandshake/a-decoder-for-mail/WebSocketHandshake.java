// Mistake: the decoder leaves out what is no Base64. Caught by: Keys.keyThatIsNoBase64Is400
package quest.exercises.lesson04;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class WebSocketHandshake {

    static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketHandshake() {
    }

    public static String acceptKey(String key) {
        byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String answer(String head) {
        var lines = head.split("\r\n");
        var request = lines[0].split(" ");
        var headers = headers(lines);
        if (!request[0].equals("GET")) {
            return refusal("405 Method Not Allowed", "Allow: GET\r\n");
        }
        if (!request[2].equals("HTTP/1.1") || !has(headers, "Upgrade", "websocket")
                || !has(headers, "Connection", "upgrade")) {
            return refusal("400 Bad Request", "");
        }
        if (!headers.getOrDefault("Sec-WebSocket-Version", List.of()).equals(List.of("13"))) {
            return refusal("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n");
        }
        var keys = headers.getOrDefault("Sec-WebSocket-Key", List.of());
        if (keys.size() != 1 || !isKey(keys.getFirst())) {
            return refusal("400 Bad Request", "");
        }
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + acceptKey(keys.getFirst()) + "\r\n\r\n";
    }

    private static Map<String, List<String>> headers(String[] lines) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.computeIfAbsent(lines[i].substring(0, colon), _ -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        return headers;
    }

    private static boolean has(Map<String, List<String>> headers, String name, String word) {
        for (String value : headers.getOrDefault(name, List.of())) {
            for (String part : value.split(",")) {
                if (part.strip().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getMimeDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String refusal(String status, String header) {
        return "HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\n\r\n";
    }
}

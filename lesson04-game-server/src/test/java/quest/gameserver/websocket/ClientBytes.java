package quest.gameserver.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// What a client may send, right and wrong, built byte by byte from the words of RFC 6455 and not by the code under
/// test.
final class ClientBytes {

    static final int FIN = 0x80;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private ClientBytes() {
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /// Many bytes that are ASCII and do not repeat with a period of 4 or 8.
    static byte[] letters(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) ('a' + i % 23);
        }
        return bytes;
    }

    /// A masked frame with the shortest length.
    static byte[] frame(int first, byte[] payload) {
        return frame(first, payload, KEY);
    }

    static byte[] frame(int first, String payload) {
        return frame(first, utf8(payload));
    }

    /// @param key null: unmasked
    static byte[] frame(int first, byte[] payload, byte[] key) {
        int form = payload.length <= 125 ? 0 : payload.length <= 65_535 ? 2 : 8;
        return frame(first, form, payload.length, payload, key);
    }

    /// @param form   how many bytes follow the second for the length: 0, 2 or 8
    /// @param length as announced, which may be a lie
    static byte[] frame(int first, int form, long length, byte[] payload, byte[] key) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(first);
        long second = switch (form) {
            case 0 -> length;
            case 2 -> 126;
            default -> 127;
        };
        bytes.write((int) second | (key == null ? 0 : 0x80));
        for (int i = form - 1; i >= 0; i--) {
            bytes.write((int) (length >>> 8 * i));
        }
        if (key != null) {
            bytes.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            bytes.write(key == null ? payload[i] : payload[i] ^ key[i % 4]);
        }
        return bytes.toByteArray();
    }

    /// @param code -1: none
    static byte[] close(int code, String reason) {
        return close(code, utf8(reason));
    }

    static byte[] close(int code, byte[] reason) {
        return frame(FIN | CLOSE, code < 0 ? reason : join(new byte[] {(byte) (code >> 8), (byte) code}, reason));
    }

    static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /// A message in fragments of a size.
    static byte[] fragments(int opcode, byte[] payload, int size) {
        var bytes = new ByteArrayOutputStream();
        for (int from = 0; from == 0 || from < payload.length; from += size) {
            int to = Math.min(payload.length, from + size);
            int first = (from == 0 ? opcode : CONTINUATION) | (to == payload.length ? FIN : 0);
            bytes.writeBytes(frame(first, Arrays.copyOfRange(payload, from, to)));
        }
        return bytes.toByteArray();
    }
}

package quest.gameserver.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Makes frames: RFC 6455, section 5.2. Each is a read-only buffer, which any number of connections may be given: to
/// tell something to many, encode it once. Unmasked, as a server's are, except by [#masked]. Any thread.
public final class Frames {

    /// A code takes 2 of a control frame's 125 bytes.
    private static final int MAX_REASON = FrameHeader.MAX_CONTROL - 2;

    private Frames() {
    }

    public static ByteBuffer text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param utf8 valid; a peer closes the connection for anything else
    public static ByteBuffer text(byte[] utf8) {
        return frame(Opcode.TEXT, utf8);
    }

    /// How many bytes the head of a message takes.
    public static int headSize(int length) {
        return length <= 125 ? 2 : length <= 0xFFFF ? 4 : 10;
    }

    /// Puts a text's frame into a buffer that gathers several.
    ///
    /// @param utf8 valid, from 0 to length
    /// @throws java.nio.BufferOverflowException if there is no room for [#headSize] and the text
    public static void putText(ByteBuffer frames, byte[] utf8, int length) {
        putHead(frames, Opcode.TEXT, length);
        frames.put(utf8, 0, length);
    }

    public static ByteBuffer binary(byte[] payload) {
        return frame(Opcode.BINARY, payload);
    }

    /// @throws IllegalArgumentException for more than 125 bytes
    public static ByteBuffer ping(byte[] payload) {
        return frame(Opcode.PING, payload);
    }

    /// @throws IllegalArgumentException for more than 125 bytes
    public static ByteBuffer pong(byte[] payload) {
        return frame(Opcode.PONG, payload);
    }

    /// @param reason cut to what fits, 123 bytes of UTF-8
    /// @throws IllegalArgumentException if the code may not be sent
    public static ByteBuffer close(int code, String reason) {
        if (!CloseCode.mayBeSent(code)) {
            throw new IllegalArgumentException(
                    "the code must be 1000 to 1003, 1007 to 1014 or 3000 to 4999, was " + code);
        }
        var utf8 = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(utf8.length, MAX_REASON);
        while (length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
            length--; // not within a character
        }
        var payload = ByteBuffer.allocate(2 + length).putShort((short) code).put(utf8, 0, length);
        return frame(Opcode.CLOSE, payload.array());
    }

    /// A whole message or control frame.
    private static ByteBuffer frame(Opcode opcode, byte[] payload) {
        var bytes = ByteBuffer.allocate(headSize(payload.length) + payload.length);
        putHead(bytes, opcode, payload.length);
        return bytes.put(payload).flip().asReadOnlyBuffer();
    }

    /// What comes before a payload, for one that is too long to be copied for it.
    static ByteBuffer head(Opcode opcode, int length) {
        var head = ByteBuffer.allocate(headSize(length));
        putHead(head, opcode, length);
        return head.flip().asReadOnlyBuffer();
    }

    /// The same frame as a client sends it.
    ///
    /// @param frame unmasked, and nothing after it; left as it is
    /// @param key   must be hard to guess, and another for each frame: section 5.3
    public static ByteBuffer masked(ByteBuffer frame, int key) {
        int head = FrameHeader.size(frame.get(frame.position() + 1));
        var payload = new byte[frame.remaining() - head];
        frame.get(frame.position() + head, payload);
        var bytes = ByteBuffer.allocate(frame.remaining() + 4);
        bytes.put(0, frame, frame.position(), head);
        bytes.put(1, (byte) (bytes.get(1) | 0x80));
        bytes.putInt(head, key);
        Masking.copy(payload, 0, bytes.array(), head + 4, payload.length, key);
        return bytes.asReadOnlyBuffer();
    }

    private static void putHead(ByteBuffer bytes, Opcode opcode, int length) {
        if (opcode.isControl() && length > FrameHeader.MAX_CONTROL) {
            throw new IllegalArgumentException("a control frame may carry 125 bytes at most, these are " + length);
        }
        bytes.put((byte) (0x80 | opcode.bits()));
        switch (headSize(length)) {
            case 2 -> bytes.put((byte) length);
            case 4 -> bytes.put((byte) 126).putShort((short) length);
            default -> bytes.put((byte) 127).putLong(length);
        }
    }
}

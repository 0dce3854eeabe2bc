package quest.exercises.lesson04;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The server's side of WebSocket's frames: messages into bytes, a client's bytes into messages.
///
/// The static methods may be called by any thread, `feed` by one.
public final class FrameCodec {

    // The six opcodes.
    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    // Codes of CLOSE.
    public static final int PROTOCOL_ERROR = 1002;
    public static final int NO_CODE = 1005;
    public static final int NOT_UTF8 = 1007;
    public static final int TOO_BIG = 1009;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int CONTROL = 0x8;
    private static final int MOST_OF_CONTROL = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    /// What is called for that which a client has sent.
    public interface Receiver {

        void text(String text);

        void binary(byte[] bytes);

        void ping(byte[] payload);

        void pong(byte[] payload);

        /// The client wants to end. The last call.
        ///
        /// @param code   [#NO_CODE] if there is none
        /// @param reason empty if there is none
        void close(int code, String reason);

        /// The client has broken a rule. The last call.
        ///
        /// @param code for the close frame that ends the connection
        void violation(int code);
    }

    private final int limit;
    private final Receiver receiver;

    // A header has 14 bytes at most. It is kept whole until it is complete: then no field of it can be cut in two.
    private final byte[] header = new byte[14];
    private int headerBytes;
    private long length;
    private int payloadBytes;

    // Two of them, since a control frame may come between the fragments of a message. Both grow with what has come,
    // and not with what was promised: a client that only promises costs nothing.
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final ByteArrayOutputStream control = new ByteArrayOutputStream();

    // The opcode of the message that is begun: a CONTINUATION does not say whether it is text. 0: none is begun.
    private int begun;
    private boolean over;

    /// @param limit how many bytes a message may have
    public FrameCodec(int limit, Receiver receiver) {
        this.limit = limit;
        this.receiver = receiver;
    }

    /// A message of one frame.
    ///
    /// @param opcode [#TEXT], [#BINARY], [#CLOSE], [#PING] or [#PONG]
    /// @throws IllegalArgumentException for a control frame of more than 125 bytes
    public static byte[] encode(int opcode, byte[] payload) {
        if (opcode >= CONTROL && payload.length > MOST_OF_CONTROL) {
            throw new IllegalArgumentException(
                    "a control frame has at most 125 bytes, and this would have " + payload.length);
        }
        // ByteBuffer puts the highest byte first, as the network does, unless it is told otherwise.
        var frame = ByteBuffer.allocate(10 + payload.length).put((byte) (FIN | opcode));
        if (payload.length < TWO_BYTES) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) TWO_BYTES).putShort((short) payload.length);
        } else {
            frame.put((byte) EIGHT_BYTES).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /// A text message of one frame.
    public static byte[] encodeText(String text) {
        return encode(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A close frame.
    ///
    /// @param code   [#NO_CODE] for none, and then the reason is empty
    /// @throws IllegalArgumentException if code and reason have more than 125 bytes
    public static byte[] encodeClose(int code, String reason) {
        if (code == NO_CODE) {
            // 1005 says to the program that there was none. It is never sent.
            return encode(CLOSE, new byte[0]);
        }
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        return encode(CLOSE, ByteBuffer.allocate(2 + utf8.length).putShort((short) code).put(utf8).array());
    }

    /// Takes the next bytes of the client.
    public void feed(ByteBuffer piece) {
        // A byte at a time, as in LineFramer: all is cut everywhere, so no cut is special. A server in a hurry unmasks
        // eight bytes at a time, and copies whole payloads.
        while (piece.hasRemaining() && !over) {
            take(piece.get());
        }
    }

    private void take(byte b) {
        if (headerBytes < headerLength()) {
            header[headerBytes++] = b;
            // Not the same length as above: the second byte has said how long the header is.
            if (headerBytes < headerLength()) {
                return;
            }
            begin();
        } else {
            // The mask is the last field of the header. It goes on over pieces, and begins anew with each frame.
            sink().write(b ^ header[headerLength() - 4 + payloadBytes % 4]);
            payloadBytes++;
        }
        if (!over && payloadBytes == length) {
            complete();
        }
    }

    private int headerLength() {
        if (headerBytes < 2) {
            return 2;
        }
        return 2 + bytesOfLength() + ((header[1] & MASKED) == 0 ? 0 : 4);
    }

    private int bytesOfLength() {
        return switch (header[1] & 0x7F) {
            case TWO_BYTES -> 2;
            case EIGHT_BYTES -> 8;
            default -> 0;
        };
    }

    /// The header is there. All that it shows is looked at now, before a byte of the payload is kept.
    private void begin() {
        var fields = ByteBuffer.wrap(header, 2, 8);
        // Unsigned: a short of 0x8000 is 32,768, and no negative number.
        length = switch (bytesOfLength()) {
            case 2 -> Short.toUnsignedInt(fields.getShort());
            case 8 -> fields.getLong();
            default -> header[1] & 0x7F;
        };
        payloadBytes = 0;
        if (!isLegal()) {
            violation(PROTOCOL_ERROR);
        } else if (!isControl() && length > limit - message.size()) {
            // So, and not length + size > limit: the sum might be more than a long has room for.
            violation(TOO_BIG);
        } else if (opcode() == TEXT || opcode() == BINARY) {
            begun = opcode();
        }
    }

    private boolean isLegal() {
        boolean shortest = switch (bytesOfLength()) {
            case 2 -> length > MOST_OF_CONTROL;
            case 8 -> length > 0xFFFF; // and so not negative, as it would be with the highest bit
            default -> true;
        };
        boolean inPlace = switch (opcode()) {
            case TEXT, BINARY -> begun == 0;
            case CONTINUATION -> begun != 0;
            case CLOSE, PING, PONG -> isFinal() && length <= MOST_OF_CONTROL;
            default -> false;
        };
        return (header[1] & MASKED) != 0 && (header[0] & RESERVED) == 0 && shortest && inPlace;
    }

    private int opcode() {
        return header[0] & 0x0F;
    }

    private boolean isControl() {
        return opcode() >= CONTROL;
    }

    private boolean isFinal() {
        return (header[0] & FIN) != 0;
    }

    private ByteArrayOutputStream sink() {
        return isControl() ? control : message;
    }

    /// The payload is there.
    private void complete() {
        headerBytes = 0;
        if (!isFinal()) {
            return;
        }
        byte[] payload = sink().toByteArray();
        sink().reset();
        // Before the receiver is told, who may throw: the next message begins afresh.
        int opcode = isControl() ? opcode() : begun;
        begun = isControl() ? begun : 0;
        try {
            switch (opcode) {
                // Only the whole text is decoded: a character may be cut in two by the frames. (A server may look
                // earlier, by an incremental decoder, and be rid of a bad client the sooner.)
                case TEXT -> receiver.text(utf8(payload, 0));
                case BINARY -> receiver.binary(payload);
                case PING -> receiver.ping(payload);
                case PONG -> receiver.pong(payload);
                default -> close(payload);
            }
        } catch (CharacterCodingException _) {
            violation(NOT_UTF8);
        }
    }

    private void close(byte[] payload) throws CharacterCodingException {
        if (payload.length == 0) {
            over = true;
            receiver.close(NO_CODE, "");
            return;
        }
        int code = payload.length == 1 ? 0 : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        if (isCode(code)) {
            String reason = utf8(payload, 2);
            over = true;
            receiver.close(code, reason);
        } else {
            violation(PROTOCOL_ERROR);
        }
    }

    /// 1004 to 1006 and 1015 are never sent, 1016 to 2999 are kept for later, and 3000 to 4999 are for programs.
    private static boolean isCode(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }

    private static String utf8(byte[] bytes, int from) throws CharacterCodingException {
        // `new String` puts U+FFFD where something is wrong. A new decoder throws.
        var rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
        return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
    }

    private void violation(int code) {
        over = true;
        receiver.violation(code);
    }
}

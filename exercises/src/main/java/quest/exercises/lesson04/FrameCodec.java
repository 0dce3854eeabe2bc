package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.nio.ByteBuffer;

/// # FrameCodec, 4 points
///
/// The gate is open, and now they all talk at once: heroes shout, the bard sings on and on, and in the middle of a
/// verse somebody knocks to hear whether you are still there. All of it arrives as one stream of bytes, cut anywhere.
/// WebSocket puts it into frames, and a message may have many of them. Who reads the frames too trustingly is in the
/// hands of whoever writes them.
///
/// Build the server's side of the codec: messages become bytes, and a client's bytes become messages.
/// (The rules are those of RFC 6455, sections 5, 7.4 and 8.1.) A frame consists of:
///
/// | bytes | what is in them |
/// |---|---|
/// | 1 | bit `0x80`: FIN, it is the last frame of its message. Bits `0x70`: reserved, 0. Bits `0x0F`: the opcode |
/// | 1 | bit `0x80`: it is masked. Bits `0x7F`: the length of the payload up to 125, or 126, or 127 |
/// | 0, 2 or 8 | the length, if the byte before says 126 (two bytes) or 127 (eight). The highest byte comes first |
/// | 0 or 4 | the mask, if it is masked |
/// | length | the payload. If it is masked, its byte `i`, from 0, is xor-ed with byte `i % 4` of the mask |
///
/// 1. `encode`, `encodeText` and `encodeClose` make a whole message of one frame, which has FIN and no mask: clients
///    mask, servers do not. The length takes the shortest form that has room for it.
///    Example: `encodeText("jump")` is `81 04 6A 75 6D 70`. The length 125 is `7D`, 126 is `7E 00 7E`, 65,535 is
///    `7E FF FF`, 65,536 is `7F 00 00 00 00 00 01 00 00`.
/// 2. [#CLOSE], [#PING] and [#PONG] are *control frames*: their payload has at most 125 bytes. The payload of `CLOSE`
///    is a code of two bytes and a reason in UTF-8, or nothing at all, for which [#NO_CODE] stands.
///    Example: `encodeClose(1000, "bye")` is `88 05 03 E8 62 79 65`, and `encodeClose(NO_CODE, "")` is `88 00`.
/// 3. `feed(piece)` takes the bytes between the piece's position and its limit. It calls `receiver.text` or `binary`
///    for each message, and `ping`, `pong` or `close` for each control frame, in order, as soon as its last byte is
///    there.
///    Example: the pieces `81 84 01 02` and `03 04 6B 77 6E 74` bring `text("jump")`.
/// 4. A message may come in several frames, *fragments*: the first has the opcode `TEXT` or `BINARY`, all others have
///    [#CONTINUATION], and the last has FIN. Control frames may come between them, and are told at once.
///    Example: `TEXT` "ju" without FIN, `PING` "?" and `CONTINUATION` "mp" with FIN bring `ping("?")`, then
///    `text("jump")`.
/// 5. A client that breaks a rule is told off: `receiver.violation` is called with a code for the close frame.
///
///    | what the client has done | code |
///    |---|---|
///    | a frame without mask, or with a reserved bit | [#PROTOCOL_ERROR] |
///    | an opcode that is none of the six | [#PROTOCOL_ERROR] |
///    | a length that is not in its shortest form | [#PROTOCOL_ERROR] |
///    | a control frame without FIN, or of more than 125 bytes | [#PROTOCOL_ERROR] |
///    | `CONTINUATION` where no message is begun, or `TEXT` or `BINARY` where one is | [#PROTOCOL_ERROR] |
///    | in `CLOSE`, a single byte, or a code other than 1000 to 1003, 1007 to 1014, 3000 to 4999 | [#PROTOCOL_ERROR] |
///    | a text, or a reason in `CLOSE`, that is not UTF-8 | [#NOT_UTF8] |
///    | a message of more than `limit` bytes, all its fragments together | [#TOO_BIG] |
///
///    Example: a limit of 8. `81 89 01 02 03 04` is the beginning of a text of 9 bytes: `violation(TOO_BIG)`.
///
/// Contract:
/// - What a frame's header shows, its mask included, is told no later than when the header is there: so also that a
///   message will be too big. Otherwise anybody could make the server wait for as much as fits into its memory, and
///   keep it. Other violations are told no later than when the frame or the message is complete that is wrong.
/// - `close` and `violation` are the last call, whatever else is in the piece, and whatever is fed.
/// - How the bytes are cut into pieces makes no difference to what is called.
/// - A piece may be any `ByteBuffer`: part of a larger one, read-only, or direct. Its bytes are left as they are, and
///   it is the caller's again when `feed` has returned, who fills it with other bytes. The arrays that the receiver
///   gets are the receiver's, and are not changed any more.
/// - Control frames do not count towards the limit.
/// - The codec only tells. To answer a ping, or a close, is the receiver's business.
/// - Left open: whether a piece's position has moved; which code, if several rules are broken, or if the highest bit of
///   a length of eight bytes is 1.
/// - The static methods may be called by any thread, `feed` by one.
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
        throw todo("two bytes, or four, or ten, and the payload");
    }

    /// A text message of one frame.
    public static byte[] encodeText(String text) {
        throw todo("the text in UTF-8, as a frame");
    }

    /// A close frame.
    ///
    /// @param code   [#NO_CODE] for none, and then the reason is empty
    /// @throws IllegalArgumentException if code and reason have more than 125 bytes
    public static byte[] encodeClose(int code, String reason) {
        throw todo("the code, highest byte first, and the reason, as a frame");
    }

    /// Takes the next bytes of the client.
    public void feed(ByteBuffer piece) {
        throw todo("find the frames that have come, put messages together, and keep what is begun");
    }
}

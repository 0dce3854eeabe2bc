package quest.gameserver.websocket;

import java.nio.charset.StandardCharsets;

/// Finds messages in the bytes of a WebSocket, which come in any pieces: RFC 6455, sections 5 and 8.1. Bytes in, calls
/// out: no socket, no thread.
///
/// A violation is found as early as it can be: the first two bytes of a header tell most, its length is judged before
/// any payload arrives, and a text is checked byte by byte as it comes. Between messages it holds no buffer.
public final class MessageDecoder {

    /// What is called for what was found, in order. After `close` or `violation` nothing more is.
    public interface Receiver {

        void text(String text);

        /// A text that need not become a string: override it where the bytes are as good.
        ///
        /// @param utf8   valid, from 0 to length, and yours to keep
        /// @param length in bytes
        default void text(byte[] utf8, int length) {
            text(new String(utf8, 0, length, StandardCharsets.UTF_8));
        }

        /// @param bytes yours to keep
        void binary(byte[] bytes);

        void ping(byte[] payload);

        void pong(byte[] payload);

        /// The peer has closed.
        ///
        /// @param code   1005: it gave none
        /// @param reason empty: it gave none
        void close(int code, String reason);

        /// The peer has broken the protocol.
        ///
        /// @param code for the close frame: 1002, 1007 or 1009
        /// @param why  for its reason: what was wrong, what is expected
        void violation(int code, String why);
    }

    private final int maxMessage;
    private final boolean fromClient;

    private byte[] begun;           // of a header that has not come as a whole; null: nothing
    private int begunLength;
    private FrameHeader frame;      // whose payload is coming; null: a header is next
    private int left;               // bytes of its payload
    private PayloadBuffer control;  // that of a control frame
    private PayloadBuffer message;  // that of the message whose end has not come; null: none is begun
    private Utf8Validator utf8;     // null: it is binary
    private boolean over;

    /// @param maxMessage bytes that a message may have, all its fragments together
    /// @param fromClient whether the peer is a client: they must mask what they send, and servers must not
    public MessageDecoder(int maxMessage, boolean fromClient) {
        if (maxMessage < 1) {
            throw new IllegalArgumentException("maxMessage must be 1 or more, was " + maxMessage);
        }
        this.maxMessage = maxMessage;
        this.fromClient = fromClient;
    }

    /// Takes what has arrived.
    ///
    /// @param bytes left as they are; not needed after the call
    /// @param to    where they end, exclusive
    public void feed(byte[] bytes, int from, int to, Receiver receiver) {
        try {
            int at = from;
            while (at < to && !over) {
                at = frame == null ? readHeader(bytes, at, to, receiver) : readPayload(bytes, at, to, receiver);
            }
        } catch (Violation e) {
            stop();
            receiver.violation(e.code(), e.getMessage());
        }
    }

    // ---- headers ----

    private int readHeader(byte[] bytes, int from, int to, Receiver receiver) throws Violation {
        if (begun == null) {
            if (to - from >= 2) {
                judge(bytes[from], bytes[from + 1]);
                int size = FrameHeader.size(bytes[from + 1]);
                if (to - from >= size) {
                    begin(FrameHeader.parse(bytes, from), receiver);
                    return from + size;
                }
            }
            begun = new byte[FrameHeader.MAX_SIZE];
            begunLength = 0;
        }
        begun[begunLength++] = bytes[from];
        if (begunLength == 2) {
            judge(begun[0], begun[1]);
        }
        if (begunLength >= 2 && begunLength == FrameHeader.size(begun[1])) {
            var header = FrameHeader.parse(begun, 0);
            begun = null;
            begin(header, receiver);
        }
        return from + 1;
    }

    private void judge(int first, int second) throws Violation {
        var opcode = FrameHeader.judge(first, second);
        if (FrameHeader.isMasked(second) != fromClient) {
            throw Violation.protocol(fromClient
                    ? "a client must mask its frames" : "a server must not mask its frames");
        }
        if (opcode == Opcode.CONTINUATION && message == null) {
            throw Violation.protocol("a continuation, but no message was begun");
        }
        if ((opcode == Opcode.TEXT || opcode == Opcode.BINARY) && message != null) {
            throw Violation.protocol("a new message before the last fragment of the one that was begun");
        }
    }

    private void begin(FrameHeader header, Receiver receiver) throws Violation {
        if (header.opcode().isControl()) {
            control = new PayloadBuffer();
        } else {
            if (message == null) {
                message = new PayloadBuffer();
                utf8 = header.opcode() == Opcode.TEXT ? new Utf8Validator() : null;
            }
            if (header.length() > maxMessage - message.length()) {
                throw new Violation(CloseCode.MESSAGE_TOO_BIG, "a message may have %d bytes at most, this one has more"
                        .formatted(maxMessage));
            }
        }
        frame = header;
        left = (int) header.length();
        if (left == 0) {
            end(receiver);
        }
    }

    // ---- payloads ----

    private int readPayload(byte[] bytes, int from, int to, Receiver receiver) throws Violation {
        int count = Math.min(left, to - from);
        int key = Masking.turn(frame.key(), frame.length() - left);
        if (control != null) {
            control.append(bytes, from, count, key, (int) frame.length());
        } else {
            int before = message.length();
            int expected = frame.fin() ? before + left : maxMessage;
            message.append(bytes, from, count, key, expected);
            if (utf8 != null && !utf8.accept(message.bytes(), before, message.length())) {
                throw new Violation(CloseCode.INVALID_PAYLOAD, "a text that is not UTF-8");
            }
        }
        left -= count;
        if (left == 0) {
            end(receiver);
        }
        return from + count;
    }

    private void end(Receiver receiver) throws Violation {
        var ended = frame;
        frame = null;
        switch (ended.opcode()) {
            case CONTINUATION, TEXT, BINARY -> {
                if (ended.fin()) {
                    endMessage(receiver);
                }
            }
            case CLOSE -> endClose(takeControl(), receiver);
            case PING -> receiver.ping(takeControl());
            case PONG -> receiver.pong(takeControl());
        }
    }

    private void endMessage(Receiver receiver) throws Violation {
        var whole = message;
        var text = utf8;
        message = null;
        utf8 = null;
        if (text == null) {
            receiver.binary(whole.exactly());
        } else if (text.isComplete()) {
            receiver.text(whole.bytes(), whole.length());
        } else {
            throw new Violation(CloseCode.INVALID_PAYLOAD, "a text that ends within a character");
        }
    }

    private byte[] takeControl() {
        var payload = control.exactly();
        control = null;
        return payload;
    }

    /// Section 5.5.1: nothing, or a code and perhaps a reason.
    private void endClose(byte[] payload, Receiver receiver) throws Violation {
        int code = CloseCode.NONE;
        if (payload.length == 1) {
            throw Violation.protocol("a close code has two bytes, there is one");
        }
        if (payload.length >= 2) {
            code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
            if (!CloseCode.mayBeSent(code)) {
                throw Violation.protocol("close code %d may not be sent".formatted(code));
            }
        }
        var validator = new Utf8Validator();
        int reason = Math.min(2, payload.length);
        if (!validator.accept(payload, reason, payload.length) || !validator.isComplete()) {
            throw new Violation(CloseCode.INVALID_PAYLOAD, "a reason to close that is not UTF-8");
        }
        stop();
        receiver.close(code, new String(payload, reason, payload.length - reason, StandardCharsets.UTF_8));
    }

    private void stop() {
        over = true;
        begun = null;
        frame = null;
        control = null;
        message = null;
        utf8 = null;
    }
}

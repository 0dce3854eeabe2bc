package quest.gameserver.websocket;

/// What a frame is: RFC 6455, section 5.2. The rest of the sixteen is reserved.
public enum Opcode {

    /// Goes on with the message that an earlier frame began.
    CONTINUATION(0),
    TEXT(1),
    BINARY(2),
    CLOSE(8),
    PING(9),
    PONG(10);

    private static final Opcode[] OF_BITS = new Opcode[16];

    static {
        for (var each : values()) {
            OF_BITS[each.bits] = each;
        }
    }

    private final int bits;

    Opcode(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    /// @return null: reserved
    static Opcode of(int bits) {
        return OF_BITS[bits];
    }

    /// Control frames are short, never fragmented, and may come between the fragments of a message: section 5.5.
    public boolean isControl() {
        return bits >= 8;
    }
}

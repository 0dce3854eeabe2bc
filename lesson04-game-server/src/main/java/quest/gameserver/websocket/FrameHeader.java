package quest.gameserver.websocket;

/// What comes before a frame's payload: RFC 6455, section 5.2.
///
/// @param fin    whether it ends its message
/// @param masked whether the payload is masked with the key
/// @param key    its first byte is the highest; 0 without a mask
/// @param length of the payload, in bytes
record FrameHeader(boolean fin, Opcode opcode, boolean masked, int key, long length) {

    /// No header is longer.
    static final int MAX_SIZE = 14;
    /// No control frame's payload is longer.
    static final int MAX_CONTROL = 125;

    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    /// How many bytes the header has, told by its second byte.
    static int size(int second) {
        int lengthBytes = switch (second & 0x7F) {
            case TWO_BYTES -> 2;
            case EIGHT_BYTES -> 8;
            default -> 0;
        };
        return 2 + lengthBytes + (isMasked(second) ? 4 : 0);
    }

    static boolean isMasked(int second) {
        return (second & 0x80) != 0;
    }

    /// Looks at the first two bytes, which tell most of what can be wrong.
    ///
    /// @return what kind of frame it will be
    static Opcode judge(int first, int second) throws Violation {
        if ((first & 0x70) != 0) {
            throw Violation.protocol("reserved bits are set, and no extension was agreed on");
        }
        var opcode = Opcode.of(first & 0x0F);
        if (opcode == null) {
            throw Violation.protocol("opcode %d is reserved".formatted(first & 0x0F));
        }
        if (opcode.isControl()) {
            if ((first & 0x80) == 0) {
                throw Violation.protocol("a control frame may not be fragmented");
            }
            if ((second & 0x7F) > MAX_CONTROL) {
                throw Violation.protocol("a control frame may carry 125 bytes at most");
            }
        }
        return opcode;
    }

    /// Reads a header that is there as a whole, and whose first two bytes were judged.
    static FrameHeader parse(byte[] bytes, int from) throws Violation {
        int second = bytes[from + 1];
        int at = from + 2;
        long length = second & 0x7F;
        if (length == TWO_BYTES) {
            length = number(bytes, at, 2);
            at += 2;
            requireLongerThan(MAX_CONTROL, length);
        } else if (length == EIGHT_BYTES) {
            length = number(bytes, at, 8);
            at += 8;
            requireLongerThan(0xFFFF, length);
        }
        boolean masked = isMasked(second);
        int key = masked ? (int) number(bytes, at, 4) : 0;
        return new FrameHeader(bytes[from] < 0, Opcode.of(bytes[from] & 0x0F), masked, key, length);
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }

    /// The shortest form must be used, and the highest bit of 64 must be 0.
    private static void requireLongerThan(int shorterForm, long length) throws Violation {
        if (length < 0) {
            throw Violation.protocol("a length has 63 bits, and the highest of the 64 must be 0");
        }
        if (length <= shorterForm) {
            throw Violation.protocol("a length of %d must be written in its shortest form".formatted(length));
        }
    }
}

package quest.gameserver.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// What a client does to each payload, and the server again to undo it: exclusive or with four bytes, over and over.
/// RFC 6455, section 5.3. It hides nothing; it keeps whoever can choose a page's messages from writing bytes that an
/// old proxy takes for HTTP (section 10.3).
final class Masking {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Masking() {
    }

    /// Copies bytes and masks them on the way, eight at a time.
    ///
    /// @param key as in [FrameHeader#key], turned by [#turn] if the payload began earlier
    static void copy(byte[] source, int from, byte[] target, int at, int count, int key) {
        long first = Integer.reverseBytes(key) & 0xFFFF_FFFFL; // in the order of the bytes
        long eight = first << 32 | first;
        int i = 0;
        for (; i <= count - Long.BYTES; i += Long.BYTES) {
            LONGS.set(target, at + i, (long) LONGS.get(source, from + i) ^ eight);
        }
        for (; i < count; i++) {
            target[at + i] = (byte) (source[from + i] ^ eight >>> 8 * (i & 3));
        }
    }

    /// The key for what comes after so many bytes of a payload.
    static int turn(int key, long bytes) {
        return Integer.rotateLeft(key, 8 * (int) (bytes & 3));
    }
}

package quest.gameserver.websocket;

import java.util.Arrays;

/// What has arrived of a message or of a control frame. It grows with what arrives, never with what is announced: to
/// announce costs a peer nothing.
final class PayloadBuffer {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    int length() {
        return length;
    }

    /// The bytes, from 0 to [#length], and perhaps room after them.
    byte[] bytes() {
        return bytes;
    }

    /// The bytes and nothing more; not copied if they fill their array, as those of an unfragmented message do.
    byte[] exactly() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /// Copies masked bytes to the end, and unmasks them on the way.
    ///
    /// @param key      0: they are not masked
    /// @param expected how long it will be in the end, as far as is known; at least what it is after this
    void append(byte[] source, int from, int count, int key, int expected) {
        int needed = length + count;
        if (bytes.length < needed) {
            long doubled = Math.max(needed, 2L * bytes.length);
            int capacity = (int) Math.min(expected, doubled);
            bytes = length == 0 ? new byte[capacity] : Arrays.copyOf(bytes, capacity);
        }
        if (key == 0) {
            System.arraycopy(source, from, bytes, length, count);
        } else {
            Masking.copy(source, from, bytes, length, count, key);
        }
        length = needed;
    }
}

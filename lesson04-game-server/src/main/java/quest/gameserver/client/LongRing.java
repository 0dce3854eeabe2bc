package quest.gameserver.client;

import java.util.Arrays;

/// A queue of longs that makes no objects, since it holds one for each request under way. It grows as needed. One
/// thread's.
final class LongRing {

    private long[] slots = new long[16];
    private int first;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(long value) {
        if (size == slots.length) {
            var larger = Arrays.copyOfRange(slots, first, first + 2 * size);
            System.arraycopy(slots, 0, larger, size - first, first);
            slots = larger;
            first = 0;
        }
        slots[(first + size) & (slots.length - 1)] = value;
        size++;
    }

    /// The oldest, which stays.
    ///
    /// @throws IllegalStateException if there is none
    long peek() {
        if (size == 0) {
            throw new IllegalStateException("the ring is empty");
        }
        return slots[first];
    }

    /// Takes the oldest.
    ///
    /// @throws IllegalStateException if there is none
    long poll() {
        long value = peek();
        first = (first + 1) & (slots.length - 1);
        size--;
        return value;
    }
}

package quest.gameserver.arena;

import java.nio.ByteBuffer;

/// A buffer outside the heap, used again and again: what the system is given from the heap, the JDK first copies
/// outside, for each write once more. One loop's.
final class Scratch {

    private static final int LARGEST = 1024 * 1024;

    private ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);

    /// A copy outside the heap, good until the next one. Bytes that are too many stay where they are.
    ByteBuffer fill(ByteBuffer bytes) {
        if (bytes.remaining() > LARGEST) {
            return bytes.duplicate();
        }
        if (buffer.capacity() < bytes.remaining()) {
            buffer = ByteBuffer.allocateDirect(Math.min(LARGEST, 2 * bytes.remaining()));
        }
        return buffer.clear().put(bytes.duplicate()).flip();
    }
}

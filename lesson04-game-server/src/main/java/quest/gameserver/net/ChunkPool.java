package quest.gameserver.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Buffers outside the heap, to be used again: a socket wants such buffers, and they are dear to make. One loop's.
///
/// It keeps what was needed at the busiest moment, up to 4 MiB; beyond that, chunks are left to the collector.
final class ChunkPool {

    /// Bytes. An answer is much smaller, and in a turn that serves thousands each takes one.
    static final int CHUNK = 1_024;
    private static final int SLAB = 256;    // chunks that are made at a time
    private static final int KEPT = 4_096;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    /// An empty buffer of [#CHUNK] bytes.
    ByteBuffer take() {
        if (free.isEmpty()) {
            var slab = ByteBuffer.allocateDirect(SLAB * CHUNK);
            for (int i = 0; i < SLAB; i++) {
                free.push(slab.slice(i * CHUNK, CHUNK));
            }
        }
        return free.pop(); // the one used last: it may still be in the processor's cache
    }

    void giveBack(ByteBuffer chunk) {
        if (free.size() < KEPT) {
            free.push(chunk.clear());
        }
    }
}

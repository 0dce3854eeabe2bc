package quest.gameserver.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;

/// What waits to be written to a channel, in order. Small pieces are copied together into one buffer, so that a turn's
/// answers go out in one system call; large ones are kept as they are, so that a broadcast is encoded once and shared
/// by all who receive it. One thread's.
final class WriteQueue {

    /// Up to this many bytes, copying is cheaper than handing the system one more buffer.
    private static final int SMALL = 512;
    /// So many buffers are handed to the system at once.
    private static final int GATHERED = 64;
    /// Bytes that it is offered at once. What is on the heap the JDK first copies outside, all of it, and if the system
    /// takes only a part, that is copied once more next time.
    private static final int LARGE = 256 * 1024;

    private final ChunkPool pool;
    private ArrayDeque<ByteBuffer> sealed;  // those before the last, ready to be written; made when first needed
    private ByteBuffer last;                // a chunk that is being filled; null: none
    private long size;

    WriteQueue(ChunkPool pool) {
        this.pool = pool;
    }

    /// How many bytes wait.
    long size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// Adds a copy of some bytes.
    void add(byte[] bytes, int from, int to) {
        size += to - from;
        while (from < to) {
            var chunk = lastChunk();
            int fits = Math.min(chunk.remaining(), to - from);
            chunk.put(bytes, from, fits);
            from += fits;
        }
    }

    /// Adds what lies between a buffer's position and its limit. The buffer is left as it is, and its bytes must not be
    /// changed any more.
    void add(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length > SMALL) {
            seal();
            sealed().add(bytes.asReadOnlyBuffer());
            size += length;
            return;
        }
        if (lastChunk().remaining() < length) {
            seal();
        }
        lastChunk().put(bytes.duplicate());
        size += length;
    }

    private ByteBuffer lastChunk() {
        if (last != null && !last.hasRemaining()) {
            seal();
        }
        if (last == null) {
            last = pool.take();
        }
        return last;
    }

    private void seal() {
        if (last != null) {
            sealed().add(last.flip());
            last = null;
        }
    }

    private ArrayDeque<ByteBuffer> sealed() {
        if (sealed == null) {
            sealed = new ArrayDeque<>(4);
        }
        return sealed;
    }

    /// Writes as much as the channel takes.
    ///
    /// @return whether all is written
    boolean writeTo(GatheringByteChannel channel) throws IOException {
        if (last != null && (sealed == null || sealed.isEmpty())) {
            last.flip();
            size -= channel.write(last);
            if (size == 0) {
                pool.giveBack(last);
            } else {
                sealed().add(last);
            }
            last = null;
            return size == 0;
        }
        seal();
        while (size > 0) {
            boolean all = sealed.size() == 1 ? writeFirst(channel) : writeSeveral(channel);
            giveBackWritten();
            if (!all) {
                return false;
            }
        }
        return true;
    }

    /// @return whether the channel took all that it was offered
    private boolean writeFirst(GatheringByteChannel channel) throws IOException {
        var first = sealed.peek();
        int limit = first.limit();
        int offered = Math.min(first.remaining(), LARGE);
        first.limit(first.position() + offered);
        int written;
        try {
            written = channel.write(first);
        } finally {
            first.limit(limit);
        }
        size -= written;
        return written == offered;
    }

    /// @return whether the channel took all that it was offered
    private boolean writeSeveral(GatheringByteChannel channel) throws IOException {
        var buffers = new ByteBuffer[Math.min(sealed.size(), GATHERED)];
        int count = 0;
        long offered = 0;
        for (var each = sealed.iterator(); count < buffers.length && offered < LARGE; count++) {
            buffers[count] = each.next();
            offered += buffers[count].remaining();
        }
        if (count == 1) {
            return writeFirst(channel);
        }
        long written = channel.write(buffers, 0, count);
        size -= written;
        return written == offered;
    }

    private void giveBackWritten() {
        while (!sealed.isEmpty() && !sealed.peek().hasRemaining()) {
            giveBack(sealed.poll());
        }
    }

    /// Those of others are read-only, and not ours to use again.
    private void giveBack(ByteBuffer buffer) {
        if (!buffer.isReadOnly()) {
            pool.giveBack(buffer);
        }
    }

    /// Forgets all that waits.
    void clear() {
        seal();
        while (sealed != null && !sealed.isEmpty()) {
            giveBack(sealed.poll());
        }
        size = 0;
    }
}

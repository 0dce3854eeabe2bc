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
            long written = gather(channel);
            size -= written;
            giveBackWritten();
            if (!sealed.isEmpty() && sealed.peek().position() > 0 || written == 0) {
                return false; // it took a part
            }
        }
        return true;
    }

    private long gather(GatheringByteChannel channel) throws IOException {
        if (sealed.size() == 1) {
            return channel.write(sealed.peek());
        }
        var buffers = new ByteBuffer[Math.min(sealed.size(), GATHERED)];
        var each = sealed.iterator();
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = each.next();
        }
        return channel.write(buffers);
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

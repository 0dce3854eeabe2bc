package quest.exercises.lesson04;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Queue;

/// What waits to be written to a channel that does not block, in order.
///
/// One thread calls: the loop's.
public final class WriteQueue {

    /// Whoever makes the messages.
    public interface Producer {

        /// Much waits: make no more for now.
        void pause();

        /// Little waits: make more.
        void resume();
    }

    private final GatheringByteChannel channel;
    private final SelectionKey key;
    private final int lowWaterMark;
    private final int highWaterMark;
    private final Producer producer;

    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private long pending;
    private boolean paused;

    /// @param channel       takes as many bytes as it has room for, perhaps none, and never waits
    /// @param key           the channel's, whose interest operations say what the selector looks for
    /// @param lowWaterMark  in bytes, at least 1, and at most the high one
    /// @param highWaterMark in bytes
    public WriteQueue(GatheringByteChannel channel, SelectionKey key, int lowWaterMark, int highWaterMark,
                      Producer producer) {
        this.channel = channel;
        this.key = key;
        this.lowWaterMark = lowWaterMark;
        this.highWaterMark = highWaterMark;
        this.producer = producer;
    }

    /// Writes what lies between the message's position and its limit, now or later.
    public void write(ByteBuffer message) throws IOException {
        // Same bytes, a position of its own: writing moves this one, and not that of the others who share the message.
        var rest = message.duplicate();
        if (pending == 0) {
            // Straight to the channel: most messages find it free, and need no turn of the selector.
            channel.write(rest);
        }
        if (rest.hasRemaining()) {
            waiting.add(rest);
            pending += rest.remaining();
        }
        settle();
    }

    /// The selector has found that the channel takes more.
    public void ready() throws IOException {
        while (!waiting.isEmpty()) {
            var first = waiting.peek();
            pending -= channel.write(first);
            if (first.hasRemaining()) {
                // It took a part, so it is full. To ask again would be a system call for nothing; the selector will
                // say when it is worth it. (`channel.write(ByteBuffer[])` takes many messages in one call.)
                break;
            }
            waiting.remove();
        }
        settle();
    }

    /// Brings the key and the producer up to date, when all else is.
    private void settle() {
        // A free channel is always writable: with this interest left on, `select` would return at once, for ever.
        if (pending > 0) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        } else {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
        // Last of all: the producer may call back. Two marks, and not one, or a queue that stands at the mark would
        // stop and start the producer with every message. The field makes it a crossing, and not a level.
        if (!paused && pending >= highWaterMark) {
            paused = true;
            producer.pause();
        } else if (paused && pending < lowWaterMark) {
            paused = false;
            producer.resume();
        }
    }

    /// How many bytes wait.
    public long pending() {
        return pending;
    }
}

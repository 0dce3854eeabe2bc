// Mistake: sets all of the interest, and so takes OP_READ away. Caught by: Interest.onWhenSomethingWaits
package quest.exercises.lesson04;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Queue;

public final class WriteQueue {

    public interface Producer {
        void pause();

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

    public WriteQueue(GatheringByteChannel channel, SelectionKey key, int lowWaterMark, int highWaterMark,
                      Producer producer) {
        this.channel = channel;
        this.key = key;
        this.lowWaterMark = lowWaterMark;
        this.highWaterMark = highWaterMark;
        this.producer = producer;
    }

    public void write(ByteBuffer message) throws IOException {
        ByteBuffer rest = message.duplicate();
        if (pending == 0) {
            channel.write(rest);
        }
        if (rest.hasRemaining()) {
            waiting.add(rest);
            pending += rest.remaining();
        }
        settle();
    }

    public void ready() throws IOException {
        while (!waiting.isEmpty()) {
            ByteBuffer first = waiting.peek();
            pending -= channel.write(first);
            if (first.hasRemaining()) {
                break;
            }
            waiting.remove();
        }
        settle();
    }

    private void settle() {
        key.interestOps(pending > 0 ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        tell();
    }

    private void tell() {
        if (!paused && pending >= highWaterMark) {
            paused = true;
            producer.pause();
        } else if (paused && pending < lowWaterMark) {
            paused = false;
            producer.resume();
        }
    }

    public long pending() {
        return pending;
    }
}

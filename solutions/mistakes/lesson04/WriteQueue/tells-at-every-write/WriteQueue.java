// Mistake: tells the level with every write, and not the crossing. Caught by: Marks.pauseOnce
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
        if (pending > 0) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        } else {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
        tell();
    }

    private void tell() {
        if (pending >= highWaterMark) {
            producer.pause();
        } else if (pending < lowWaterMark) {
            producer.resume();
        }
    }

    public long pending() {
        return pending;
    }
}

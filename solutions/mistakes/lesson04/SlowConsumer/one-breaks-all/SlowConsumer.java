// Mistake: a broken pipe ends the round, so those behind it get nothing. Caught by: Gone.othersGetTheirFrame
package quest.exercises.lesson04;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A broadcaster that no slow subscriber can hold up, and that keeps no more than a few frames for any.
///
/// All methods are called by one thread.
public final class SlowConsumer {

    /// The way to one subscriber, like a `SocketChannel` that does not block, and its key at the selector.
    public interface Pipe {

        /// Takes as many of the buffer's remaining bytes as there is room for, maybe none, and moves its position on.
        ///
        /// @return how many bytes it has taken
        /// @throws IOException if the subscriber is gone
        int write(ByteBuffer bytes) throws IOException;

        /// Whether `writable` should be called for this pipe whenever it has room. At first it is not. Costs nothing if
        /// it is said twice.
        void tellWhenWritable(boolean on);
    }

    private final int limit;
    private final Map<Pipe, ArrayDeque<ByteBuffer>> waiting = new LinkedHashMap<>();

    /// @param limit how many frames may wait for a subscriber, 1 or more
    public SlowConsumer(int limit) {
        this.limit = limit;
    }

    public void subscribe(Pipe pipe) {
        waiting.put(pipe, new ArrayDeque<>());
    }

    /// Does nothing if the pipe has not subscribed.
    public void unsubscribe(Pipe pipe) {
        waiting.remove(pipe);
    }

    /// Sends a frame, the bytes between the buffer's position and its limit, to all subscribers.
    public void publish(ByteBuffer frame) {
        // A copy of the set, since a pipe that turns out to be broken is taken out of it.
        for (var pipe : List.copyOf(waiting.keySet())) {
            var frames = waiting.get(pipe);
            // The bytes are shared by all. How far each has come is its own: so each has a view with its own position.
            frames.add(frame.slice());
            if (!write(pipe, frames)) {
                return;
            }
            dropOld(frames);
        }
    }

    /// The pipe has room.
    public void writable(Pipe pipe) {
        var frames = waiting.get(pipe);
        if (frames != null) {
            write(pipe, frames);
        }
    }

    private boolean write(Pipe pipe, ArrayDeque<ByteBuffer> frames) {
        try {
            while (!frames.isEmpty()) {
                pipe.write(frames.peek());
                if (frames.peek().hasRemaining()) {
                    break; // It is full. To ask again would be to wait.
                }
                frames.remove();
            }
            // On only while something waits: a selector reports a channel with room again and again.
            pipe.tellWhenWritable(!frames.isEmpty());
            return true;
        } catch (IOException _) {
            waiting.remove(pipe);
            return false;
        }
    }

    /// The begun frame has to stay: what follows half a frame would be read as its other half.
    private void dropOld(ArrayDeque<ByteBuffer> frames) {
        var begun = !frames.isEmpty() && frames.peek().position() > 0 ? frames.peek() : null;
        int notBegun = frames.size() - (begun == null ? 0 : 1);
        if (notBegun > limit) {
            var newest = frames.getLast();
            frames.clear();
            if (begun != null) {
                frames.add(begun);
            }
            frames.add(newest);
        }
    }
}

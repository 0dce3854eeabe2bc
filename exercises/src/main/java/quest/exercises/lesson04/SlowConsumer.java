package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.io.IOException;
import java.nio.ByteBuffer;

/// # SlowConsumer, 3 points
///
/// The arena is shown on a hundred screens, a frame at a time. One screen hangs on a cable that is chewed through by
/// half. If all wait for that one, the game stands still; if its frames are kept until it can take them, the memory
/// fills up; and if it ever gets them, it shows a fight that was over an hour ago. Old frames are worth nothing. Drop
/// them, and send the newest.
///
/// Build the broadcaster.
///
/// 1. `publish` sends a frame to everybody who has subscribed. Each [Pipe] takes as many bytes as it has room for. What
///    it does not take waits, for this subscriber alone.
///    Example: two have room, one has none: two get the frame, and for one it waits.
/// 2. Each subscriber gets whole frames, in order. A frame that was *begun*, of which the pipe has taken a byte or
///    more, is written to its end before anything else.
///    Example: the pipe took `gob` of `goblin`. Next it gets `lin`, and then the frame after it.
/// 3. At most `limit` frames wait for a subscriber, the begun one not counted. With one more, all of them are dropped
///    but the newest. The begun one stays.
///    Example: the limit is 3, and nothing is begun. Frames 1, 2, 3 wait. With frame 4, only frame 4 waits; with
///    frame 5, 4 and 5.
/// 4. `writable` is called when a pipe has room again: what waits for it is written, as much as it takes.
///    `tellWhenWritable` asks for these calls. They should come while something waits for the pipe, and not otherwise.
/// 5. A pipe whose `write` throws is gone: it is not written to any more, and the others get their frame.
///
/// Contract:
/// - All methods are called by one thread, the loop's. Start no thread, and never wait: as long as you stay in a
///   method, everybody stands still. A pipe that takes nothing takes nothing, however often it is asked.
/// - `publish` leaves the buffer's position and limit as they were. Nobody changes its bytes later, so they need not be
///   copied. A frame has at least one byte.
/// - Who subscribes gets the frames published from then on. After `unsubscribe`, nothing is written to the pipe.
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

    /// @param limit how many frames may wait for a subscriber, 1 or more
    public SlowConsumer(int limit) {
        this.limit = limit;
    }

    public void subscribe(Pipe pipe) {
        throw todo("remember the pipe, and that nothing waits for it");
    }

    /// Does nothing if the pipe has not subscribed.
    public void unsubscribe(Pipe pipe) {
        throw todo("forget the pipe");
    }

    /// Sends a frame, the bytes between the buffer's position and its limit, to all subscribers.
    public void publish(ByteBuffer frame) {
        throw todo("for each subscriber: write what its pipe takes, and keep the rest, within the limit");
    }

    /// The pipe has room.
    public void writable(Pipe pipe) {
        throw todo("write what waits, as much as the pipe takes");
    }
}

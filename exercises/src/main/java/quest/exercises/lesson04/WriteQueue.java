package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;

/// # WriteQueue, 3 points
///
/// The bard's verses go out to the audience through a narrow gate. Some verses fit through at once, some get stuck half
/// way, and then all that come behind must wait in line, in order, until the gatekeeper calls that there is room. And
/// when the line grows too long, somebody should tell the bard to stop singing for a while.
///
/// Build the line: what a non-blocking channel does not take at once waits in it.
///
/// 1. `write(message)`: while nothing waits, the message is handed to the channel at once. What the channel does not
///    take, waits.
///    Example: the channel takes 3 bytes. `write("jump\n")`: "jum" has gone out, and "p\n" waits: `pending()` is 2.
/// 2. While something waits, `write` only puts the message behind it, so that the order is kept. It does not ask the
///    channel, which is full.
///    Example: then `write("go\n")`: "p\ngo\n" waits, `pending()` is 5.
/// 3. While something waits, and only then, [SelectionKey#OP_WRITE] is among the key's interest operations: then the
///    selector tells when the channel takes more, and the loop calls `ready()`, which writes on. The key's other
///    operations belong to others: they stay as they are.
///    Example: the key has `OP_READ`. `write` leaves "p\n" waiting: it has `OP_READ` and `OP_WRITE`. `ready()`, and the
///    channel takes both bytes: it has `OP_READ`.
/// 4. A channel that took nothing of what it was offered is not asked again before the next `ready()`: asking on and on
///    would keep the loop's one thread busy with one reader. (One that took a part may be asked for the rest, or not.)
///    Example: the channel takes 0 bytes. `write("jump\n")` asks it once, and returns: `pending()` is 5.
/// 5. A message may be meant for many, and stand in the queues of all of them: its position and limit are left as they
///    are. Its bytes are not changed by anybody any more, so nobody needs a copy.
///    Example: `write(message)` in two queues, and both channels take all. Both got the whole message, and
///    `message.remaining()` is what it was.
/// 6. As soon as `highWaterMark` bytes or more wait, `producer.pause()` is called, once. As soon as fewer than
///    `lowWaterMark` bytes wait after that, `producer.resume()` is called, once. Then it begins anew.
///    Example: marks 4 and 10. Waiting are 6, 12 (`pause`), 15, 9, 5, 3 (`resume`), 1, 11 (`pause`).
///    What the channel takes at once has never waited.
///
/// Contract:
/// - An empty message never waits: there is nothing of it to write.
/// - A producer that is told may write at once: `pause` and `resume` may call `write`, and all of the above holds.
/// - What the channel throws gets through to whoever called.
/// - A message may be any `ByteBuffer`, from its position to its limit: part of a larger one, read-only, or direct.
/// - One thread calls: the loop's.
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
        throw todo("hand it to the channel, and keep what it does not take");
    }

    /// The selector has found that the channel takes more.
    public void ready() throws IOException {
        throw todo("write on");
    }

    /// How many bytes wait.
    public long pending() {
        throw todo("count what waits");
    }
}

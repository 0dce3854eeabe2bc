package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.util.concurrent.ThreadFactory;

/// # AiOpponents, 3 points
///
/// In the arena's back room, opponents made of code brood over their next moves. Each thinks for a second or three,
/// acts, and thinks again. When the room closes they all go home, at once: a dragon that still thinks in a room that is
/// gone costs memory for ever, and one that still bites there is a bug that nobody can explain.
///
/// Build the opponents of one room.
///
/// 1. `join` lets an opponent in, and returns at once. From then on it thinks (`think`), acts (`room.act` with the move
///    that it thought of), and thinks again, until the room closes.
///    Example: its thoughts are "left", then "right": `act(opponent, "left")`, `act(opponent, "right")`.
/// 2. All of them think at the same time, each on a thread of its own. The threads are made by `factory`, and each ends
///    with its opponent.
/// 3. An opponent whose `think` or `act` throws, whatever it throws, has lost: `room.lost` is told once, with the very
///    object that was thrown. The others go on, and the room stays open.
///    Example: of three, one throws: one `lost`, and two who think and act.
/// 4. `close` closes the room: it interrupts all opponents, and returns when all of them have ended.
///    Example: three are thinking, and one takes a moment to stop. `close` returns when that one has stopped too.
///
/// Contract:
/// - Nobody acts or loses after `close` has returned.
/// - Once `close` was called, nobody begins a new thought, and a thought that comes to its end in spite of the
///   interrupt is not acted on. What an opponent throws from then on is no loss, and nobody is told.
/// - After `close`, `join` throws an [IllegalStateException], and the opponent never thinks. Also when both are called
///   at the same moment, either `join` throws, or `close` ends that opponent too.
/// - `close` may be called several times, also at the same time: each call returns when all opponents have ended. It
///   waits even if its caller is interrupted; the caller's interrupt flag is set afterwards.
/// - Any thread calls `join` and `close`, except an opponent's own. The room may be called by many threads at once.
public final class AiOpponents implements AutoCloseable {

    /// Somebody who thinks.
    @FunctionalInterface
    public interface Opponent {

        /// Takes its time.
        ///
        /// @return the next move
        String think() throws InterruptedException;
    }

    /// Where the opponents play. Called on their threads.
    public interface Room {

        void act(Opponent who, String move);

        void lost(Opponent who, Throwable why);
    }

    private final Room room;
    private final ThreadFactory factory;

    /// @param factory makes the opponents' threads, not yet started
    public AiOpponents(Room room, ThreadFactory factory) {
        this.room = room;
        this.factory = factory;
    }

    /// Lets an opponent in.
    ///
    /// @throws IllegalStateException if the room is closed
    public void join(Opponent opponent) {
        throw todo("start a thread on which it thinks and acts, unless the room is closed");
    }

    /// Ends all opponents, and waits until they have ended.
    @Override
    public void close() {
        throw todo("close the room, interrupt all, and wait for all");
    }
}

package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/// The opponents of one room: each thinks and acts on a thread of its own, and all of them end with the room.
///
/// Any thread but an opponent's own may call it. A `StructuredTaskScope` would do the same where one method opens the
/// room and closes it again; here opponents come and go by calls from many threads, and a scope belongs to one.
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

    /// Guarded by this object's monitor, as is the step from open to closed.
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /// @param factory makes the opponents' threads, not yet started
    public AiOpponents(Room room, ThreadFactory factory) {
        this.room = room;
        this.factory = factory;
    }

    /// Lets an opponent in.
    ///
    /// @throws IllegalStateException if the room is closed
    public synchronized void join(Opponent opponent) {
        // To look whether it is open, and to be on the list, is one step. Otherwise close slips in between, ends all
        // who are on the list, and this one lives on.
        if (closed) {
            throw new IllegalStateException("the room is closed");
        }
        // Those who have lost need not be waited for. Without this the list of a long evening only grows.
        threads.removeIf(thread -> !thread.isAlive());
        var thread = factory.newThread(() -> live(opponent));
        threads.add(thread);
        thread.start();
    }

    /// Ends all opponents, and waits until they have ended.
    @Override
    public void close() {
        List<Thread> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(threads);
        }
        // All are interrupted before one is waited for: they stop at the same time.
        all.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (var thread : all) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    // Put back below. Returning now would leave opponents behind.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void live(Opponent opponent) {
        try {
            // The interrupt only wakes a thinker. Whether to go on is said by the flag, since whoever catches an
            // interrupt and thinks on has cleared the thread's own.
            while (!closed) {
                var move = opponent.think();
                if (!closed) {
                    room.act(opponent, move);
                }
            }
        } catch (Throwable thrown) {
            if (!closed) {
                room.lost(opponent, thrown);
            }
        }
    }
}

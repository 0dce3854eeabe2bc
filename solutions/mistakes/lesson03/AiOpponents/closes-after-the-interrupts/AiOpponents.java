// Mistake: interrupts all, and says only then that the room is closed. Caught by: Closing.roomIsClosedBeforeAnybodyIsInterrupted
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

public final class AiOpponents implements AutoCloseable {

    @FunctionalInterface
    public interface Opponent {

        String think() throws InterruptedException;
    }

    public interface Room {

        void act(Opponent who, String move);

        void lost(Opponent who, Throwable why);
    }

    private final Room room;
    private final ThreadFactory factory;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    public AiOpponents(Room room, ThreadFactory factory) {
        this.room = room;
        this.factory = factory;
    }

    public synchronized void join(Opponent opponent) {
        if (closed) {
            throw new IllegalStateException("the room is closed");
        }
        threads.removeIf(thread -> !thread.isAlive());
        var thread = factory.newThread(() -> live(opponent));
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() {
        List<Thread> all;
        synchronized (this) {
            all = List.copyOf(threads);
        }
        all.forEach(Thread::interrupt);
        closed = true;
        boolean interrupted = false;
        for (var thread : all) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
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

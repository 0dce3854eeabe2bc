// Mistake: all opponents take turns on one thread. Caught by: Acting.allThinkAtTheSameTime
package quest.exercises.lesson03;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
    private final ExecutorService executor;

    public AiOpponents(Room room, ThreadFactory factory) {
        this.room = room;
        executor = Executors.newSingleThreadExecutor(factory);
    }

    public void join(Opponent opponent) {
        try {
            executor.execute(() -> live(opponent));
        } catch (RejectedExecutionException refused) {
            throw new IllegalStateException("the room is closed", refused);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }

    private void live(Opponent opponent) {
        try {
            while (!executor.isShutdown()) {
                var move = opponent.think();
                if (!executor.isShutdown()) {
                    room.act(opponent, move);
                }
            }
        } catch (Throwable thrown) {
            if (!executor.isShutdown()) {
                room.lost(opponent, thrown);
            }
        }
    }
}

// Mistake: runs a copy, then clears the queue. Caught by: OneTurn.callbackAddedDuringATurnWaitsForTheNext
package quest.exercises.lesson01;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

public final class ReadyQueue {

    private final Consumer<Throwable> exceptionHandler;
    private final List<Runnable> callbacks = new ArrayList<>();

    public ReadyQueue(Consumer<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
    }

    public void add(Runnable callback) {
        callbacks.add(Objects.requireNonNull(callback));
    }

    public int runTurn() {
        List<Runnable> turn = new ArrayList<>(callbacks);
        for (Runnable callback : turn) {
            try {
                callback.run();
            } catch (RuntimeException thrown) {
                exceptionHandler.accept(thrown);
            }
        }
        callbacks.clear();
        return turn.size();
    }
}

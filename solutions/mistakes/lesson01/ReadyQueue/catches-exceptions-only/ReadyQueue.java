// Mistake: an Error is no Exception, and ends the turn. Caught by: Errors.errorDoesNotStopTheTurn
package quest.exercises.lesson01;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Consumer;

public final class ReadyQueue {

    private final Consumer<Throwable> exceptionHandler;
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();

    public ReadyQueue(Consumer<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
    }

    public void add(Runnable callback) {
        callbacks.add(Objects.requireNonNull(callback, "callback"));
    }

    public int runTurn() {
        int ready = callbacks.size();
        for (int i = 0; i < ready; i++) {
            Runnable callback = callbacks.remove();
            try {
                callback.run();
            } catch (Exception thrown) {
                exceptionHandler.accept(thrown);
            }
        }
        return ready;
    }
}

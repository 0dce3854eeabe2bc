// Mistake: one try around the whole turn. Caught by: Errors.exceptionDoesNotStopTheTurn
package quest.exercises.lesson01;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

public final class ReadyQueue {

    private final Consumer<Throwable> exceptionHandler;
    private List<Runnable> callbacks = new ArrayList<>();

    public ReadyQueue(Consumer<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
    }

    public void add(Runnable callback) {
        callbacks.add(Objects.requireNonNull(callback));
    }

    public int runTurn() {
        List<Runnable> turn = callbacks;
        callbacks = new ArrayList<>();
        int ran = 0;
        try {
            for (Runnable callback : turn) {
                ran++;
                callback.run();
            }
        } catch (RuntimeException thrown) {
            exceptionHandler.accept(thrown);
        }
        return ran;
    }
}

// Mistake: a turn runs until the queue is empty. Caught by: OneTurn.endlessChainRunsOncePerTurn
package quest.exercises.lesson01;

import java.util.ArrayDeque;
import java.util.function.Consumer;

public final class ReadyQueue {

    private final Consumer<Throwable> exceptionHandler;
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();

    public ReadyQueue(Consumer<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
    }

    public void add(Runnable callback) {
        callbacks.add(callback);
    }

    public int runTurn() {
        int ran = 0;
        while (!callbacks.isEmpty()) {
            Runnable callback = callbacks.poll();
            try {
                callback.run();
            } catch (RuntimeException thrown) {
                exceptionHandler.accept(thrown);
            }
            ran++;
        }
        return ran;
    }
}

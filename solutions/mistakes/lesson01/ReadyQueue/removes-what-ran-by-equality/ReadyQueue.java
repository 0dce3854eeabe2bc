// Mistake: what has run is removed by removeAll, which also takes the same callback added again. Caught by: OneTurn.callbackThatAddsItselfRunsAgain
package quest.exercises.lesson01;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
        var turn = new ArrayList<>(callbacks);
        for (Runnable callback : turn) {
            try {
                callback.run();
            } catch (Throwable thrown) {
                exceptionHandler.accept(thrown);
            }
        }
        callbacks.removeAll(turn);
        return turn.size();
    }
}

package quest.exercises.lesson01;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Consumer;

/// The ready queue of an event loop: callbacks, first in, first out, a turn at a time.
///
/// One thread calls everything.
public final class ReadyQueue {

    private final Consumer<Throwable> exceptionHandler;
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();

    /// @param exceptionHandler is told what a callback throws
    public ReadyQueue(Consumer<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
    }

    /// Puts the callback at the end of the queue.
    public void add(Runnable callback) {
        // Refused here and not in the turn: here the stack trace names the one who passed null. An ArrayDeque would
        // refuse it by itself; a LinkedList would not.
        callbacks.add(Objects.requireNonNull(callback, "callback"));
    }

    /// Runs one turn and returns how many callbacks ran in it.
    public int runTurn() {
        // Counting first is what makes a turn end: whatever the callbacks add comes behind those counted. Swapping the
        // queue for an empty one and running the old does as well, as long as an exception cannot lose its rest.
        int ready = callbacks.size();
        for (int i = 0; i < ready; i++) {
            // Taken out before it runs: one that throws must not be found at the head again.
            Runnable callback = callbacks.remove();
            try {
                callback.run();
            } catch (Throwable thrown) {
                // Throwable and not Exception: one hero's StackOverflowError is no reason to stop serving the others.
                exceptionHandler.accept(thrown);
            }
        }
        return ready;
    }
}

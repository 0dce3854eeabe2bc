package quest.exercises.lesson01;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/// Takes slow work off an event loop's thread, and brings back what comes of it.
public final class OffTheLoop {

    private final Executor loop;
    private final Executor workers;

    /// @param loop    runs what it is given on the loop's one thread, one after the other
    /// @param workers run what they are given on threads of their own
    public OffTheLoop(Executor loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    /// Has the work done by the workers, and the callback called on the loop with its result or what it threw.
    ///
    /// Called on the loop's thread; returns at once.
    public <T> void offload(Callable<T> work, BiConsumer<T, Throwable> callback) {
        try {
            workers.execute(() -> perform(work, callback));
        } catch (RejectedExecutionException refused) {
            // To throw it here would give the caller two ways to hear of a failure, and the rarer one would be
            // forgotten.
            deliver(callback, null, refused);
        }
    }

    /// On a worker's thread. `CompletableFuture.supplyAsync(…, workers)` can do this as well, but it wraps what the
    /// work throws in a CompletionException, which has to be taken off again.
    private <T> void perform(Callable<T> work, BiConsumer<T, Throwable> callback) {
        T result;
        try {
            result = work.call();
        } catch (Throwable thrown) {
            // Throwable: an Error that stops here unseen leaves a hero waiting for ever.
            deliver(callback, null, thrown);
            return;
        }
        // Outside of the try: whatever goes wrong from here on must not be reported as a failure of the work.
        deliver(callback, result, null);
    }

    /// On any thread. The callback itself runs later, on the loop, and what it throws finds the loop's exception
    /// handler there. `CompletableFuture.whenCompleteAsync(callback, loop)` would keep it to itself.
    private <T> void deliver(BiConsumer<T, Throwable> callback, T result, Throwable thrown) {
        loop.execute(() -> callback.accept(result, thrown));
    }
}

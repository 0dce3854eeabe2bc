// Mistake: the worker calls the callback itself. Caught by: ThereAndBack.callbackRunsOnTheLoop
package quest.exercises.lesson01;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

public final class OffTheLoop {

    private final Executor loop;
    private final Executor workers;

    public OffTheLoop(Executor loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    public <T> void offload(Callable<T> work, BiConsumer<T, Throwable> callback) {
        try {
            workers.execute(() -> {
                T result = null;
                Throwable thrown = null;
                try {
                    result = work.call();
                } catch (Throwable t) {
                    thrown = t;
                }
                callback.accept(result, thrown);
            });
        } catch (RejectedExecutionException e) {
            loop.execute(() -> callback.accept(null, e));
        }
    }
}

// Mistake: an Error ends the worker, and nobody is told. Caught by: Failures.errorComesBack
package quest.exercises.lesson01;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

public final class OffTheLoop {

    private final Executor loop;
    private final Executor workers;

    public OffTheLoop(Executor loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    public <T> void offload(Callable<T> work, BiConsumer<T, Throwable> callback) {
        workers.execute(() -> {
            try {
                T result = work.call();
                loop.execute(() -> callback.accept(result, null));
            } catch (Exception e) {
                loop.execute(() -> callback.accept(null, e));
            }
        });
    }
}

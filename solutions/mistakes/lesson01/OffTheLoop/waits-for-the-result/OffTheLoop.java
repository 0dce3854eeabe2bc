// Mistake: the loop waits until the work is done. Caught by: Responsive.offloadReturnsAtOnce
package quest.exercises.lesson01;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;

public final class OffTheLoop {

    private final Executor loop;
    private final Executor workers;

    public OffTheLoop(Executor loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    public <T> void offload(Callable<T> work, BiConsumer<T, Throwable> callback) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            workers.execute(task);
            T result = task.get();
            loop.execute(() -> callback.accept(result, null));
        } catch (ExecutionException e) {
            loop.execute(() -> callback.accept(null, e.getCause()));
        } catch (Exception e) {
            loop.execute(() -> callback.accept(null, e));
        }
    }
}

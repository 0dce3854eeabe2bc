// Mistake: the future wraps and keeps what is thrown. Caught by: Failures.checkedExceptionComesBack
package quest.exercises.lesson01;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
        CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, workers).whenCompleteAsync(callback, loop);
    }
}

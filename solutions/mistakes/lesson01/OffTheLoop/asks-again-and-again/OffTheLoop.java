// Mistake: the loop asks again and again whether the work is done. Caught by: Responsive.loopRunsOtherCallbacksMeanwhile
package quest.exercises.lesson01;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
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
        var task = new FutureTask<T>(work);
        try {
            workers.execute(task);
            askFor(task, callback);
        } catch (RejectedExecutionException refused) {
            deliver(callback, null, refused);
        }
    }

    private <T> void askFor(FutureTask<T> task, BiConsumer<T, Throwable> callback) {
        loop.execute(() -> {
            switch (task.state()) {
                case RUNNING -> askFor(task, callback);
                case SUCCESS -> callback.accept(task.resultNow(), null);
                case FAILED, CANCELLED -> callback.accept(null, task.exceptionNow());
            }
        });
    }

    private <T> void deliver(BiConsumer<T, Throwable> callback, T result, Throwable thrown) {
        loop.execute(() -> callback.accept(result, thrown));
    }
}

package quest.eventloop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/// Work that a loop has given away and waits for: runs on a worker, comes back to the loop.
final class OffloadedTask<T> extends FutureTask<T> {

    private final EventLoop loop;
    private final CompletableFuture<T> result;

    OffloadedTask(EventLoop loop, Callable<T> work, CompletableFuture<T> result) {
        super(work);
        this.loop = loop;
        this.result = result;
    }

    /// Called once, by the worker or by whoever cancels. The loop forgets the task only when it has the result, so that
    /// there is no moment at which it has neither.
    @Override
    protected void done() {
        try {
            loop.execute(() -> {
                loop.workEnded(this);
                complete();
            });
        } catch (RejectedExecutionException loopClosed) {
            loop.workEnded(this);
            result.completeExceptionally(loopClosed);
        }
    }

    private void complete() {
        switch (state()) {
            case SUCCESS -> result.complete(resultNow());
            case FAILED -> result.completeExceptionally(exceptionNow());
            case CANCELLED -> result.cancel(false);
            case RUNNING -> throw new AssertionError("done, and still running");
        }
    }
}

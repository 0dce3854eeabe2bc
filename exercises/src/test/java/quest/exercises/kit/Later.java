package quest.exercises.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A future that the loop's thread itself settles, whoever asks for it. Who waits for it on that thread waits for
/// ever, so this one says so instead; who leaves the thread by a method whose name ends in `Async` is told that. So do
/// the futures that are made of it.
public class Later<T> extends CompletableFuture<T> {
    private final LoopThread loop;

    public Later(LoopThread loop) {
        this.loop = loop;
    }

    /// How a future stands, to stand behind 'it'.
    public static String outcome(CompletableFuture<?> future) {
        return switch (future.state()) {
            case RUNNING -> "is still open";
            case SUCCESS -> "brought " + future.resultNow();
            case FAILED -> "failed with " + future.exceptionNow();
            case CANCELLED -> "was cancelled";
        };
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Later<>(loop);
    }

    @Override
    public boolean complete(T value) {
        return loop.isForeign() ? super.complete(value) : loop.call(() -> super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return loop.isForeign() ? super.completeExceptionally(failure)
                : loop.call(() -> super.completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        loop.enter("cancelled a future");
        return loop.isForeign() ? super.cancel(mayInterrupt) : loop.call(() -> super.cancel(mayInterrupt));
    }

    /// Where the methods whose names end in `Async` send their work.
    @Override
    public Executor defaultExecutor() {
        return work -> {
            loop.broken("""
                    Your code called a method whose name ends in Async. It hands the next step to another thread, \
                    where all should happen on the loop's.""");
            work.run();
        };
    }

    @Override
    public T join() {
        refuseToWait("join");
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToWait("get");
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseToWait("get");
        return super.get(timeout, unit);
    }

    private void refuseToWait(String method) {
        if (isDone()) {
            return;
        }
        throw loop.broken(loop.isForeign() ? """
                Your code called %s() on a future that is still open, on another thread, '%s'. All happens on the \
                loop's thread: start no threads.""".formatted(method, Thread.currentThread().getName()) : """
                Your code called %s() on a future that is still open. The loop's thread would stand there and wait \
                for what only the loop's thread can bring: for ever.""".formatted(method));
    }
}

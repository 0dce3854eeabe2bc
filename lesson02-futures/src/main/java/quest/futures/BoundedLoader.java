package quest.futures;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;

/// Loads many things with at most so many under way at once; the rest wait in line. (asyncio: a `Semaphore` around each.)
///
/// The limit is the loader's, over all that is asked of it. Only the loop's thread may call it, or any while nobody runs
/// the loop.
public final class BoundedLoader {

    private final EventLoop loop;
    private final int limit;
    private final Queue<Load<?>> waiting = new ArrayDeque<>();
    private int inFlight;

    /// @param limit at least 1
    public BoundedLoader(EventLoop loop, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1, was " + limit);
        }
        this.loop = loop;
        this.limit = limit;
    }

    /// Begins as soon as there is room. Cancelled before that, it never begins.
    ///
    /// @param begin begins it; what it throws is a failure
    public <T> CancellableFuture<T> load(Supplier<? extends CompletableFuture<T>> begin) {
        loop.checkThread("loading");
        var load = new Load<T>(begin, new CancellableFuture<>());
        waiting.add(load);
        beginNext();
        return load.result;
    }

    /// All of them, each with its own outcome, in the order of the arguments: a failure loses nothing but itself.
    public <T> CancellableFuture<List<Loaded<T>>> loadAll(List<? extends Supplier<? extends CompletableFuture<T>>> all) {
        return Futures.gather(all.stream().map(this::outcomeOf).toList());
    }

    /// All values, in the order of the arguments; the first failure cancels the rest.
    public <T> CancellableFuture<List<T>> loadAllOrFail(List<? extends Supplier<? extends CompletableFuture<T>>> all) {
        return Futures.gather(all.stream().map(this::<T>load).toList());
    }

    private <T> CompletableFuture<Loaded<T>> outcomeOf(Supplier<? extends CompletableFuture<T>> begin) {
        return this.<T>load(begin).handle((value, failure) ->
                failure == null ? new Loaded.Value<>(value) : new Loaded.Failure<>(Futures.cause(failure)));
    }

    /// How many are under way.
    public int inFlight() {
        return inFlight;
    }

    private void beginNext() {
        while (inFlight < limit && !waiting.isEmpty()) {
            waiting.remove().begin();
        }
    }

    private final class Load<T> {

        private final Supplier<? extends CompletableFuture<T>> begin;
        private final CancellableFuture<T> result;

        Load(Supplier<? extends CompletableFuture<T>> begin, CancellableFuture<T> result) {
            this.begin = begin;
            this.result = result;
        }

        void begin() {
            if (result.isDone()) {
                return; // cancelled in the line
            }
            inFlight++;
            var underWay = started();
            result.onCancel(() -> underWay.cancel(true));
            // The place is free when the work has settled, not when somebody lost interest in it.
            underWay.whenComplete((value, failure) -> {
                try {
                    loop.execute(() -> ended(value, failure));
                } catch (RejectedExecutionException loopClosed) {
                    result.completeExceptionally(loopClosed);
                }
            });
        }

        private void ended(T value, Throwable failure) {
            inFlight--;
            Futures.settle(result, value, failure);
            beginNext();
        }

        private CompletableFuture<T> started() {
            try {
                return begin.get();
            } catch (Throwable thrown) {
                return CompletableFuture.failedFuture(thrown);
            }
        }
    }
}

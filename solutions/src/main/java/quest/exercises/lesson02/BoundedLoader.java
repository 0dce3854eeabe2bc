package quest.exercises.lesson02;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Loads many things, with at most so many in flight at once; the rest wait in line.
///
/// All happens on the loop's thread.
public final class BoundedLoader {

    /// How one of many loads ended.
    public sealed interface Loaded<T> {

        record Value<T>(T value) implements Loaded<T> {
        }

        record Failure<T>(Throwable cause) implements Loaded<T> {
        }
    }

    private final int limit;
    private final Queue<Load<?>> line = new ArrayDeque<>();
    private int inFlight;
    private boolean beginning;

    /// @param limit how many loads may be in flight at once, at least 1
    public BoundedLoader(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1, was " + limit);
        }
        this.limit = limit;
    }

    /// Loads one thing, now or when there is room.
    ///
    /// @param begin begins the load when it is called, and returns its future
    public <T> CompletableFuture<T> load(Supplier<CompletableFuture<T>> begin) {
        // Everybody goes through the line, also when there is room: then nobody can get in ahead of others.
        var load = new Load<>(begin);
        line.add(load);
        beginWhatHasRoom();
        return load.result;
    }

    /// Loads many, and brings each one's outcome, in the order of the arguments.
    public <T> CompletableFuture<List<Loaded<T>>> loadAll(List<Supplier<CompletableFuture<T>>> all) {
        // Each outcome is made a value first, so that allOf, which only waits, has no failure to be confused by.
        var outcomes = new ArrayList<CompletableFuture<Loaded<T>>>();
        for (var begin : all) {
            outcomes.add(load(begin).handle((value, failure) ->
                    failure == null ? new Loaded.Value<>(value) : new Loaded.Failure<>(cause(failure))));
        }
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(_ -> outcomes.stream().map(CompletableFuture::resultNow).toList());
    }

    private void beginWhatHasRoom() {
        if (beginning) {
            // A load was done as soon as it was begun, and calls this from inside the loop below. The loop will see
            // the free place by itself. Without this, each such load would stand on the stack on top of the one
            // before.
            return;
        }
        beginning = true;
        while (inFlight < limit && !line.isEmpty()) {
            line.remove().begin();
        }
        beginning = false;
    }

    private final class Load<T> {

        private final Supplier<CompletableFuture<T>> begin;

        // Made when the load is asked for, because the load's own future is not there yet.
        private final CompletableFuture<T> result = new CompletableFuture<>();

        private Load(Supplier<CompletableFuture<T>> begin) {
            this.begin = begin;
        }

        private void begin() {
            if (result.isDone()) {
                return; // cancelled in line
            }
            inFlight++;
            var load = started();
            load.whenComplete((value, failure) -> {
                // The place first, and whatever the outcome: a place that is lost with each failure leaves none in
                // the end. And the place belongs to the load itself. When somebody loses interest in the result, the
                // load still runs.
                inFlight--;
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(cause(failure));
                }
                beginWhatHasRoom();
            });
            result.whenComplete((_, _) -> load.cancel(true));
        }

        private CompletableFuture<T> started() {
            try {
                return begin.get();
            } catch (Throwable thrown) {
                return CompletableFuture.failedFuture(thrown);
            }
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

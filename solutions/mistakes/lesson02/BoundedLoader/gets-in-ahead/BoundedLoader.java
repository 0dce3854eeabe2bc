// Mistake: a load asked for while a place is being given back gets in ahead of those who wait. Caught by: Limit.nobodyGetsInAhead
package quest.exercises.lesson02;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

public final class BoundedLoader {

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

    public BoundedLoader(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1, was " + limit);
        }
        this.limit = limit;
    }

    public <T> CompletableFuture<T> load(Supplier<CompletableFuture<T>> begin) {
        var load = new Load<>(begin);
        if (inFlight < limit) {
            load.begin();
        } else {
            line.add(load);
        }
        return load.result;
    }

    public <T> CompletableFuture<List<Loaded<T>>> loadAll(List<Supplier<CompletableFuture<T>>> all) {
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

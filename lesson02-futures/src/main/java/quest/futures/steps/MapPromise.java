package quest.futures.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// A [LoopPromise] that may fail, and of which others can be made: a failure travels along. Step 3 of 3 to
/// [quest.futures.Promise], which adds `flatMap`, `recover`, and care for failures at which nobody looked.
final class MapPromise<T> {

    private sealed interface Outcome<T> {
    }

    private record Value<T>(T value) implements Outcome<T> {
    }

    private record Failure<T>(Throwable cause) implements Outcome<T> {
    }

    private final Executor loop;
    private final List<Consumer<Outcome<T>>> listeners = new ArrayList<>();
    private Outcome<T> outcome;     // null: still pending

    MapPromise(Executor loop) {
        this.loop = loop;
    }

    boolean complete(T value) {
        return settle(new Value<>(value));
    }

    boolean fail(Throwable cause) {
        return settle(new Failure<>(cause));
    }

    /// Has one of the two called.
    void then(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        listen(settled -> {
            switch (settled) {
                case Value(T value) -> onValue.accept(value);
                case Failure(Throwable cause) -> onFailure.accept(cause);
            }
        });
    }

    /// A promise of what `f` makes of the value. A failure passes by `f`; what `f` throws is a failure.
    <U> MapPromise<U> map(Function<? super T, ? extends U> f) {
        var next = new MapPromise<U>(loop);
        then(value -> {
            try {
                next.complete(f.apply(value));
            } catch (Throwable thrown) {
                next.fail(thrown);
            }
        }, next::fail);
        return next;
    }

    private boolean settle(Outcome<T> settled) {
        if (outcome != null) {
            return false;
        }
        outcome = settled;
        listeners.forEach(this::tell);
        listeners.clear();
        return true;
    }

    private void listen(Consumer<Outcome<T>> listener) {
        if (outcome != null) {
            tell(listener);
        } else {
            listeners.add(listener);
        }
    }

    private void tell(Consumer<Outcome<T>> listener) {
        loop.execute(() -> listener.accept(outcome));
    }

    static void play(Consumer<String> out) {
        var ready = new ArrayDeque<Runnable>();
        var chest = new MapPromise<String>(ready::add);
        chest.map(Integer::parseInt)
                .map(gold -> gold / 2)
                .map(share -> "each gets " + share)
                .then(out, failure -> out.accept("nobody gets anything: " + failure.getMessage()));
        chest.complete("a mimic");
        for (Runnable callback; (callback = ready.poll()) != null; ) {
            callback.run();
        }
    }

    static void main() {
        play(IO::println);
    }
}

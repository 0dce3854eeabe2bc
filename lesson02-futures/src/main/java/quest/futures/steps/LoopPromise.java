package quest.futures.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A [DirectPromise] that tells through the loop, and never inside a call. Step 2 of 3 to [quest.futures.Promise].
///
/// Simplified: it knows no failure, and nothing can be made of its value but a side effect: that is [MapPromise]'s
/// step.
final class LoopPromise<T> {

    private final Executor loop;
    private final List<Consumer<? super T>> listeners = new ArrayList<>();
    private boolean settled;
    private T value;

    LoopPromise(Executor loop) {
        this.loop = loop;
    }

    /// @return false if it was settled already; then nothing changes
    boolean complete(T value) {
        if (settled) {
            return false;
        }
        settled = true;
        this.value = value;
        listeners.forEach(this::tell);
        listeners.clear();
        return true;
    }

    void then(Consumer<? super T> listener) {
        if (settled) {
            tell(listener);
        } else {
            listeners.add(listener);
        }
    }

    private void tell(Consumer<? super T> listener) {
        loop.execute(() -> listener.accept(value));
    }

    static void play(Consumer<String> out) {
        var ready = new ArrayDeque<Runnable>();     // the smallest loop of lesson 1: a queue
        var sword = new LoopPromise<String>(ready::add);
        sword.then(what -> out.accept("ann gets " + what));
        out.accept("ann has asked");
        sword.complete("the sword");
        out.accept("the smith has called it done");
        sword.then(what -> out.accept("bob gets " + what));
        out.accept("bob has asked");
        for (Runnable callback; (callback = ready.poll()) != null; ) {
            callback.run();
        }
    }

    static void main() {
        play(IO::println);
    }
}

package quest.futures.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The smallest promise: a value that comes later, and those who want to be told. Step 1 of 3 to
/// [quest.futures.Promise].
///
/// It tells at once, so nobody can say when a listener runs: inside [#complete], or inside [#then]. [LoopPromise] mends
/// that. Simplified: it knows no failure, and what a listener throws hits whoever called.
final class DirectPromise<T> {

    private final List<Consumer<? super T>> listeners = new ArrayList<>();
    private boolean settled;
    private T value;

    /// @return false if it was settled already; then nothing changes
    boolean complete(T value) {
        if (settled) {
            return false;
        }
        settled = true;
        this.value = value;
        listeners.forEach(listener -> listener.accept(value));
        return true;
    }

    /// Has the listener told, once, whether the value is there or still to come.
    void then(Consumer<? super T> listener) {
        if (settled) {
            listener.accept(value);
        } else {
            listeners.add(listener);
        }
    }

    static void play(Consumer<String> out) {
        var sword = new DirectPromise<String>();
        sword.then(what -> out.accept("ann gets " + what));
        out.accept("ann has asked");
        sword.complete("the sword");
        out.accept("the smith has called it done");
        sword.then(what -> out.accept("bob gets " + what));
        out.accept("bob has asked");
    }

    static void main() {
        play(IO::println);
    }
}

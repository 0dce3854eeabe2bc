package quest.exercises.lesson02;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// A value that arrives later, or the reason why it never will: settled once, told to everybody who asks.
///
/// One thread calls everything, the loop's.
public final class MiniPromise<T> {

    private final Executor loop;

    // What to do when it is settled. Each already knows which of its two consumers to call, so that value and failure
    // need one list and not two, and keep their order.
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean settled;    // not 'value != null': null is a value
    private T value;
    private Throwable failure;

    /// @param loop runs what it is given on the loop's one thread: later, one after the other, in order
    public MiniPromise(Executor loop) {
        this.loop = loop;
    }

    /// Settles it with a value. Returns false if it was settled already.
    public boolean complete(T value) {
        return settle(value, null);
    }

    /// Settles it with a failure. Returns false if it was settled already.
    public boolean fail(Throwable cause) {
        return settle(null, cause);
    }

    /// Whether it has its value or its failure.
    public boolean isSettled() {
        return settled;
    }

    /// Has one of the two called through the loop, when the promise is settled or because it is.
    public void then(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        Runnable listener = () -> {
            if (failure == null) {
                onValue.accept(value);
            } else {
                onFailure.accept(failure);
            }
        };
        if (settled) {
            // Through the loop here as well. A listener that is called at once for early settled promises and later for
            // others makes code that works in one order on some days, and in another on others.
            loop.execute(listener);
        } else {
            listeners.add(listener);
        }
    }

    /// A promise of what `f` makes of the value.
    public <U> MiniPromise<U> map(Function<? super T, ? extends U> f) {
        var next = new MiniPromise<U>(loop);
        then(value -> next.attempt(() -> next.complete(f.apply(value))), next::fail);
        return next;
    }

    /// A promise that settles as the promise that `f` makes of the value.
    public <U> MiniPromise<U> flatMap(Function<? super T, MiniPromise<U>> f) {
        var next = new MiniPromise<U>(loop);
        // Both of the inner promise's outcomes are passed on. Forget its failure, and whoever listens waits for ever.
        then(value -> next.attempt(() -> f.apply(value).then(next::complete, next::fail)), next::fail);
        return next;
    }

    /// A promise of the value, or of what `f` makes of the failure.
    public MiniPromise<T> recover(Function<? super Throwable, ? extends T> f) {
        var next = new MiniPromise<T>(loop);
        then(next::complete, failure -> next.attempt(() -> next.complete(f.apply(failure))));
        return next;
    }

    private boolean settle(T value, Throwable failure) {
        if (settled) {
            return false;
        }
        settled = true;
        this.value = value;
        this.failure = failure;
        // One callback of the loop for each: one that throws then takes nobody else's with it. And each is handed in
        // now, before anybody can come late, so that those who asked first are told first.
        listeners.forEach(loop::execute);
        listeners.clear();
        return true;
    }

    /// Runs a step that is to settle this promise; if it throws, that settles it. Without this the exception would
    /// reach the loop, which reports it to nobody who waits.
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }
}

// Mistake: listeners are kept in a map, so that who asks twice is told once. Caught by: Settled.whoAsksTwiceIsToldTwice
package quest.exercises.lesson02;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

public final class MiniPromise<T> {

    private final Executor loop;

    private final Map<Consumer<?>, Runnable> listeners = new LinkedHashMap<>();
    private boolean settled;    // not 'value != null': null is a value
    private T value;
    private Throwable failure;

    public MiniPromise(Executor loop) {
        this.loop = loop;
    }

    public boolean complete(T value) {
        return settle(value, null);
    }

    public boolean fail(Throwable cause) {
        return settle(null, cause);
    }

    public boolean isSettled() {
        return settled;
    }

    public void then(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        Runnable listener = () -> {
            if (failure == null) {
                onValue.accept(value);
            } else {
                onFailure.accept(failure);
            }
        };
        if (settled) {
            loop.execute(listener);
        } else {
            listeners.put(onValue, listener);
        }
    }

    public <U> MiniPromise<U> map(Function<? super T, ? extends U> f) {
        var next = new MiniPromise<U>(loop);
        then(value -> next.attempt(() -> next.complete(f.apply(value))), next::fail);
        return next;
    }

    public <U> MiniPromise<U> flatMap(Function<? super T, MiniPromise<U>> f) {
        var next = new MiniPromise<U>(loop);
        then(value -> next.attempt(() -> f.apply(value).then(next::complete, next::fail)), next::fail);
        return next;
    }

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
        listeners.values().forEach(loop::execute);
        listeners.clear();
        return true;
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }
}

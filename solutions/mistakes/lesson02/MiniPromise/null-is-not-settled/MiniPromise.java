// Mistake: takes a value of null for no value yet. Caught by: Settled.nullIsAValue
package quest.exercises.lesson02;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

public final class MiniPromise<T> {

    private final Executor loop;

    private final List<Runnable> listeners = new ArrayList<>();
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
        return value != null || failure != null;
    }

    public void then(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        Runnable listener = () -> {
            if (failure == null) {
                onValue.accept(value);
            } else {
                onFailure.accept(failure);
            }
        };
        if (isSettled()) {
            loop.execute(listener);
        } else {
            listeners.add(listener);
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
        if (isSettled()) {
            return false;
        }
        this.value = value;
        this.failure = failure;
        listeners.forEach(loop::execute);
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

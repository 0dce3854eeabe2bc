package quest.futures;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import quest.eventloop.EventLoop;

/// A value that arrives later, or the reason why it never will: settled once, told to everybody who asks, before or after.
///
/// Listeners are always called through the loop, never inside [#complete] or [#map]: whoever settles a promise is not
/// surprised by what others do then, and a listener runs in the same order whether it came early or late. A failure at
/// which nobody ever looked is reported when the loop closes.
///
/// A promise belongs to its loop: only the loop's thread may touch it, or any thread while nobody runs the loop. That is
/// what makes it short; [CompletableFuture] does the same for all threads at once, in three thousand lines.
public final class Promise<T> {

    private sealed interface Outcome<T> {
    }

    private record Value<T>(T value) implements Outcome<T> {
    }

    private record Failure<T>(Throwable cause) implements Outcome<T> {
    }

    private final EventLoop loop;
    private Outcome<T> outcome;         // null: still pending
    private Waiting firstWaiting;
    private Waiting lastWaiting;
    private Runnable reportAtClose;     // null: nothing to report

    public Promise(EventLoop loop) {
        this.loop = Objects.requireNonNull(loop);
    }

    /// Settles it with a value, which may be null.
    ///
    /// @return false if it was settled already; then nothing changes
    public boolean complete(T value) {
        return settle(new Value<>(value));
    }

    /// Settles it with a failure.
    ///
    /// @return false if it was settled already; then nothing changes
    public boolean fail(Throwable cause) {
        return settle(new Failure<>(Objects.requireNonNull(cause, "cause")));
    }

    /// A promise of what `f` makes of the value. A failure passes by `f`; what `f` throws is a failure.
    public <U> Promise<U> map(Function<? super T, ? extends U> f) {
        var next = new Promise<U>(loop);
        listen(settled -> {
            switch (settled) {
                case Value(T value) -> next.completeBy(f, value);
                case Failure(Throwable cause) -> next.fail(cause);
            }
        });
        return next;
    }

    /// A promise of what the promise that `f` makes of the value will bring: one step after the other.
    public <U> Promise<U> flatMap(Function<? super T, Promise<U>> f) {
        var next = new Promise<U>(loop);
        listen(settled -> {
            switch (settled) {
                case Value(T value) -> next.follow(f, value);
                case Failure(Throwable cause) -> next.fail(cause);
            }
        });
        return next;
    }

    /// A promise of the value, or, if there is none, of what `f` makes of the failure. A value passes by `f`.
    public Promise<T> recover(Function<? super Throwable, ? extends T> f) {
        var next = new Promise<T>(loop);
        listen(settled -> {
            switch (settled) {
                case Value(T value) -> next.complete(value);
                case Failure(Throwable cause) -> next.completeBy(f, cause);
            }
        });
        return next;
    }

    /// The end of a chain: one of the two is called.
    public void then(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        listen(settled -> {
            switch (settled) {
                case Value(T value) -> onValue.accept(value);
                case Failure(Throwable cause) -> onFailure.accept(cause);
            }
        });
    }

    /// The same as one of the JDK's futures, for [EventLoop#runUntilComplete] and other threads.
    public CompletableFuture<T> toCompletableFuture() {
        var future = new CompletableFuture<T>();
        then(future::complete, future::completeExceptionally);
        return future;
    }

    public boolean isSettled() {
        return outcome != null;
    }

    private boolean settle(Outcome<T> settled) {
        loop.checkThread("settling a promise");
        if (outcome != null) {
            return false;
        }
        outcome = settled;
        if (firstWaiting == null && settled instanceof Failure(Throwable cause)) {
            reportAtClose = () -> loop.reportException(new IllegalStateException("nobody looked at this failure", cause));
            loop.addCloseHook(reportAtClose);
        }
        for (var waiting = firstWaiting; waiting != null; waiting = waiting.next) {
            loop.execute(waiting);
        }
        firstWaiting = null;
        lastWaiting = null;
        return true;
    }

    private void listen(Consumer<Outcome<T>> listener) {
        loop.checkThread("listening to a promise");
        var waiting = new Waiting(listener);
        if (outcome == null) {
            enqueue(waiting);
            return;
        }
        if (reportAtClose != null) {
            loop.removeCloseHook(reportAtClose);
            reportAtClose = null;
        }
        loop.execute(waiting);
    }

    private void enqueue(Waiting waiting) {
        if (firstWaiting == null) {
            firstWaiting = waiting;
        } else {
            lastWaiting.next = waiting;
        }
        lastWaiting = waiting;
    }

    /// Settles this promise with what `f` makes of the value, or with what it throws.
    private <V> void completeBy(Function<? super V, ? extends T> f, V value) {
        try {
            complete(f.apply(value));
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    /// Settles this promise as the promise that `f` makes of the value will be.
    private <V> void follow(Function<? super V, Promise<T>> f, V value) {
        try {
            f.apply(value).listen(this::settle);
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    /// A listener, and what the loop is given to tell it.
    private final class Waiting implements Runnable {

        private final Consumer<Outcome<T>> listener;
        private Waiting next;

        Waiting(Consumer<Outcome<T>> listener) {
            this.listener = listener;
        }

        @Override
        public void run() {
            listener.accept(outcome);
        }
    }
}

package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// # MiniPromise, 4 points
///
/// The smith cannot forge a sword while you wait, so he gives you his word: a *promise*. Some ask at once to be told
/// when the sword is there, some come when it has been lying there for weeks. Each is told, once, and nobody talks to
/// the smith while he is still swinging the hammer.
///
/// Build a promise, out of a value that comes later, or a failure, and listeners.
///
/// 1. `complete` settles the promise with a value, `fail` with a failure. The first of all these calls counts and
///    returns true. Any other changes nothing and returns false.
///    Example: `complete("sword")` returns true, then `complete("axe")` and `fail(broken)` return false. It stays a
///    sword.
/// 2. `then` has one of two listeners called, once: `onValue` with the value, or `onFailure` with the failure.
///    Example: `then(a, b)`, `complete("sword")`, and the loop has run: a was called with "sword", b was not called.
/// 3. A listener is called through the loop, by `loop.execute`: never inside `complete`, `fail` or `then`. A late one
///    too.
///    Example: `complete("sword")`, then `then(a, b)`: a has not been called when `then` returns. The loop calls it.
/// 4. `map` makes a promise of what a function makes of the value. A failure passes by the function, and is the
///    failure of the new promise. So is what the function throws.
///    Example: the promise of "sword", `map(String::length)`: a promise of 5.
/// 5. `flatMap` is the same for a function that makes a promise: the new promise settles when that one does, and as
///    it does.
///    Example: `sword.flatMap(this::polish)` settles when the polished sword is there, not when the sword is.
/// 6. `recover` is the other way round: a value passes by the function, and what the function makes of a failure is
///    the value.
///    Example: the promise failed, `recover(failure -> "stick")`: a promise of "stick".
///
/// Contract:
/// - One thread calls everything, the loop's, so nothing has to be locked. `loop.execute` runs nothing inside the
///   call.
/// - Listeners are told in the order in which they asked, whether before or after the promise was settled.
/// - A failure is passed on as it is: the very same object, not wrapped into another. An [Error] is a failure too.
/// - What a listener of `then` throws belongs to the loop: it leaves the loop's callback, and the other listeners are
///   told.
/// - A value may be null. Functions return a promise where one is asked for.
public final class MiniPromise<T> {

    private final Executor loop;

    /// @param loop runs what it is given on the loop's one thread: later, one after the other, in order
    public MiniPromise(Executor loop) {
        this.loop = loop;
    }

    /// Settles it with a value. Returns false if it was settled already.
    public boolean complete(T value) {
        throw todo("keep the value, and have those who listen told");
    }

    /// Settles it with a failure. Returns false if it was settled already.
    public boolean fail(Throwable cause) {
        throw todo("keep the failure, and have those who listen told");
    }

    /// Whether it has its value or its failure.
    public boolean isSettled() {
        throw todo("say whether it is settled");
    }

    /// Has one of the two called through the loop, when the promise is settled or because it is.
    public void then(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        throw todo("remember the two, or have one of them called");
    }

    /// A promise of what `f` makes of the value.
    public <U> MiniPromise<U> map(Function<? super T, ? extends U> f) {
        throw todo("make a promise, and settle it when this one is settled");
    }

    /// A promise that settles as the promise that `f` makes of the value.
    public <U> MiniPromise<U> flatMap(Function<? super T, MiniPromise<U>> f) {
        throw todo("make a promise, and settle it when the one that f makes is settled");
    }

    /// A promise of the value, or of what `f` makes of the failure.
    public MiniPromise<T> recover(Function<? super Throwable, ? extends T> f) {
        throw todo("make a promise that has a value in either case, unless f throws");
    }
}

package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.util.Iterator;

/// # LootGenerator, 3 points
///
/// The treasury below the castle has no end, but your bag has. So a digger goes down, brings one piece up, and stands
/// there with it until you ask for the next. When you have enough you close the hatch, and the digger puts out the
/// light and goes home.
///
/// Build a generator: a body that runs on a thread of its own, and stops inside `give` until it is asked to go on.
///
/// 1. `next` brings the next value that the body gives, and `hasNext` says whether there is one.
///    Example: the body gives "sword", then "bow", and returns: `next` is "sword", `next` is "bow", `hasNext` is false.
/// 2. The body does nothing unless it is asked. Its first line runs at the first `hasNext` or `next`. Each `give`
///    returns only when the value after it is asked for.
///    Example: of an endless treasury, `next` was called 3 times: 3 values were made, and not 4.
/// 3. When the body returns, the loot is at its end: `hasNext` is false, and `next` throws a
///    [java.util.NoSuchElementException].
/// 4. What the body throws comes out of the `hasNext` or `next` that was waiting, the very same object. After that,
///    the loot is at its end.
/// 5. `close` ends a body that is not done: it interrupts the body's thread, and returns when that thread has ended.
///    Example: the body stands in `give`, inside `try { … } finally { lamp.putOut(); }`. When `close` returns, the
///    lamp is out.
///
/// Contract:
/// - Of several `hasNext` in a row, only the first asks the body. The value that it found is brought by `next`.
/// - After `close`, the loot is at its end, and each `give` throws an [InterruptedException], also to a body that
///   catches it and tries again. To close twice, or after the end, is allowed. A body that was never asked for anything
///   never runs.
/// - A consumer that is interrupted while it waits stops waiting: `hasNext` and `next` throw a
///   [java.util.concurrent.CancellationException], and the consumer's interrupt flag is set.
/// - `close` waits for the body's thread even if the caller is interrupted; the caller's flag is set afterwards.
/// - Whoever waits sleeps until it is woken. No thread is left when the body has ended. (A virtual thread costs least.)
/// - Values are not null. One thread at a time asks, or closes.
public final class LootGenerator<T> implements Iterator<T>, AutoCloseable {

    /// What makes the values.
    @FunctionalInterface
    public interface Body<T> {

        void run(Giver<T> giver) throws InterruptedException;
    }

    /// Where the body gives its values to, one after the other, on its own thread.
    @FunctionalInterface
    public interface Giver<T> {

        /// Hands one value over, and returns when the one after it is asked for.
        ///
        /// @throws InterruptedException when the loot is closed, or the thread is interrupted
        void give(T value) throws InterruptedException;
    }

    private final Body<T> body;

    /// @param body runs when the first value is asked for
    public LootGenerator(Body<T> body) {
        this.body = body;
    }

    @Override
    public boolean hasNext() {
        throw todo("unless a value is there: ask the body for one, and wait for it, or for the body's end");
    }

    @Override
    public T next() {
        throw todo("hand out the value that is there, once");
    }

    @Override
    public void close() {
        throw todo("end the body, and wait until its thread has ended");
    }
}

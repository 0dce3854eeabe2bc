package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/// # OffTheLoop, 2 points
///
/// To think out its next move, the dragon needs three seconds. Thought out on the loop's thread, these are three
/// seconds in which no hero can move. So the dragon thinks elsewhere, on a worker, and only the move that it found
/// comes back to the loop, because all that touches the game happens there.
///
/// Build `offload`, which takes slow work off the loop.
///
/// 1. `offload(work, callback)` gives the work to `workers` and returns at once: it waits for nothing.
///    Example: called on the loop with work of three seconds, it returns, and the loop runs its next callback
///    meanwhile.
/// 2. When the work is done, the loop is given a callback of its own, which calls `callback.accept(result, null)`.
///    Example: the work returns "bite", so the loop's thread calls `accept("bite", null)`. A result may be null.
/// 3. Work that fails comes back as well: `callback.accept(null, thrown)`, with the very object that the work threw,
///    whatever it is, an [Error] or a checked exception too.
///    Example: the work throws `new StackOverflowError()`, so the loop's thread calls `accept(null, thatError)`.
/// 4. Workers that take no more work throw a [java.util.concurrent.RejectedExecutionException] out of their `execute`.
///    That is a failure like any other: the callback hears of it, and `offload` returns normally.
///
/// Contract:
/// - The callback is called once for each `offload`, on the loop, through `loop.execute`, never inside `offload`
///   itself.
/// - Work that is done early comes back early: it does not wait for what was offloaded before it.
/// - What the callback throws belongs to the loop: it leaves the loop's callback, and nothing here catches it.
/// - `offload` is called on the loop's thread. The loop takes what it is given, from any thread.
public final class OffTheLoop {

    private final Executor loop;
    private final Executor workers;

    /// @param loop    runs what it is given on the loop's one thread, one after the other
    /// @param workers run what they are given on threads of their own
    public OffTheLoop(Executor loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    /// Has the work done by the workers, and the callback called on the loop with its result or what it threw.
    public <T> void offload(Callable<T> work, BiConsumer<T, Throwable> callback) {
        throw todo("give the work to the workers, and what comes of it to the loop");
    }
}

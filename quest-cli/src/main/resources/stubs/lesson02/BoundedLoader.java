package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// # BoundedLoader, 3 points
///
/// A thousand crates wait on the quay, and there are eight porters. Sent for all together, they would run each other
/// over. So eight crates are carried at a time, and whoever comes back takes the next one in line, also after
/// dropping a crate. And a crate that is no longer wanted leaves the line.
///
/// Build a loader with at most so many loads *in flight* at once.
///
/// 1. `load` begins a load if fewer than `limit` are in flight. Otherwise the load waits in line. The future that
///    `load` returns settles as the load does.
///    Example: a limit of 2, and `load(a)`, `load(b)`, `load(c)`: a and b are begun, c is not.
/// 2. When a load settles, whether it succeeds or fails, the next in line begins: first come, first served.
///    Example: as above. b fails, so c begins.
/// 3. A load that is cancelled while it waits in line never begins.
///    Example: as above. The future of c is cancelled, then a settles: nobody calls c.
/// 4. A load that is cancelled in flight is stopped, by the `cancel` of its own future. Its place is free when it has
///    settled: it may take a moment to stop.
/// 5. `loadAll` loads many, and brings the outcome of each, a value or a failure, in the order of the arguments. One
///    failure loses nothing but itself.
///    Example: a brings "sword", b fails with x, c brings "bow": `[Value("sword"), Failure(x), Value("bow")]`.
///
/// Contract:
/// - The limit holds for all loads of one loader together, whoever asked for them.
/// - All happens on the loop's thread, which also settles the loads. So never wait (`join`, `get`), start no threads,
///   and call no method whose name ends in `Async`.
/// - A load that throws at once instead of returning a future has failed. `load` and `loadAll` throw nothing.
/// - Failures are passed on as they are, without a [java.util.concurrent.CompletionException] around them.
/// - However many wait in line, and even if all of them are done as soon as they are begun: the stack does not
///   overflow.
/// - A value may be null. The limit is at least 1; below that, the constructor throws an [IllegalArgumentException].
public final class BoundedLoader {

    /// How one of many loads ended.
    public sealed interface Loaded<T> {

        record Value<T>(T value) implements Loaded<T> {
        }

        record Failure<T>(Throwable cause) implements Loaded<T> {
        }
    }

    private final int limit;

    /// @param limit how many loads may be in flight at once, at least 1
    public BoundedLoader(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1, was " + limit);
        }
        this.limit = limit;
    }

    /// Loads one thing, now or when there is room.
    ///
    /// @param begin begins the load when it is called, and returns its future
    public <T> CompletableFuture<T> load(Supplier<CompletableFuture<T>> begin) {
        throw todo("begin the load, or put it in line");
    }

    /// Loads many, and brings each one's outcome, in the order of the arguments.
    public <T> CompletableFuture<List<Loaded<T>>> loadAll(List<Supplier<CompletableFuture<T>>> all) {
        throw todo("load each, and gather the outcomes in order");
    }
}

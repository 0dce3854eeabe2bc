package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

import java.util.function.Consumer;

/// # QuestStateMachine, 3 points
///
/// A hero walks through a tunnel, fights wolves, and opens a chest. With a thread to spare you would write it like
/// this, and each `sleep` would hold the thread:
///
/// ```java
/// int quest(int wolves) {
///     journal.accept("light the torch");
///     try {
///         sleep(60_000);
///         for (int wolf = 1; wolf <= wolves; wolf++) {
///             journal.accept("fight wolf " + wolf);
///             sleep(30_000);
///         }
///         journal.accept("open the chest");
///         sleep(10_000);
///         journal.accept("take the gold");
///         return 100 + 10 * wolves;
///     } finally {
///         journal.accept("put out the torch");
///     }
/// }
/// ```
///
/// On a loop with a thousand heroes no `sleep` may hold the thread. Write the same quest as an object that stops at
/// each pause, gives the thread back, and goes on from there when it is resumed: a *coroutine*, made by hand. That is
/// what a compiler does with `async` and `await`.
///
/// 1. `resume(now)` goes on to the next pause, and says until when to leave it alone: `now` plus the pause.
///    Example, one wolf: `resume(0)` writes 'light the torch' and returns `Paused(60000)`. `resume(60000)` writes
///    'fight wolf 1' and returns `Paused(90000)`. `resume(90000)` writes 'open the chest' and returns `Paused(100000)`.
/// 2. After the last pause it finishes, and returns the gold.
///    Example, one wolf: `resume(100000)` writes 'take the gold', 'put out the torch', and returns `Done(110)`.
/// 3. Resumed too early, it writes nothing and returns the same as before. Resumed late, it still goes on by one
///    pause only.
///    Example: after `resume(0)`, `resume(59999)` returns `Paused(60000)`. `resume(70000)` writes 'fight wolf 1' and
///    returns `Paused(100000)`.
/// 4. Once finished, it stays finished: `resume` writes nothing and returns the same `Done` again.
/// 5. `abandon` ends it for good. A torch that burns is put out; `resume` then writes nothing and returns `Abandoned`.
///    Example: `resume(0)`, `abandon()` writes 'put out the torch'. `abandon()` before the first `resume` writes
///    nothing.
///
/// Contract:
/// - A new quest does nothing until it is resumed. With no wolves, the chest comes right after the tunnel.
/// - `abandon` of a quest that has finished, or was abandoned before, changes nothing.
/// - No thread of its own, no sleeping: all happens on the caller's thread, before the call returns. `now` starts at 0
///   or later, and never goes back.
/// - Each quest is one of its own: a thousand may be under way at once.
public final class QuestStateMachine {

    /// How a quest stands after it was resumed.
    public sealed interface Progress permits Paused, Done, Abandoned {
    }

    /// It waits, and must not go on before `untilMillis`.
    public record Paused(long untilMillis) implements Progress {
    }

    /// It has finished, and brought this much gold.
    public record Done(int gold) implements Progress {
    }

    /// It was abandoned before it finished.
    public record Abandoned() implements Progress {
    }

    private final int wolves;
    private final Consumer<String> journal;

    /// @param wolves  how many wolves there are, 0 or more
    /// @param journal is told each thing the hero does, in order
    public QuestStateMachine(int wolves, Consumer<String> journal) {
        this.wolves = wolves;
        this.journal = journal;
    }

    /// Goes on to the next pause, or to the end, unless it is too early. Says how the quest stands then.
    public Progress resume(long nowMillis) {
        throw todo("go on from the last pause to the next");
    }

    /// Ends the quest for good, wherever it is.
    public void abandon() {
        throw todo("put out the torch if it burns, and never go on");
    }
}

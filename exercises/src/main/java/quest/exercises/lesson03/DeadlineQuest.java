package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// # DeadlineQuest, 2 points
///
/// Scouts ride out in all directions, and at sunset the gate is closed. What they have reported by then goes on the
/// map. For everybody else a white spot is drawn, and the horn calls them home: a map with two white spots today is
/// worth more than a perfect one next week.
///
/// Build `explore`, which gathers until a deadline.
///
/// 1. All scouts set out at once, each on a thread of their own. When all are back before the deadline, `explore`
///    returns their reports at once, in the order of the scouts.
///    Example: a is back after 2 s, b after 1 s, the timeout is 60 s: `[report of a, report of b]` after 2 s.
/// 2. At the deadline, `timeout` after the call, the scouts who are still out are called back: their threads are
///    interrupted. What was reported in time is kept; in the place of all others stands the fallback.
///    Example: a is back after 2 s, b would need an hour, the timeout is 60 s: `[report of a, fallback]`.
/// 3. A report that comes after the deadline does not count, even if its scout comes home before `explore` returns.
/// 4. A scout who fails brings the fallback, too. The others go on.
///    Example: a fails at once, b is back in time: `[fallback, report of b]`.
/// 5. `explore` ends when the last scout has ended, and not before. No thread is left that it started. When the thread
///    that called it is interrupted while it waits, all scouts are called back, and it throws an
///    [InterruptedException].
///
/// Contract:
/// - While the scouts are out, the calling thread waits. It does not look again and again.
/// - No scouts make an empty list. A report may be null; that is a report.
///
/// A [java.util.concurrent.StructuredTaskScope] has a timeout. Any other way that keeps the contract is right as well.
public final class DeadlineQuest {

    private DeadlineQuest() {
    }

    /// What each scout reported in time, or the fallback, in the order of the scouts. Any thread may call it, and waits
    /// in it.
    ///
    /// @param scouts  each one's ride; it runs until it is done, fails, or is interrupted
    /// @param timeout how long to wait at most; positive
    /// @throws InterruptedException if the calling thread was interrupted while it waited
    public static <T> List<T> explore(List<Callable<T>> scouts, Duration timeout, T fallback)
            throws InterruptedException {
        throw todo("start all scouts, and gather what comes in time");
    }
}

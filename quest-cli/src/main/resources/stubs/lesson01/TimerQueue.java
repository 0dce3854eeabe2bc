package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

import java.util.OptionalLong;

/// # TimerQueue, 2 points
///
/// Potions wear off, bombs go off, doors fall shut: each at its moment, its *deadline*. One clerk keeps all these
/// moments in order and is asked now and then, not always in time, what is due. Somebody may defuse a bomb in the
/// last moment.
///
/// Build the *timer queue* of an event loop.
///
/// 1. `schedule` remembers a callback and its deadline. It runs nothing.
///    Example: `schedule(300, bomb)`, `schedule(100, potion)`.
/// 2. `runDue(now)` runs each timer whose deadline is not after `now`, earliest deadline first, and says how many ran.
///    Example: with those two, `runDue(99)` returns 0, `runDue(100)` runs the potion, `runDue(500)` the bomb.
/// 3. Equal deadlines run in the order in which they were scheduled.
///    Example: `schedule(100, a)`, `schedule(100, b)`, `schedule(100, c)`: `runDue(100)` runs a, b, c.
/// 4. A timer that a callback schedules waits for the next `runDue`, even if it is due already.
///    Example: at 100, a schedules b for 100. `runDue(100)` runs a and returns 1; the next `runDue(100)` runs b.
/// 5. `cancel` on a timer's handle: it will not run.
///    Example: a and b are due at 100, a cancels b. `runDue(100)` runs a and returns 1.
/// 6. `nextDeadline` says for when the loop must set its alarm: the earliest deadline of the timers that will still
///    run.
///    Example: deadlines 100 and 300, and the first is cancelled: 300. None left: empty.
///
/// Contract:
/// - Deadlines are milliseconds of game time, from 0 to years ahead. A timer runs once.
/// - To cancel a timer that has run, or was cancelled before, changes nothing.
/// - One thread calls everything, so nothing has to be locked. Callbacks here never throw: that was the last exercise.
public final class TimerQueue {

    /// The way to call a timer off.
    public interface TimerHandle {

        /// Takes the timer back, so that it will not run. Does nothing if it has run, or was cancelled before.
        void cancel();
    }

    /// Remembers to run the callback once `deadlineMillis` is reached.
    public TimerHandle schedule(long deadlineMillis, Runnable callback) {
        throw todo("remember the callback and its deadline, and return the way to cancel it");
    }

    /// Runs what is due at `nowMillis`, earliest deadline first, and returns how many callbacks ran.
    public int runDue(long nowMillis) {
        throw todo("run what is due, in order");
    }

    /// The earliest deadline of the timers that will still run; empty when there is none.
    public OptionalLong nextDeadline() {
        throw todo("find the earliest deadline that still counts");
    }
}

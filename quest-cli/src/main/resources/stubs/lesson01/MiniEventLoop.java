package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// # MiniEventLoop, 5 points
///
/// One watchman keeps the whole town. He reads the notes that are put into his box, rings the bells when it is time,
/// and when there is nothing to do, he sleeps, until the next bell or until somebody who leaves a note shakes him
/// awake.
///
/// Build an *event loop*, out of all that you have built before.
///
/// 1. `execute` hands in a callback, from any thread. `run` runs what was handed in, first in, first out, on the thread
///    that called `run`, until `stop` is called.
///    Example: `execute(a)`, `execute(loop::stop)`, `run()`: a runs, and `run` returns.
/// 2. `schedule` runs a callback after a delay, counted from the call. Timers run earliest deadline first, equal
///    deadlines in the order of scheduling, and not at all once they are cancelled.
///    Example: at 300, `schedule(50, b)`: b runs at 350.
/// 3. A *turn* runs what was ready when it began. What callbacks hand in, or schedule with no delay, waits for the next
///    turn. So neither an endless chain of callbacks nor one of timers can keep anybody waiting for more than a turn.
/// 4. When nothing is ready, the loop sleeps in `clock.sleepUntil`, until the next deadline, or until
///    [Long#MAX_VALUE] if there is no timer. It does not sleep while something is ready, does not wake up for a
///    cancelled timer, and never looks again and again whether something has come.
///    Example: timers for 100 and 250, the first one cancelled: one sleep, until 250.
/// 5. A callback handed in by another thread wakes the loop up, even if it comes in the last moment before it falls
///    asleep. None is lost, and what one thread hands in keeps its order.
/// 6. What a callback throws goes to the exception handler, and the loop runs on.
/// 7. `stop`, from any thread, makes `run` return when the turn is over, at the latest. What has not run stays, for a
///    later `run`. A `stop` before `run` counts: that `run` returns after one turn, at the latest.
///
/// Contract:
/// - `execute`, `stop` and `inEventLoop` may be called from any thread. `execute` runs nothing itself, and refuses
///   null at once with a [NullPointerException].
/// - `schedule` belongs to the loop's thread, and to anyone as long as nobody runs the loop. On any other thread it
///   throws an [IllegalStateException] whose message names both threads: the loop's, and the one that called.
/// - `cancel` is called on the loop's thread; of a timer that has run, or was cancelled, it changes nothing.
/// - Whether callbacks or due timers come first in a turn is up to you.
public final class MiniEventLoop implements Executor {

    /// The time, and the bed. Given: the loop asks it for the time, and sleeps nowhere else.
    public interface LoopClock {

        /// The present moment, in milliseconds of game time. Any thread may ask.
        long nowMillis();

        /// Sleeps until that moment is reached; returns at once if it is over. May return earlier: after a `wakeUp`,
        /// and now and then for no reason.
        void sleepUntil(long deadlineMillis);

        /// Ends the sleep under way, or, if there is none, has the next one return at once. Any thread may call it.
        void wakeUp();
    }

    /// The way to call a timer off.
    public interface TimerHandle {

        /// Takes the timer back, so that it will not run. Does nothing if it has run, or was cancelled before.
        void cancel();
    }

    private final LoopClock clock;
    private final Consumer<Throwable> exceptionHandler;

    /// @param exceptionHandler is told, on the loop's thread, what a callback throws
    public MiniEventLoop(LoopClock clock, Consumer<Throwable> exceptionHandler) {
        this.clock = clock;
        this.exceptionHandler = exceptionHandler;
    }

    /// Hands in a callback, to be run soon on the loop's thread. Any thread may call it.
    @Override
    public void execute(Runnable callback) {
        throw todo("take the callback in, from any thread");
    }

    /// Has the callback run on the loop's thread, `delayMillis` from now, 0 or more.
    ///
    /// @throws IllegalStateException on another thread than the loop's, while it runs
    public TimerHandle schedule(long delayMillis, Runnable callback) {
        throw todo("remember the callback and its deadline");
    }

    /// Runs callbacks and timers on the calling thread until `stop` is called.
    public void run() {
        throw todo("sleep until something is ready, run a turn, and again");
    }

    /// Makes `run` return, or, if nobody runs the loop, the next `run`. Any thread may call it.
    public void stop() {
        throw todo("make run return");
    }

    /// Whether the calling thread is the one that is in `run`. Any thread may ask.
    public boolean inEventLoop() {
        throw todo("compare the calling thread with the loop's");
    }
}

package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.concurrent.CompletableFuture;

/// # TimeoutThatCancels, 2 points
///
/// You send a falcon to the king, and wait until sunset. Then you give up, and whistle it back: a falcon that flies
/// on, with a message that nobody reads, is missing tomorrow. And if it comes back early, somebody has to tell the
/// guard at the sundial that he may go home. The JDK's `orTimeout` gives up as well, but it whistles nobody back.
///
/// Build `withTimeout`, which stops what it gives up.
///
/// 1. If the work is done in time, the future that `withTimeout` returns settles as the work does, with its value or
///    its failure.
///    Example: a timeout of 100 ms, the work brings "letter" after 60 ms: "letter", after 60 ms.
/// 2. If it is not, the future fails with a [java.util.concurrent.TimeoutException] whose message names the timeout.
///    Example: a timeout of 100 ms, the work is still open after 100 ms: a TimeoutException, "not done within 100
///    ms".
/// 3. The work is then cancelled at once, by its `cancel`.
///    Example: as above. After 100 ms the work is cancelled.
/// 4. When the work settles in time, the timer is taken back.
///    Example: the work brings "letter" after 60 ms. From then on no timer is scheduled.
/// 5. When the future that came back is cancelled, the work is cancelled, and the timer taken back.
///
/// Contract:
/// - All happens on the loop's thread, which also settles the work and runs the timers. So never wait (`join`, `get`,
///   `sleep`), start no threads, and use no other clock than the scheduler's: `orTimeout` has one of its own.
/// - Failures are passed on as they are, the very same objects, without a [java.util.concurrent.CompletionException]
///   around them.
/// - Work that does not stop when it is cancelled keeps nobody waiting: the future has failed all the same. What the
///   work brings after that is no matter.
/// - The work may have settled before the call. The timeout is above 0.
public final class TimeoutThatCancels {

    /// Runs callbacks later.
    public interface Scheduler {

        /// Runs the callback once, on the loop's thread, `delayMillis` from now. Never inside this call.
        TimerHandle schedule(long delayMillis, Runnable callback);
    }

    /// The way to call a timer off.
    public interface TimerHandle {

        /// Takes the timer back, so that it will not run. Does nothing if it has run, or was cancelled before.
        void cancel();
    }

    private TimeoutThatCancels() {
    }

    /// The outcome of the work if it comes in time; otherwise a TimeoutException, and the work is cancelled.
    public static <T> CompletableFuture<T> withTimeout(
            Scheduler scheduler, CompletableFuture<T> work, long timeoutMillis) {
        throw todo("settle the future that you return with the work or with the timer, and stop the other");
    }
}

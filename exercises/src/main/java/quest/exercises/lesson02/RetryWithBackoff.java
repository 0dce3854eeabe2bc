package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// # RetryWithBackoff, 3 points
///
/// The bridge troll is asleep, and a thousand heroes knock. Whoever knocks again at once, and again, keeps the troll
/// from ever getting up. So each waits a little, then twice as long, then twice as long again, and each a little
/// differently, so that they do not all come back in the same moment. And if the sign says that the bridge is gone,
/// nobody knocks twice.
///
/// Build `retry`, which tries again after a failure, with *exponential backoff* and *jitter*.
///
/// 1. `retry` makes the first attempt at once. The value of the first attempt that succeeds is the value of the
///    future that `retry` returned.
///    Example: the first attempt brings "open": "open", and there is no second attempt.
/// 2. After an attempt that failed comes a pause, counted from the failure, and then the next attempt. The pause is
///    `firstPauseMillis`, and doubles each time, but is never above `maxPauseMillis`.
///    Example: a first pause of 100, at most 300: pauses of 100, 200, 300, 300.
/// 3. There are `attempts` attempts in all. When the last has failed, the future fails with the last failure, and
///    those before are among its suppressed exceptions, in their order.
///    Example: 3 attempts fail with A, B, C: it fails with C, and `C.getSuppressed()` is `[A, B]`.
/// 4. A failure that is not `worthRetrying` is final, as if it were that of the last attempt.
///    Example: the first attempt fails with a NoSuchElementException, which is not worth retrying: no second attempt.
/// 5. Of each pause a part is left to chance: it is multiplied by `1 - jitter * random.nextDouble()`, and the rest
///    below one millisecond is dropped. `random.nextDouble()` is asked once for each pause.
///    Example: a pause of 100, a jitter of 0.5, and `nextDouble()` returns 0.5: 100 * (1 - 0.5 * 0.5) = 75.
/// 6. When the future that came back is cancelled, so is the attempt that is under way, and a timer is taken back. No
///    further attempt begins.
///
/// Contract:
/// - All happens on the loop's thread, which also settles the attempts and runs the timers. So never wait (`join`,
///   `get`, `sleep`), start no threads, and use no other clock than the scheduler's.
/// - An attempt that throws at once instead of returning a future has failed. `retry` itself throws nothing.
/// - Failures are told, to `worthRetrying` as well, without a [java.util.concurrent.CompletionException] around them.
///   Several attempts may fail with the same object, which is not suppressed in itself.
public final class RetryWithBackoff {

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

    /// How often to try, and after which pauses.
    ///
    /// @param attempts         how many in all, at least 1
    /// @param firstPauseMillis the pause before the second attempt, above 0
    /// @param maxPauseMillis   what no pause exceeds, at least `firstPauseMillis`
    /// @param jitter           which part of a pause is left to chance: 0 is none of it, 1 all of it
    /// @param worthRetrying    which failures may pass by themselves; it throws nothing
    public record Policy(int attempts, long firstPauseMillis, long maxPauseMillis, double jitter,
            Predicate<Throwable> worthRetrying) {
    }

    private final Scheduler scheduler;
    private final Policy policy;
    private final RandomGenerator random;

    /// @param random the only source of chance
    public RetryWithBackoff(Scheduler scheduler, Policy policy, RandomGenerator random) {
        this.scheduler = scheduler;
        this.policy = policy;
        this.random = random;
    }

    /// Tries until an attempt succeeds, or it is not worth it any more.
    ///
    /// @param attempt begins an attempt each time it is called, and returns its future
    public <T> CompletableFuture<T> retry(Supplier<CompletableFuture<T>> attempt) {
        throw todo("make an attempt, and after a failure schedule the next");
    }
}

package quest.exercises.lesson02;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Tries again after a failure, with exponential backoff and jitter.
///
/// All happens on the loop's thread.
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
        var retrying = new Retrying<>(attempt);
        // Said once, for whatever is under way at that moment, be it an attempt or a pause.
        retrying.result.whenComplete((_, _) -> {
            if (retrying.result.isCancelled()) {
                retrying.stopWhatIsUnderWay.run();
            }
        });
        retrying.tryOnce();
        return retrying.result;
    }

    /// One call of retry. What it remembers belongs to the call: one RetryWithBackoff may serve several at a time.
    private final class Retrying<T> {

        private final Supplier<CompletableFuture<T>> attempt;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final List<Throwable> failures = new ArrayList<>();
        private Runnable stopWhatIsUnderWay = () -> { };

        // Kept as the pause that comes next, and capped each time: 2 to the power of the attempts overflows after 63.
        private long pauseMillis = policy.firstPauseMillis();

        private Retrying(Supplier<CompletableFuture<T>> attempt) {
            this.attempt = attempt;
        }

        private void tryOnce() {
            var trial = begin();
            stopWhatIsUnderWay = () -> trial.cancel(true);
            trial.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else if (!result.isDone()) {
                    // Not done: an attempt that we cancelled has failed as well, and must not begin another.
                    failed(cause(failure));
                }
            });
        }

        private void failed(Throwable failure) {
            failures.add(failure);
            if (failures.size() == policy.attempts() || !policy.worthRetrying().test(failure)) {
                failures.stream().filter(earlier -> earlier != failure).forEach(failure::addSuppressed);
                result.completeExceptionally(failure);
                return;
            }
            var timer = scheduler.schedule(nextPauseMillis(), this::tryOnce);
            stopWhatIsUnderWay = timer::cancel;
        }

        private long nextPauseMillis() {
            long pause = pauseMillis;
            // Compared before it is doubled, for the same reason. The jitter comes last: it shortens this pause
            // alone, and not all that come after it.
            pauseMillis = pause > policy.maxPauseMillis() / 2 ? policy.maxPauseMillis() : pause * 2;
            return (long) (pause * (1 - policy.jitter() * random.nextDouble()));
        }

        private CompletableFuture<T> begin() {
            try {
                return attempt.get();
            } catch (Throwable thrown) {
                return CompletableFuture.failedFuture(thrown);
            }
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}

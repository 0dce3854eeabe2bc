// Mistake: the limit is applied to what chance has left of a pause, and not to the pause. Caught by: Pauses.jitterIsTakenFromTheLimitedPause
package quest.exercises.lesson02;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

public final class RetryWithBackoff {

    public interface Scheduler {

        TimerHandle schedule(long delayMillis, Runnable callback);
    }

    public interface TimerHandle {

        void cancel();
    }

    public record Policy(int attempts, long firstPauseMillis, long maxPauseMillis, double jitter,
            Predicate<Throwable> worthRetrying) {
    }

    private final Scheduler scheduler;
    private final Policy policy;
    private final RandomGenerator random;

    public RetryWithBackoff(Scheduler scheduler, Policy policy, RandomGenerator random) {
        this.scheduler = scheduler;
        this.policy = policy;
        this.random = random;
    }

    public <T> CompletableFuture<T> retry(Supplier<CompletableFuture<T>> attempt) {
        var retrying = new Retrying<>(attempt);
        retrying.result.whenComplete((_, _) -> {
            if (retrying.result.isCancelled()) {
                retrying.stopWhatIsUnderWay.run();
            }
        });
        retrying.tryOnce();
        return retrying.result;
    }

    private final class Retrying<T> {

        private final Supplier<CompletableFuture<T>> attempt;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final List<Throwable> failures = new ArrayList<>();
        private Runnable stopWhatIsUnderWay = () -> { };

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
            pauseMillis = pause > Long.MAX_VALUE / 2 ? pause : pause * 2;
            return Math.min(policy.maxPauseMillis(), (long) (pause * (1 - policy.jitter() * random.nextDouble())));
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

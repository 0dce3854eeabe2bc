package quest.futures;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// How often to try again, after which pauses, and after which failures at all.
///
/// The pause doubles each time, up to a limit (*exponential backoff*), and is shortened by chance (*jitter*), so that a
/// thousand clients who failed together do not come back together.
///
/// @param attempts        how many attempts in all, at least 1
/// @param firstPause      the longest pause before the second attempt
/// @param maxPause        what no pause exceeds
/// @param jitter          which part of a pause is left to chance: 0 none of it, 1 all of it
/// @param random          the source of chance
/// @param worthRetrying   which failures may pass by themselves; any other is final
public record RetryPolicy(int attempts, Duration firstPause, Duration maxPause, double jitter, RandomGenerator random,
        Predicate<? super Throwable> worthRetrying) {

    public RetryPolicy {
        require(attempts >= 1, "attempts must be at least 1, was " + attempts);
        require(!firstPause.isNegative(), "firstPause must not be negative, was " + firstPause);
        require(maxPause.compareTo(firstPause) >= 0, "maxPause must be at least firstPause, was " + maxPause);
        require(jitter >= 0 && jitter <= 1, "jitter must be between 0 and 1, was " + jitter);
        Objects.requireNonNull(random);
        Objects.requireNonNull(worthRetrying);
    }

    /// So many attempts, pauses that double from `firstPause` to at most a minute, no jitter, after any failure.
    public static RetryPolicy of(int attempts, Duration firstPause) {
        var minute = Duration.ofMinutes(1);
        return new RetryPolicy(attempts, firstPause, firstPause.compareTo(minute) > 0 ? firstPause : minute, 0,
                RandomGenerator.getDefault(), _ -> true);
    }

    public RetryPolicy withMaxPause(Duration maxPause) {
        return new RetryPolicy(attempts, firstPause, maxPause, jitter, random, worthRetrying);
    }

    public RetryPolicy withJitter(double jitter, RandomGenerator random) {
        return new RetryPolicy(attempts, firstPause, maxPause, jitter, random, worthRetrying);
    }

    public RetryPolicy onlyAfter(Predicate<? super Throwable> worthRetrying) {
        return new RetryPolicy(attempts, firstPause, maxPause, jitter, random, worthRetrying);
    }

    /// The pause after an attempt that failed, counted from 1. Draws from the source of chance.
    Duration pauseAfter(int attempt) {
        double doubled = firstPause.toNanos() * Math.pow(2, attempt - 1);
        double pause = Math.min(doubled, maxPause.toNanos());
        return Duration.ofNanos((long) (pause * (1 - jitter * random.nextDouble())));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

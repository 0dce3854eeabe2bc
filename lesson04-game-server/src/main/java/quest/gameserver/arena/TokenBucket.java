package quest.gameserver.arena;

/// A rate limit that allows bursts: a bucket of tokens, filled at an even rate; each use takes one. One thread's.
///
/// The state is one moment, not a count and a timer: *when the bucket would be full*. A use moves it later by the price
/// of one token, and is refused if that would be too far ahead.
final class TokenBucket {

    private final long nanosPerToken;
    private final long tolerance;
    private long fullAt;

    /// @param perSecond tokens a second; 0: no limit
    /// @param size      tokens that a full bucket has
    /// @param now       nanoseconds of the clock that is asked later, too
    TokenBucket(int perSecond, int size, long now) {
        nanosPerToken = perSecond == 0 ? 0 : 1_000_000_000L / perSecond;
        tolerance = nanosPerToken * (size - 1);
        fullAt = now;
    }

    /// Takes a token if there is one.
    ///
    /// @return whether there was
    boolean take(long now) {
        if (nanosPerToken == 0) {
            return true;
        }
        long ahead = Math.max(0, fullAt - now);
        if (ahead > tolerance) {
            return false;
        }
        fullAt = now + ahead + nanosPerToken;
        return true;
    }
}

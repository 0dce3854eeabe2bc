package quest.eventloop;

/// The time a loop lives by. A loop asks its clock and never the system, so that a test, or an impatient reader, can give
/// it another one.
///
/// Any thread may call a clock.
@FunctionalInterface
public interface LoopClock {

    /// The present moment in nanoseconds. As with [System#nanoTime()], only the difference of two moments means anything.
    long nanoTime();

    /// How many nanoseconds of the world's time pass while `nanos` of this clock's do: as long as that may the loop sleep.
    default long toRealNanos(long nanos) {
        return nanos;
    }

    /// The system's monotonic clock.
    static LoopClock system() {
        return System::nanoTime;
    }

    /// A clock that starts now and runs `factor` times as fast as the system's: at 10, a minute takes six seconds.
    ///
    /// @throws IllegalArgumentException unless the factor is positive and finite
    static LoopClock faster(double factor) {
        return new FasterClock(factor, System.nanoTime());
    }
}

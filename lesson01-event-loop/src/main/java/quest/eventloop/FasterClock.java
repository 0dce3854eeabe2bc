package quest.eventloop;

/// The system's clock, run `factor` times as fast from the moment `start` on.
record FasterClock(double factor, long start) implements LoopClock {

    FasterClock {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("the factor must be a positive number, was " + factor);
        }
    }

    @Override
    public long nanoTime() {
        return start + (long) ((System.nanoTime() - start) * factor);
    }

    @Override
    public long toRealNanos(long nanos) {
        return (long) Math.ceil(nanos / factor);
    }
}

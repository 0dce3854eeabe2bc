package quest.exercises.lesson01;

/// The accumulator of a game loop with a fixed time step.
///
/// One thread calls everything. `update` must not throw.
public final class FixedTimeStep {

    private final long stepNanos;
    private final int maxSteps;
    private final Runnable update;

    // A long and not a double of seconds: a tenth of a second has no exact double, and the error grows with every
    // frame.
    private long leftOverNanos;

    /// @param stepNanos the length of a step, above 0
    /// @param maxSteps  how many steps one call of `advance` may run, above 0
    /// @param update    moves the world by one step
    public FixedTimeStep(long stepNanos, int maxSteps, Runnable update) {
        this.stepNanos = stepNanos;
        this.maxSteps = maxSteps;
        this.update = update;
    }

    /// Runs the steps that are due after another `elapsedNanos`, and returns how many it ran.
    public int advance(long elapsedNanos) {
        if (elapsedNanos < 0) {
            throw new IllegalArgumentException("time runs forward: elapsedNanos must not be negative, was "
                    + elapsedNanos);
        }
        long sum = leftOverNanos + elapsedNanos;
        leftOverNanos = sum % stepNanos;
        // Without a limit a slow update digs its own grave: the steps of this frame make the next one later still,
        // which then owes more steps (the 'spiral of death'). The steps given up are gone from the accumulator as
        // well, or they would come back one frame later. A loop that subtracts one step at a time does as well.
        int steps = (int) Math.min(sum / stepNanos, maxSteps);
        for (int i = 0; i < steps; i++) {
            update.run();
        }
        return steps;
    }

    /// How much of the next step has passed already: 0 is nothing, 0.5 half of it.
    public double alpha() {
        return (double) leftOverNanos / stepNanos;
    }
}

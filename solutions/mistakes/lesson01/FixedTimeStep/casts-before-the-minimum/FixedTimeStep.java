// Mistake: the number of steps due is cast to an int before it is limited, and overflows. Caught by: LateFrame.moreStepsThanAnIntCanCount
package quest.exercises.lesson01;

public final class FixedTimeStep {

    private final long stepNanos;
    private final int maxSteps;
    private final Runnable update;

    private long leftOverNanos;

    public FixedTimeStep(long stepNanos, int maxSteps, Runnable update) {
        this.stepNanos = stepNanos;
        this.maxSteps = maxSteps;
        this.update = update;
    }

    public int advance(long elapsedNanos) {
        if (elapsedNanos < 0) {
            throw new IllegalArgumentException("time runs forward: elapsedNanos must not be negative, was "
                    + elapsedNanos);
        }
        long sum = leftOverNanos + elapsedNanos;
        leftOverNanos = sum % stepNanos;
        int steps = Math.min((int) (sum / stepNanos), maxSteps);
        for (int i = 0; i < steps; i++) {
            update.run();
        }
        return steps;
    }

    public double alpha() {
        return (double) leftOverNanos / stepNanos;
    }
}

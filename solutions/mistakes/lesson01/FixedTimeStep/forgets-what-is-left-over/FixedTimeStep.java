// Mistake: starts each frame from nothing. Caught by: LeftOver.leftOverAfterAStepIsKept
package quest.exercises.lesson01;

public final class FixedTimeStep {

    private final long stepNanos;
    private final int maxSteps;
    private final Runnable update;
    private long accumulator;

    public FixedTimeStep(long stepNanos, int maxSteps, Runnable update) {
        this.stepNanos = stepNanos;
        this.maxSteps = maxSteps;
        this.update = update;
    }

    public int advance(long elapsedNanos) {
        if (elapsedNanos < 0) {
            throw new IllegalArgumentException("negative: " + elapsedNanos);
        }
        accumulator += elapsedNanos;
        int steps = (int) Math.min(accumulator / stepNanos, maxSteps);
        for (int i = 0; i < steps; i++) {
            update.run();
        }
        if (steps > 0) {
            accumulator = 0;
        }
        return steps;
    }

    public double alpha() {
        return (double) accumulator / stepNanos;
    }
}

// Mistake: an if where a loop belongs, so a frame runs one step at most. Caught by: WholeSteps.severalStepsInOneFrame
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
            throw new IllegalArgumentException("elapsedNanos = " + elapsedNanos);
        }
        accumulator += elapsedNanos;
        if (accumulator >= stepNanos) {
            accumulator -= stepNanos;
            update.run();
            accumulator = Math.min(accumulator, maxSteps * stepNanos);
            return 1;
        }
        return 0;
    }

    public double alpha() {
        return (double) accumulator / stepNanos;
    }
}

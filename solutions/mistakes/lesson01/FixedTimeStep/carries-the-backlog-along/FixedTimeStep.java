// Mistake: stops at the limit, but keeps what was beyond it. Caught by: LateFrame.stepsGivenUpDoNotComeBack
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
        accumulator += elapsedNanos;
        int steps = 0;
        while (accumulator >= stepNanos && steps < maxSteps) {
            update.run();
            accumulator -= stepNanos;
            steps++;
        }
        return steps;
    }

    public double alpha() {
        return accumulator / stepNanos;
    }
}

package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

/// # FixedTimeStep, 2 points
///
/// A world that is moved by however much time has passed since the last frame plays differently on every machine. So it
/// is moved in steps of one length instead, as many as fit into the time that has passed; what does not fit yet is kept
/// for later. And if a frame was so late that too many steps are due, some of the past is given up.
///
/// Build the *accumulator* of a game loop with a fixed time step.
///
/// 1. `advance` adds the time since the last call to what was left over, runs `update` once for each whole step in it,
///    and says how many that were. What is left over, less than one step, is kept.
///    Example: steps of 10 ns. `advance(25)` runs 2 steps and keeps 5. `advance(5)` then runs 1 step and keeps 0.
/// 2. It runs no more than `maxSteps` steps in one call. The other whole steps that were due are given up for good; the
///    part of a step that is left over is kept all the same.
///    Example: steps of 10 ns, 3 at most. `advance(57)` runs 3 steps, gives up 2, and keeps 7. `advance(3)` runs 1
///    step.
/// 3. `alpha` says how much of the next step has passed already, from 0 to below 1. A renderer needs it to draw what
///    moves between two steps.
///    Example: steps of 10 ns. After `advance(25)` it is 0.5.
///
/// Contract:
/// - All times are nanoseconds. No step is lost or gained by rounding, however long the game runs.
/// - `advance` with a negative time throws an [IllegalArgumentException] that names it, and changes nothing.
/// - One thread calls everything. `update` never throws.
public final class FixedTimeStep {

    private final long stepNanos;
    private final int maxSteps;
    private final Runnable update;

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
        throw todo("run the whole steps, keep the rest");
    }

    /// How much of the next step has passed already: 0 is nothing, 0.5 half of it.
    public double alpha() {
        throw todo("say how far the next step has come");
    }
}

package quest.cli;

import java.util.List;

/// How the check of one exercise went.
sealed interface CheckOutcome {

    Exercise exercise();

    /// Nobody has written anything yet, or the file is not there; nothing was run.
    record NotBegun(Exercise exercise, boolean missing) implements CheckOutcome {
    }

    /// The exercise, or a test of it against the exercise, does not compile.
    ///
    /// @param inTests whether the fault shows in the tests alone: a method they call was renamed or has other
    ///        parameters
    record NotCompiled(Exercise exercise, List<CompileError> errors, boolean inTests) implements CheckOutcome {
    }

    /// The tests ran to their end.
    ///
    /// @param output what the learner's code printed
    record Tested(Exercise exercise, ExerciseResult result, ForkedJvm.Ended output) implements CheckOutcome {
    }

    /// The JVM did not live to tell: it was ended at its limit of time, or ended by the learner's code.
    ///
    /// @param why in a sentence or two, for the learner
    record BrokenOff(Exercise exercise, State state, String why, ForkedJvm.Ended output) implements CheckOutcome {
    }

    default boolean isRight() {
        return this instanceof Tested tested && tested.result().state() == State.RIGHT;
    }
}

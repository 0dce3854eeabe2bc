package quest.cli;

/// What happens while `watch` runs.
sealed interface WatchEvent {

    record Pressed(Key key) implements WatchEvent {
    }

    /// An exercise's file has been saved.
    record Saved(Exercise exercise) implements WatchEvent {
    }

    /// A test hung; others still run.
    record Hung(int run, ExerciseResult.Test test) implements WatchEvent {
    }

    record Checked(int run, CheckOutcome outcome) implements WatchEvent {
    }

    /// The check could not be made, which is not the learner's doing.
    record Failed(int run, String why) implements WatchEvent {
    }

    /// The terminal has another size.
    record Resized() implements WatchEvent {
    }

    /// There is no more input.
    record InputEnded() implements WatchEvent {
    }
}

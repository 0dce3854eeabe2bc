package quest.cli;

/// How far the learner is with an exercise.
///
/// @param result the run that says so; null when the file as it is now has not been run
record Standing(Exercise exercise, State state, double points, ExerciseResult result) {
}

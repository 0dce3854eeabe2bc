package quest.cli;

/// What `watch` has to show. Immutable.
///
/// @param outcome of the last check of the exercise as its file is now; null when there is none yet
/// @param running whether the exercise is being checked
/// @param hung a test that hung, while others still run; else null
/// @param hint the hint to show; null for none
/// @param chosen the exercise that is chosen in the list; null when the list is not shown
/// @param note a sentence about the last key; null for none
record WatchState(Exercise exercise, CheckOutcome outcome, boolean running, ExerciseResult.Test hung, Hints.Shown hint,
                  Exercise chosen, String note) {

    static WatchState of(Exercise exercise) {
        return new WatchState(exercise, null, false, null, null, null, null);
    }

    WatchState running(boolean running) {
        return new WatchState(exercise, outcome, running, null, hint, chosen, null);
    }

    WatchState outcome(CheckOutcome outcome) {
        return new WatchState(exercise, outcome, false, null, null, chosen, null);
    }

    WatchState hung(ExerciseResult.Test hung) {
        return new WatchState(exercise, outcome, running, hung, hint, chosen, note);
    }

    WatchState hint(Hints.Shown hint) {
        return new WatchState(exercise, outcome, running, hung, hint, null, null);
    }

    WatchState chosen(Exercise chosen) {
        return new WatchState(exercise, outcome, running, hung, null, chosen, null);
    }

    WatchState note(String note) {
        return new WatchState(exercise, outcome, running, hung, hint, chosen, note);
    }
}

package quest.cli;

/// What to do next, and the line to type for it.
///
/// @param why a sentence
/// @param type the line to type
record NextStep(String why, String type) {

    /// The learner's next step: the first scene, when none has been played; then the exercise under work, then the first
    /// that is not begun.
    static NextStep of(Session session) {
        var call = session.course().call();
        var scenes = session.scenes().all();
        var standings = session.desk().exercises().stream().map(session.desk()::standing).toList();
        var begun = standings.stream().anyMatch(standing -> standing.state() != State.NOT_STARTED);
        if (!begun && !scenes.isEmpty() && scenes.stream().noneMatch(s -> session.notebook().hasPlayed(s.name()))) {
            return new NextStep("Watch the first scene. Then read " + Course.LESSONS.getFirst().page()
                    + ", which tells what you saw.", call + " run " + scenes.getFirst().name());
        }
        for (var standing : standings) {
            var name = standing.exercise().name();
            switch (standing.state()) {
                case RIGHT, NOT_STARTED -> { }
                case UNCHECKED -> {
                    return new NextStep(name + " has changed since it was last checked.", call + " check " + name);
                }
                case STARTED -> {
                    return new NextStep("%s is begun: %s of %s points. Write the next part, then check it.".formatted(
                            name, Screen.points(standing.points()), Screen.points(standing.exercise().points())),
                            call + " check " + name);
                }
                case WRONG, HUNG, DOES_NOT_COMPILE -> {
                    return new NextStep(name + " is not right yet (" + standing.state().words()
                            + "). A hint, or another look:", call + " hint " + name + "   or   " + call + " check " + name);
                }
            }
        }
        for (var standing : standings) {
            if (standing.state() == State.NOT_STARTED) {
                return begin(session, standing.exercise());
            }
        }
        return new NextStep("All exercises are right. Compare yours with another way to write them:",
                call + " solution NAME");
    }

    /// How an exercise is begun.
    static NextStep begin(Session session, Exercise exercise) {
        var desk = session.desk();
        return new NextStep("Exercise " + exercise.name() + ": open " + session.course().show(desk.file(exercise))
                + ", write your code where it says todo, and check it.", session.course().call() + " check " + exercise.name());
    }

    void tell(Screen screen) {
        screen.paragraph("  ", why);
        screen.line("    " + screen.bold(type));
    }
}

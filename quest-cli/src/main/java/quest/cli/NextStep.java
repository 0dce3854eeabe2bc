package quest.cli;

/// What to do next, and the line to type for it. At a terminal that is `watch`, which checks whenever a file is saved;
/// who calls from a script or an editor's console checks once.
///
/// @param lesson the number of the lesson it belongs to
/// @param why a sentence
/// @param type the line to type
record NextStep(int lesson, String why, String type) {

    /// The learner's next step: the first scene, when none has been played and no exercise begun; then the exercise
    /// under work; then the first that is not begun.
    static NextStep of(Session session) {
        var scenes = session.scenes().all();
        var standings = session.desk().exercises().stream().map(session.desk()::standing).toList();
        var begun = standings.stream().anyMatch(standing -> standing.state() != State.NOT_STARTED);
        if (!begun && !scenes.isEmpty() && scenes.stream().noneMatch(s -> session.notebook().hasPlayed(s.name()))) {
            var first = scenes.getFirst();
            return new NextStep(first.lesson(), "Watch the first scene. Then read the lesson's page, which tells what "
                    + "you saw.", session.course().call() + " run " + first.name());
        }
        for (var standing : standings) {
            if (standing.state() != State.RIGHT && standing.state() != State.NOT_STARTED) {
                return goOn(session, standing);
            }
        }
        for (var standing : standings) {
            if (standing.state() == State.NOT_STARTED) {
                return beginOrWatch(session, standing.exercise());
            }
        }
        return new NextStep(0, "All exercises are right. Compare yours with another way to write them:",
                session.course().call() + " solution NAME");
    }

    /// How an exercise is begun.
    static NextStep begin(Session session, Exercise exercise) {
        var file = session.course().show(session.desk().file(exercise));
        return new NextStep(lesson(exercise), "Exercise %s: open %s, write your code where it says todo, and %s:"
                .formatted(exercise.name(), file, checkIt(session)), check(session, exercise));
    }

    private static String check(Session session, Exercise exercise) {
        return session.course().call() + (session.screen().isTerminal() ? " watch " : " check ") + exercise.name();
    }

    private static String checkIt(Session session) {
        return session.screen().isTerminal() ? "have it checked each time you save" : "check it";
    }

    private static NextStep beginOrWatch(Session session, Exercise exercise) {
        var begin = begin(session, exercise);
        return session.scenes().all().stream()
                .filter(scene -> scene.lesson() == begin.lesson() && !session.notebook().hasPlayed(scene.name()))
                .findFirst()
                .map(scene -> new NextStep(begin.lesson(), "Watch the next scene, or begin an exercise. " + begin.why(),
                        session.course().call() + " run " + scene.name() + "    " + begin.type()))
                .orElse(begin);
    }

    private static NextStep goOn(Session session, Standing standing) {
        var exercise = standing.exercise();
        var name = exercise.name();
        var call = session.course().call();
        return switch (standing.state()) {
            case UNCHECKED -> new NextStep(lesson(exercise), name + " has changed since it was last checked.",
                    check(session, exercise));
            case STARTED -> new NextStep(lesson(exercise), name + " is begun: " + Screen.points(standing.points())
                    + " of " + Screen.points(exercise.points()) + " points. Write the next part, and "
                    + checkIt(session) + ":", check(session, exercise));
            case WRONG, HUNG, DOES_NOT_COMPILE -> new NextStep(lesson(exercise), name + " is not right yet: it "
                    + (standing.state() == State.WRONG ? "fails tests" : standing.state().words())
                    + ". Mend it and " + checkIt(session) + ", or ask for a hint:",
                    check(session, exercise) + "    " + call + " hint " + name);
            case RIGHT, NOT_STARTED -> throw new IllegalArgumentException(name + " is not under work");
        };
    }

    private static int lesson(Exercise exercise) {
        return Course.LESSONS.stream().filter(lesson -> lesson.key().equals(exercise.lesson()))
                .mapToInt(Lesson::number).findFirst().orElse(0);
    }

    void tell(Screen screen) {
        screen.paragraph("  ", why);
        screen.line("    " + screen.bold(type));
    }
}

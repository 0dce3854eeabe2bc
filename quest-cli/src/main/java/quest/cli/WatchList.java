package quest.cli;

/// All exercises, to choose from with the arrows.
final class WatchList {

    private WatchList() {
    }

    static void draw(Session session, Exercise chosen, Screen canvas) {
        canvas.line("Up and down choose, Enter goes there, l goes back.");
        for (var lesson : Course.LESSONS) {
            var exercises = session.desk().exercises(lesson);
            if (exercises.isEmpty()) {
                continue;
            }
            canvas.line(canvas.bold("%d  %s".formatted(lesson.number(), lesson.title())));
            for (var exercise : exercises) {
                var standing = session.desk().standing(exercise);
                var name = "%-20s".formatted(exercise.name());
                canvas.line((exercise.equals(chosen) ? canvas.bold("> ") : "  ") + canvas.mark(standing.state()) + " "
                        + (exercise.equals(chosen) ? canvas.bold(name) : name)
                        + "%5s of %-3s ".formatted(Screen.points(standing.points()), Screen.points(exercise.points()))
                        + canvas.dim(standing.state().words()));
            }
        }
    }

    /// The line on which an exercise stands.
    static int line(Session session, Exercise chosen) {
        var line = 1;
        for (var lesson : Course.LESSONS) {
            var exercises = session.desk().exercises(lesson);
            if (exercises.contains(chosen)) {
                return line + 1 + exercises.indexOf(chosen);
            }
            line += exercises.isEmpty() ? 0 : 1 + exercises.size();
        }
        return line;
    }
}

package quest.cli;

/// Chooses the hint to show next.
final class Hints {

    /// A hint that is about to be shown.
    ///
    /// @param number from 1
    /// @param all how many there are
    record Shown(HintFile.Hint hint, int number, int all, Standing standing) {
        boolean isLast() {
            return number == all;
        }
    }

    private Hints() {
    }

    /// The next hint for this exercise. That it was shown is remembered.
    ///
    /// @param from the number to show; null for the next
    static Shown next(Session session, Exercise exercise, Integer from) {
        var file = session.course().hints().resolve(exercise.key() + ".md");
        var hints = HintFile.read(file);
        if (hints.isEmpty()) {
            throw QuestException.environment("There are no hints for " + exercise.name()
                    + ": expected sections '## Hint 1' in " + session.course().show(file));
        }
        if (from != null && (from < 1 || from > hints.size())) {
            throw QuestException.usage("--from wants a hint from 1 to " + hints.size() + ", not " + from);
        }
        var standing = session.desk().standing(exercise);
        var failing = standing.result() == null ? null : standing.result().firstFailing();
        var test = failing == null ? null : failing.name();
        var notebook = session.notebook();
        var next = from != null ? from
                : HintFile.next(hints, test, notebook.hintsSeen(exercise), notebook.hintedTest(exercise));
        notebook.rememberHints(exercise, next, test);
        return new Shown(hints.get(next - 1), next, hints.size(), standing);
    }
}

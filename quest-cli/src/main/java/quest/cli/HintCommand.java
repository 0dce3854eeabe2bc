package quest.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows one hint after the other.
@Command(name = "hint", header = "Show the next hint for an exercise.",
        description = {"", "There are three: a question, then what to use, then nearly the code. The test that fails "
                + "first decides where they begin. Without a name: for the exercise you are at."},
        footer = {"", "Examples:", "  ./quest hint ReadyQueue", "  ./quest hint ReadyQueue --from 1"})
final class HintCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "EXERCISE", description = "The exercise, such as ReadyQueue.")
    private String name;

    @Option(names = "--from", paramLabel = "N", description = "Begin again at this hint.")
    private Integer from;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    HintCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var exercise = name == null ? current() : session.desk().named(name);
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
        var seen = session.notebook().hintsSeen(exercise);
        var next = from != null ? from : HintFile.next(hints, failing == null ? null : failing.name(), seen);
        tell(exercise, standing, hints.get(next - 1), next, hints.size());
        session.notebook().rememberHints(exercise, next);
        return ExitCode.OK;
    }

    private void tell(Exercise exercise, Standing standing, HintFile.Hint hint, int number, int all) {
        var screen = session.screen();
        var call = session.course().call();
        screen.line(screen.bold("%s, hint %d of %d".formatted(exercise.name(), number, all)));
        screen.line();
        Markdown.show(hint.text(), screen);
        screen.line();
        if (standing.state() == State.UNCHECKED) {
            screen.line(screen.dim("Hints know which test fails once you have run:"));
            screen.line(screen.dim("  " + call + " check " + exercise.name()));
        }
        if (number < all) {
            screen.line(screen.dim("The next hint: " + call + " hint " + exercise.name()));
        } else {
            screen.line(screen.dim("That was the last hint. The solution, if you must:"));
            screen.line(screen.dim("  " + call + " solution " + exercise.name() + " --peek"));
        }
    }

    /// The first exercise that is begun and not right; failing that, the first that is not begun.
    private Exercise current() {
        Exercise notBegun = null;
        for (var exercise : session.desk().exercises()) {
            var state = session.desk().standing(exercise).state();
            if (state == State.NOT_STARTED) {
                notBegun = notBegun == null ? exercise : notBegun;
            } else if (state != State.RIGHT) {
                return exercise;
            }
        }
        if (notBegun == null) {
            throw QuestException.usage("All exercises are right. For a hint all the same, name one: "
                    + session.course().call() + " hint ReadyQueue");
        }
        return notBegun;
    }
}

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
        tell(exercise, Hints.next(session, exercise, from));
        return ExitCode.OK;
    }

    private void tell(Exercise exercise, Hints.Shown shown) {
        var screen = session.screen();
        var call = session.course().call();
        screen.line(screen.bold("%s, hint %d of %d".formatted(exercise.name(), shown.number(), shown.all())));
        screen.line();
        Markdown.show(shown.hint().text(), screen);
        screen.line();
        if (shown.standing().state() == State.UNCHECKED) {
            screen.line(screen.dim("Hints know which test fails once you have run:"));
            screen.line(screen.dim("  " + call + " check " + exercise.name()));
        }
        if (shown.isLast()) {
            screen.line(screen.dim("That was the last hint. The solution, if you must:"));
            screen.line(screen.dim("  " + call + " solution " + exercise.name() + " --peek"));
        } else {
            screen.line(screen.dim("The next hint: " + call + " hint " + exercise.name()));
        }
    }

    private Exercise current() {
        var current = session.desk().current();
        if (current == null) {
            throw QuestException.usage("All exercises are right. For a hint all the same, name one: "
                    + session.course().call() + " hint ReadyQueue");
        }
        return current;
    }
}

package quest.cli;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows an exercise's solution.
@Command(name = "solution", header = "Show the solution of an exercise, once yours is right.",
        footer = {"", "Examples:", "  ./quest solution ReadyQueue", "  ./quest solution ReadyQueue --peek"})
final class SolutionCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "EXERCISE", description = "The exercise, such as ReadyQueue.")
    private String name;

    @Option(names = "--peek", description = "Show it even though yours is not right yet.")
    private boolean peek;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    SolutionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var screen = session.screen();
        var course = session.course();
        var exercise = session.desk().named(name);
        var state = session.desk().standing(exercise).state();
        if (state != State.RIGHT && !peek) {
            var call = course.call() + " %s " + exercise.name();
            screen.paragraph("", exercise.name() + " is not right yet (" + state.words()
                    + "), and you learn more by finding it yourself.");
            screen.line("  " + (state == State.UNCHECKED ? "Check it:    " + call.formatted("check")
                    : "A hint:      " + call.formatted("hint")));
            screen.line("  All the same: " + call.formatted("solution") + " --peek");
            return ExitCode.NOT_RIGHT;
        }
        var file = course.solutionSources().resolve(exercise.sourcePath());
        if (!Files.exists(file)) {
            throw QuestException.environment("The solution is missing: " + course.show(file));
        }
        screen.line(screen.dim("// " + course.show(file)));
        screen.line();
        Sources.read(file).lines().forEach(screen::line);
        return ExitCode.OK;
    }
}

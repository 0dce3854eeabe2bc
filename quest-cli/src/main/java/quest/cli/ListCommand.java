package quest.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the exercises.
@Command(name = "list", header = "List the exercises: how far each is, its points, its file.",
        footer = {"", "Example:", "  ./quest list"})
final class ListCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var screen = session.screen();
        var course = session.course();
        var desk = session.desk();
        var earnedInAll = 0.0;
        for (var lesson : Course.LESSONS) {
            var standings = desk.exercises(lesson).stream().map(desk::standing).toList();
            if (standings.isEmpty()) {
                continue;
            }
            var earned = standings.stream().mapToDouble(Standing::points).sum();
            var possible = standings.stream().mapToDouble(standing -> standing.exercise().points()).sum();
            earnedInAll += earned;
            screen.ends(screen.bold("Lesson %d, %s".formatted(lesson.number(), lesson.title().toLowerCase())),
                    "%s of %s points".formatted(Screen.points(earned), Screen.points(possible)));
            screen.line(screen.dim("in " + course.show(desk.file(standings.getFirst().exercise()).getParent()) + "/"));
            standings.forEach(standing -> row(screen, standing));
            screen.line();
        }
        var possibleInAll = desk.exercises().stream().mapToDouble(Exercise::points).sum();
        screen.line("%s of %s points. Check one: %s check NAME".formatted(
                Screen.points(earnedInAll), Screen.points(possibleInAll), course.call()));
        return ExitCode.OK;
    }

    private static void row(Screen screen, Standing standing) {
        var exercise = standing.exercise();
        screen.line("  %s %-24s%5s of %-4s  %s".formatted(screen.mark(standing.state()), exercise.name() + ".java",
                Screen.points(standing.points()), Screen.points(exercise.points()), standing.state().words()));
    }
}

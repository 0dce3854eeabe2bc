package quest.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the scenes.
@Command(name = "scenes", header = "List the scenes: short examples to watch, a few seconds each.",
        footer = {"", "Example:", "  ./quest scenes"})
final class ScenesCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    ScenesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var screen = session.screen();
        for (var lesson : Course.LESSONS) {
            var scenes = session.scenes().of(lesson);
            if (scenes.isEmpty()) {
                continue;
            }
            screen.line(screen.bold("Lesson %d, %s".formatted(lesson.number(), lesson.title().toLowerCase())));
            for (var scene : scenes) {
                var mark = screen.mark(session.notebook().hasPlayed(scene.name()) ? State.RIGHT : State.NOT_STARTED);
                screen.line("  " + mark + " " + screen.bold(scene.name()));
                screen.paragraph("      ", scene.title());
            }
            screen.line();
        }
        var call = session.course().call();
        screen.line("Watch one: " + call + " run NAME");
        screen.line("Faster:    " + call + " run NAME --speed 5, or --virtual for no waiting at all");
        screen.line("Drawn:     " + call + " run NAME --trace trace.html");
        return ExitCode.OK;
    }
}

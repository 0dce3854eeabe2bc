package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts an exercise back to how it was at first, and keeps what the learner wrote.
@Command(name = "reset", header = "Begin an exercise anew. What you wrote is kept beside it.",
        footer = {"", "Example:", "  ./quest reset ReadyQueue"})
final class ResetCommand implements Callable<Integer> {

    private final Session session;
    private final Clock clock;

    @Parameters(paramLabel = "EXERCISE", description = "The exercise, such as ReadyQueue.")
    private String name;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    ResetCommand(Session session) {
        this(session, Clock.systemDefaultZone());
    }

    ResetCommand(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var course = session.course();
        var desk = session.desk();
        var exercise = desk.named(name);
        var file = desk.file(exercise);
        if (!Files.exists(desk.stub(exercise))) {
            throw QuestException.environment("The file to put back is missing: " + course.show(desk.stub(exercise)));
        }
        if (desk.untouched(exercise)) {
            session.screen().line(exercise.name() + " is as it was at first. There is nothing to reset.");
            return ExitCode.OK;
        }
        try {
            if (Files.exists(file)) {
                var kept = unusedName(file);
                Files.move(file, kept);
                session.screen().line("What you wrote is kept in " + course.show(kept));
            }
            Files.createDirectories(file.getParent());
            Files.copy(desk.stub(exercise), file);
        } catch (IOException e) {
            throw QuestException.environment("Cannot reset " + course.show(file) + ": " + e);
        }
        session.screen().line(exercise.name() + " is as it was at first. Begin at " + desk.whereToBegin(exercise));
        return ExitCode.OK;
    }

    /// Beside the file, and not ending in `.java`, so that no compiler takes it up.
    private Path unusedName(Path file) {
        var now = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(clock));
        var base = file.getFileName() + "." + now;
        var kept = file.resolveSibling(base + ".bak");
        for (var i = 2; Files.exists(kept); i++) {
            kept = file.resolveSibling(base + "-" + i + ".bak");
        }
        return kept;
    }
}

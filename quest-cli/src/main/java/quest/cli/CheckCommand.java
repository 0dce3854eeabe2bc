package quest.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compiles and tests the learner's exercises.
@Command(name = "check", header = "Compile and test exercises, and say how far they are.",
        description = {"", "Without a name: every exercise that you have begun."},
        footer = {"", "Examples:", "  ./quest check", "  ./quest check ReadyQueue", "  ./quest check lesson01",
                "  ./quest check PartyOfHeroes --trace party.html"})
final class CheckCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "EXERCISE",
            description = "An exercise, such as ReadyQueue or ready-queue, or all of a lesson: lesson01.")
    private List<String> names = List.of();

    @Option(names = "--trace", paramLabel = "FILE", description = "Draw which thread ran and which waited when, in "
            + "each test of one exercise: a .html file is a page for the browser, a .json file is for Perfetto.")
    private String trace;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var screen = session.screen();
        var exercises = asked();
        if (exercises.isEmpty()) {
            screen.line("You have not begun an exercise yet.");
            session.desk().exercises().stream().findFirst()
                    .ifPresent(first -> NextStep.begin(session, first).tell(screen));
            return ExitCode.NOT_RIGHT;
        }
        if (trace == null) {
            return check(exercises, List.of());
        }
        try (var tracing = CheckTrace.to(trace, exercises)) {
            int exitCode = check(exercises, tracing.jvmOptions());
            screen.line();
            tracing.write(exercises.getFirst()).lines().forEach(screen::line);
            return exitCode;
        }
    }

    private int check(List<Exercise> exercises, List<String> jvmOptions) throws InterruptedException {
        var screen = session.screen();
        var report = new CheckReport(session);
        var outcomes = new ArrayList<CheckOutcome>();
        try (var checker = Checker.of(session, jvmOptions)) {
            for (var exercise : exercises) {
                if (!outcomes.isEmpty()) {
                    screen.line();
                }
                screen.doing("checking " + exercise.name());
                try {
                    outcomes.add(checker.check(exercise));
                } finally {
                    screen.done();
                }
                report.tell(outcomes.getLast());
            }
        }
        if (outcomes.size() > 1) {
            screen.line();
            report.summary(outcomes);
        }
        return outcomes.stream().allMatch(CheckOutcome::isRight) ? ExitCode.OK : ExitCode.NOT_RIGHT;
    }

    private List<Exercise> asked() {
        if (names.isEmpty()) {
            return session.desk().exercises().stream()
                    .filter(exercise -> session.desk().standing(exercise).state() != State.NOT_STARTED
                            || Files.exists(session.desk().file(exercise)) && !session.desk().untouched(exercise))
                    .toList();
        }
        var exercises = new LinkedHashSet<Exercise>();
        names.forEach(name -> exercises.addAll(session.desk().allNamed(name)));
        return List.copyOf(exercises);
    }
}

package quest.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The course's command. Alone it draws the map of the course; its subcommands do everything else.
@Command(name = "quest",
        header = "Coroutine Quest: asynchronous programming, learned by building a small game.",
        description = {"", "Without a command: the map of the course, and what to do next."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:your work is not right yet", "2:wrong usage",
                "3:something around the command is at fault"},
        footer = {"", "Examples:", "  ./quest", "  ./quest run two-heroes", "  ./quest check ReadyQueue", "",
                "What a command does in detail: ./quest COMMAND --help"})
final class Quest implements Callable<Integer> {

    private final Session session;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    private Quest(Session session) {
        this.session = session;
    }

    /// Called by the launchers, which say in system properties where the course is (`quest.home`) and whether standard
    /// output is a terminal (`quest.terminal`; absent, the JVM is asked). quest.cmd cannot compare files' times, so it
    /// names the stamp of its last build (`quest.built`), and builds and starts anew when the answer is
    /// [ExitCode#STALE].
    public static void main(String[] args) {
        var course = Course.fromLauncher();
        var stamp = System.getProperty("quest.built");
        if (stamp != null && BuildStamp.changedSince(Path.of(stamp), BuildStamp.inputsOfTheCommand(course))) {
            System.exit(ExitCode.STALE);
        }
        var screen = Screen.on(System.out, isTerminal(), System.getenv());
        var session = new Session(course, new Desk(course), Scenes.ofTheCourse(), new Notebook(course), screen);
        System.exit(commandLine(session, Screen.plain(System.err)).execute(args));
    }

    /// The command with all its subcommands.
    ///
    /// @param errors where wrong usage and faults are explained
    static CommandLine commandLine(Session session, Screen errors) {
        var commandLine = new CommandLine(new Quest(session));
        for (var subcommand : List.of(new ScenesCommand(session), new RunCommand(session), new ListCommand(session),
                new CheckCommand(session), new WatchCommand(session),
                new HintCommand(session), new ResetCommand(session),
                new SolutionCommand(session), new GradeCommand(session), new BenchCommand(session),
                new PlayCommand(session), new SwarmCommand(session))) {
            commandLine.addSubcommand(subcommand);
        }
        commandLine.getSubcommands().get("run").setStopAtPositional(true); // the scene reads the rest
        for (var program : List.of("play", "swarm")) {
            commandLine.getSubcommands().get(program).setUnmatchedOptionsArePositionalParams(true); // so do programs
        }
        return Conventions.apply(commandLine, session, errors);
    }

    @Override
    public Integer call() {
        new CourseMap(session).draw();
        return ExitCode.OK;
    }

    private static boolean isTerminal() {
        var told = System.getProperty("quest.terminal");
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        var console = System.console();
        return console != null && console.isTerminal();
    }
}

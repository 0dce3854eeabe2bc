package quest.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tests an exercise whenever its file is saved.
@Command(name = "watch", header = "Test an exercise each time you save it.",
        description = {"", "Shows one exercise at a time, without a name the one you are at. Leave it running beside "
                + "your editor. Saving another exercise's file turns to that one.", "",
            "Keys: h hint, n next, l list, o open in your editor, r run again, q quit."},
        footer = {"", "Examples:", "  ./quest watch", "  ./quest watch TimerQueue"})
final class WatchCommand implements Callable<Integer> {

    private final Session session;
    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

    @Parameters(arity = "0..1", paramLabel = "EXERCISE",
            description = "The exercise to begin with, such as ReadyQueue.")
    private String name;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    WatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var exercise = exercise();
        var checker = new Checker(session.desk(), ExerciseCompiler.of(session.course()), Checker.LIMIT, List.of(),
                new TestJvms(session.course().home(), true));
        try (var runs = new CheckRuns(checker, exercise, events::add)) {
            var saves = new SaveWatch(session.desk(), this::saved);
            var settings = TerminalSettings.now();
            var terminal = terminal();
            Thread.ofPlatform().daemon().name("saves").start(saves);
            if (terminal == null) {
                var log = new WatchLog(session);
                log.begin();
                Thread.ofPlatform().daemon().name("keys").start(this::readLines);
                var watch = new Watch(session, log, runs::start, this::openBeside);
                run(watch, exercise);
                return closing(watch);
            }
            Watch watch;
            try (var display = new WatchTerminal(terminal, settings, session.screen().out(), session,
                    events::add)) {
                watch = new Watch(session, display, runs::start, opened -> open(opened, display));
                run(watch, exercise);
            }
            return closing(watch);
        }
    }

    private Exercise exercise() {
        if (name != null) {
            return session.desk().named(name);
        }
        var current = session.desk().current();
        return current != null ? current : session.desk().exercises().getFirst();
    }

    private void run(Watch watch, Exercise exercise) throws InterruptedException {
        watch.begin(exercise);
        var goesOn = true;
        while (goesOn) {
            try {
                goesOn = watch.handle(events.take());
            } catch (QuestException _) {
                // A file was not there to be read: editors replace theirs. When it is there again, it counts as saved.
            }
        }
    }

    private void saved(List<Exercise> exercises) {
        // Several at a time were not saved by hand: a git pull, a search and replace.
        exercises.stream().limit(exercises.size() > 1 ? 0 : 1).forEach(it -> events.add(new WatchEvent.Saved(it)));
    }

    /// What stays to be read when the watch is over.
    private int closing(Watch watch) {
        var screen = session.screen();
        var standing = session.desk().standing(watch.state().exercise());
        screen.line("%s %s: %s, %s of %s points. To go on: %s watch".formatted(screen.mark(standing.state()),
                standing.exercise().name(), standing.state().words(), Screen.points(standing.points()),
                Screen.points(standing.exercise().points()), session.course().call()));
        return ExitCode.OK;
    }

    /// Null where there is none that can be drawn on, and read key by key.
    private Terminal terminal() {
        var console = System.console();
        if (!session.screen().isTerminal() || console == null || !console.isTerminal()
                || "dumb".equals(System.getenv("TERM"))) {
            return null;
        }
        try {
            var terminal = TerminalBuilder.builder().system(true).dumb(false).jna(false).jansi(false).jni(false)
                    .nativeSignals(false).build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return null;
            }
            return terminal;
        } catch (IOException | IllegalStateException _) {
            return null;
        }
    }

    /// Letters from lines of input.
    private void readLines() {
        try (var lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    events.add(new WatchEvent.Pressed(Key.of(line.strip().charAt(0))));
                }
            }
        } catch (IOException _) {
            // as good as the end
        }
        events.add(new WatchEvent.InputEnded());
    }

    private Editors.Call editor(Exercise exercise) {
        var where = session.desk().whereToBegin(exercise);
        var colon = where.lastIndexOf(':');
        var line = colon > where.lastIndexOf('/') ? Integer.parseInt(where.substring(colon + 1)) : 0;
        return Editors.of(System.getenv(), Editors::onPath, System.getProperty("os.name"),
                session.desk().file(exercise), line);
    }

    private String open(Exercise exercise, WatchTerminal display) {
        var editor = editor(exercise);
        if (editor == null || editor.windowed()) {
            return openBeside(exercise);
        }
        try {
            display.lend(editor.command());
            return null;
        } catch (IOException e) {
            return notStarted(editor, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private String openBeside(Exercise exercise) {
        var editor = editor(exercise);
        if (editor == null || !editor.windowed()) {
            return "Open " + session.course().show(session.desk().file(exercise)) + " in your editor. "
                    + "(Where EDITOR names one, o opens it.)";
        }
        try {
            new ProcessBuilder(editor.command()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().getOutputStream().close();
            return "Opened with " + editor.name() + ".";
        } catch (IOException e) {
            return notStarted(editor, e);
        }
    }

    private static String notStarted(Editors.Call editor, IOException e) {
        return "Cannot start " + editor.name() + ": " + e.getMessage();
    }
}

package quest.stage;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.LoopClock;
import quest.eventloop.VirtualClock;
import quest.trace.SceneTracer;
import quest.trace.TraceFile;

/// One showing of a scene: reads the arguments, prints the title, lets it play, prints what should have been noticed.
final class Performance {

    private static final int TRACED_WARM_UPS = 20;  // the first few dozen callbacks are traced slowly, and would seem to block

    private final Scene scene;
    private final PrintStream out;
    private final PrintStream err;
    private final InputStream in;

    Performance(Scene scene, PrintStream out, PrintStream err, InputStream in) {
        this.scene = scene;
        this.out = out;
        this.err = err;
        this.in = in;
    }

    int play(List<String> args) {
        if (args.contains("--help") || args.contains("-h")) {
            out.println(scene.title());
            out.println(usage());
            return 0;
        }
        try {
            play(chosen(args));
            return 0;
        } catch (WrongUsage wrong) {
            err.println(wrong.getMessage());
            err.println(usage());
            return 2;
        } catch (SceneBrokenOff fault) {
            err.println(fault.getMessage());
            return 3;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("the scene was interrupted");
            return 3;
        } catch (Exception e) {
            err.println("the scene broke off:");
            e.printStackTrace(err);
            return 3;
        }
    }

    /// What the arguments say.
    ///
    /// @param clock null: they leave it to the scene
    /// @param trace where to; null: no trace
    /// @param own   the scene's own arguments
    private record Choice(LoopClock clock, String trace, List<String> own) {
    }

    private Choice chosen(List<String> args) {
        LoopClock clock = null;
        String trace = null;
        var own = new ArrayList<String>();
        for (var rest = args.iterator(); rest.hasNext(); ) {
            var arg = rest.next();
            switch (arg) {
                case "--virtual" -> clock = chosen(clock, virtualClock());
                case "--speed" -> clock = chosen(clock, fasterClock(rest.hasNext() ? rest.next() : "nothing"));
                case "--trace" -> trace = traceFile(trace, rest.hasNext() ? rest.next() : "nothing");
                default -> own.add(arg);
            }
        }
        if (!own.isEmpty() && scene.usage().isEmpty()) {
            throw new WrongUsage("%s does not know the argument %s".formatted(scene.name(), own.getFirst()));
        }
        return new Choice(clock, trace, own);
    }

    private void play(Choice choice) throws Exception {
        var clock = choice.clock() == null ? defaultClock() : choice.clock();
        var keyboard = new BufferedReader(new InputStreamReader(in));
        try (var traced = choice.trace() == null ? null : traced(choice.trace(), clock);
                var stage = new Stage(clock, out, colored(), keyboard, choice.own(), tracer(traced))) {
            out.println(scene.title());
            if (choice.clock() == null && scene.defaultSpeed() != 1) {
                out.println("(Plays %s times as fast as life. In real time: --speed 1)".formatted(
                        NumberFormat.getInstance(Locale.ROOT).format(scene.defaultSpeed())));
            }
            out.println();
            warmUp(traced != null);
            stage.restartTime();
            if (traced != null) {
                traced.begin();
                stage.atEnd(traced::close);
            }
            play(stage, traced);
            out.println();
            out.println(scene.remark().strip());
        }
    }

    private void play(Stage stage, TracedPlay traced) throws Exception {
        try {
            scene.play(stage);
        } catch (WrongUsage wrong) {
            if (traced != null) {
                traced.discard();
            }
            throw wrong;
        }
    }

    private TracedPlay traced(String file, LoopClock clock) {
        try {
            return new TracedPlay(TraceFile.at(file), scene.name(), clock, out);
        } catch (IllegalArgumentException cannotBeWritten) {
            throw new WrongUsage(cannotBeWritten.getMessage());
        }
    }

    private static SceneTracer tracer(TracedPlay traced) {
        return traced == null ? null : traced.tracer();
    }

    /// Loops that nobody sees, so that the first line of the timeline does not tell how long classes take to load.
    private static void warmUp(boolean isTraced) {
        for (int times = 0; times < (isTraced ? TRACED_WARM_UPS : 1); times++) {
            try (var stage = isTraced ? Stage.tracedFastRehearsal() : Stage.fastRehearsal()) {
                warmUp(stage);
            }
        }
    }

    private static void warmUp(Stage stage) {
        var loop = stage.newLoop();
        var over = new CompletableFuture<Void>();
        loop.schedule(() -> stage.tell("nobody", "was here"), Duration.ZERO);
        loop.schedule(() -> loop.offload(() -> null).thenRun(() -> over.complete(null)), Duration.ofSeconds(1));
        loop.runUntilComplete(over);
    }

    private LoopClock defaultClock() {
        return scene.defaultSpeed() == 1 ? LoopClock.system() : LoopClock.faster(scene.defaultSpeed());
    }

    private static LoopClock chosen(LoopClock before, LoopClock now) {
        if (before != null) {
            throw new WrongUsage("choose one: --virtual, or --speed once");
        }
        return now;
    }

    private static String traceFile(String before, String now) {
        if (before != null) {
            throw new WrongUsage("choose one file: --trace once");
        }
        return now;
    }

    private LoopClock virtualClock() {
        if (!scene.supportsVirtualTime()) {
            throw new WrongUsage(scene.name() + " has real threads wait, so it cannot play in virtual time; "
                    + "try --speed 10");
        }
        return new VirtualClock();
    }

    private static LoopClock fasterClock(String speed) {
        try {
            return LoopClock.faster(Double.parseDouble(speed));
        } catch (IllegalArgumentException _) { // not a number, or not a positive one
            throw new WrongUsage("--speed wants a number above 0, such as 10 for ten times as fast, not " + speed);
        }
    }

    private String usage() {
        return "usage: ./quest run %s%s [--speed N] [--trace FILE.html|FILE.json] %s".formatted(scene.name(),
                scene.supportsVirtualTime() ? " [--virtual]" : "", scene.usage()).stripTrailing();
    }

    private static boolean colored() {
        var console = System.console();
        return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"));
    }
}

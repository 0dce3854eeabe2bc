package quest.stage;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import quest.eventloop.EventLoop;
import quest.eventloop.EventLoopBuilder;
import quest.eventloop.LoopClock;
import quest.eventloop.SlowCallback;
import quest.eventloop.VirtualClock;
import quest.trace.SceneTracer;
import quest.trace.Trace;

/// What every scene needs: a clock, event loops that live by it, a narrator who prints the timeline, and the reader's
/// keyboard.
///
/// A scene plays in real time, faster (`--speed 10`), or in virtual time (`--virtual`), where nobody waits at all. The
/// thread that plays a scene may call everything; [#tell], [#sleep], [#compute], [#elapsed] and [#clock] may be called by
/// any thread.
public final class Stage implements AutoCloseable {

    private final LoopClock clock;
    private final Narrator narrator;
    private final BufferedReader input;
    private final List<String> arguments;
    private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
    private final Thread player = Thread.currentThread();
    private volatile Runnable lastThing = () -> { };
    private final SceneTracer tracer;   // null: nobody wants a trace

    private Stage(LoopClock clock, PrintStream out, boolean colored, BufferedReader input, List<String> arguments) {
        this(clock, out, colored, input, arguments, null);
    }

    Stage(LoopClock clock, PrintStream out, boolean colored, BufferedReader input, List<String> arguments,
            SceneTracer tracer) {
        this.clock = clock;
        this.narrator = new Narrator(clock, out, colored);
        this.input = input;
        this.arguments = List.copyOf(arguments);
        this.tracer = tracer;
    }

    /// A scene's `main`: plays it on the terminal, as the arguments say. Wrong arguments are explained, and nothing played.
    public static void main(Scene scene, String... args) {
        run(scene, List.of(args));
    }

    /// Plays a scene on the terminal.
    ///
    /// @return the exit code: 0 if it played, 2 if the arguments were wrong, 3 if it broke off
    public static int run(Scene scene, List<String> args) {
        return new Performance(scene, System.out, System.err, System.in).play(args);
    }

    /// A stage for tests: virtual time, nothing printed. What was told is in [#timeline()].
    ///
    /// @param keyboard  what the reader types, lines with their ends
    /// @param arguments the scene's own arguments
    public static Stage rehearsal(String keyboard, String... arguments) {
        return new Stage(new VirtualClock(), new PrintStream(PrintStream.nullOutputStream()), false,
                new BufferedReader(new StringReader(keyboard)), List.of(arguments));
    }

    /// A stage for tests: virtual time, nothing printed, nobody at the keyboard, no arguments.
    public static Stage rehearsal() {
        return rehearsal("");
    }

    /// A stage for tests of scenes that put real threads to sleep: their seconds pass as milliseconds, nothing is printed.
    public static Stage fastRehearsal(String... arguments) {
        return new Stage(LoopClock.faster(1000), new PrintStream(PrintStream.nullOutputStream()), false,
                new BufferedReader(new StringReader("")), List.of(arguments));
    }

    /// The same, and traced: to be warm when a trace begins.
    static Stage tracedFastRehearsal() {
        var clock = LoopClock.faster(1000);
        return new Stage(clock, new PrintStream(PrintStream.nullOutputStream()), false,
                new BufferedReader(new StringReader("")), List.of(), new SceneTracer(new Trace(clock)));
    }

    /// Begins a part of the scene: a heading, and the time starts at zero again.
    public void act(String heading) {
        narrator.act(heading);
        if (tracer != null) {
            tracer.act(heading);
        }
    }

    /// The time starts at zero again, without a heading.
    void restartTime() {
        narrator.restartTime();
    }

    /// Says what happened: a line of the timeline, with the time since the act began.
    ///
    /// @param who  the hero, monster or thread to whom it happened; each gets a colour of its own
    /// @param what a few words, without a full stop
    public void tell(String who, String what) {
        narrator.tell(who, what);
        if (tracer != null) {
            tracer.told(who, what);
        }
    }

    /// A line without a time: a result, a table, a remark between two acts.
    public void print(String text) {
        narrator.print(text);
    }

    /// All that was told so far.
    public List<Moment> timeline() {
        return narrator.timeline();
    }

    /// A loop that lives by this stage's clock, ends with the stage and, when time is real, reports slow callbacks.
    public EventLoop newLoop() {
        return keep(loopBuilder().build());
    }

    /// The same, to choose more of it. Whoever builds it closes it, or hands it to [#keep].
    public EventLoopBuilder loopBuilder() {
        var builder = traced(EventLoop.builder().clock(clock));
        return isVirtual() ? builder : builder.reportSlowCallbacks(Duration.ofMillis(100), this::report);
    }

    /// A server's loop, to choose more of it: it lives by the system's clock, whatever this stage's is, and all the stage
    /// does for it is to draw it, if there is a trace and the trace has the same time. Whoever builds it closes it.
    public EventLoopBuilder serverLoopBuilder() {
        boolean sameTime = clock.toRealNanos(1_000_000) == 1_000_000;
        return sameTime ? traced(EventLoop.builder()) : EventLoop.builder();
    }

    private EventLoopBuilder traced(EventLoopBuilder builder) {
        return tracer == null ? builder : builder.listener(tracer.newLoop());
    }

    /// Two lines of what the watchdog knows: for how long, and the innermost call that is not the JDK's nor the stage's own.
    private void report(SlowCallback slow) {
        var culprit = slow.stack().stream()
                .filter(frame -> frame.getModuleName() == null && !frame.getClassName().startsWith("quest.stage."))
                .findFirst();
        tell("watchdog", "the loop has been stuck for %d ms%s".formatted(slow.lasted().toMillis(), culprit
                .map(frame -> ", in\n%s.%s(%s:%d)".formatted(simpleName(frame.getClassName()), frame.getMethodName(),
                        frame.getFileName(), frame.getLineNumber()))
                .orElse("")));
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /// Has the loop closed when the stage is.
    public EventLoop keep(EventLoop loop) {
        loops.add(loop);
        return loop;
    }

    /// Puts the calling thread to sleep, which on a loop's thread stops everything else. In virtual time nobody sleeps: the
    /// clock is moved on, to the same effect. Only the thread that plays the scene and those of the stage's loops can move
    /// it; on any other, such as one that does offloaded work, sleeping takes no virtual time.
    public void sleep(Duration duration) throws InterruptedException {
        if (tracer == null) {
            untracedSleep(duration);
            return;
        }
        long from = tracer.trace().now();
        try {
            untracedSleep(duration);
        } finally {
            tracer.slept(from);
        }
    }

    private void untracedSleep(Duration duration) throws InterruptedException {
        if (clock instanceof VirtualClock virtual) {
            moveOn(virtual, duration);
        } else {
            Thread.sleep(Duration.ofNanos(clock.toRealNanos(duration.toNanos())));
        }
    }

    /// Keeps the calling thread busy, as a long computation does: [#sleep] for those who do not rest. To a loop it makes no
    /// difference. To a processor it does.
    public void compute(Duration duration) {
        if (tracer == null) {
            untracedCompute(duration);
            return;
        }
        long from = tracer.trace().now();
        untracedCompute(duration);
        tracer.computed(from);
    }

    private void untracedCompute(Duration duration) {
        if (clock instanceof VirtualClock virtual) {
            moveOn(virtual, duration);
        } else {
            long start = clock.nanoTime();
            while (clock.nanoTime() - start < duration.toNanos()) {
                Thread.onSpinWait();
            }
        }
    }

    private void moveOn(VirtualClock virtual, Duration duration) {
        if (Thread.currentThread() == player || loops.stream().anyMatch(EventLoop::inEventLoop)) {
            virtual.advance(duration);
        }
    }

    public LoopClock clock() {
        return clock;
    }

    /// Whether nobody really waits.
    public boolean isVirtual() {
        return clock instanceof VirtualClock;
    }

    /// The time since the act began.
    public Duration elapsed() {
        return narrator.elapsed();
    }

    /// A duration as a scene writes it: `0.85 s`.
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    /// What the reader types; or, if the input is at its end before anything was typed, as in a build or under a teacher's
    /// script, what `script` says, in the stage's time. One thread at a time may read.
    public Keyboard keyboard(Typed... script) {
        return new StageKeyboard(this, input, List.of(script));
    }

    /// The scene's own arguments, those of the stage taken out.
    public List<String> arguments() {
        return arguments;
    }

    /// Has something done when the stage is closed, after its loops are.
    void atEnd(Runnable lastThing) {
        this.lastThing = lastThing;
    }

    /// Ends the stage's loops, and writes the trace, if there is one. Any thread; a program that is told to end by a signal
    /// does it in a shutdown hook. Closing twice does nothing.
    @Override
    public void close() {
        loops.forEach(EventLoop::close);
        lastThing.run();
    }
}

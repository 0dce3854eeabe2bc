package quest.tasks.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import quest.eventloop.EventLoop;
import quest.tasks.physics.Bodies;

/// What async buys: the same work in six styles, in the game's own time. What is done says [Workload], how it is done
/// [HeadlineStyle]; `physics` is the counter-example, which computes instead of waiting.
///
/// Beside each time stands `timesIdeal`: how many times as long it took as it would at best. For what waits, that is
/// arithmetic. For what computes it is the time in sequence, measured in the same JVM just before each run, divided by
/// as many processors as the style can keep busy.
///
/// There are two classes, because nobody waits for a sequence of seven minutes more than once. What is done [InTurn]
/// is measured for three seconds, and at least once; its `scale` says how many times as fast as in the game it goes.
/// What is done [Together] has five iterations of a second and always goes as fast as in the game.
///
/// Every style has a JVM of its own, with the same heap and the same collector. The heap is cleared before each run,
/// outside of what is measured, and large enough for the whole of it: no run pays for what others have left, and of the
/// heap's pages those are touched that one run needs, for the stacks of virtual threads among others. They are new
/// ones: where the JVM has been when it started, and a run would not be seen, there lies a block of bytes. And the
/// JVM's compiler gives up on a method that it would need more than 3 MiB for: while it was at the largest, it took 26,
/// more than five thousand virtual threads.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-preview", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
        "-XX:+UseSerialGC", "-Xms192m", "-Xmn96m", "-Xmx512m",
        "-XX:CompileCommand=quiet", "-XX:CompileCommand=memlimit,*.*,3m~stop"})
@Warmup(iterations = 0)
public abstract class HeadlineBenchmark {

    private static final HeadlineStyle IN_SEQUENCE = new HeadlineStyle.InSequence();
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final int WARM_UP_SCALE = 100;
    private static final int BODIES = 4_000;
    private static final int PARTS = 1_000;
    private static final int TOUCHED_BY_THE_START = 20 << 20;   // 15 MiB, and some to spare

    @Param({"actions100", "actions1000", "tournament1000", "chat100", "dashboard", "physics"})
    public String what;

    private HeadlineStyle style;
    private Workload work;
    private double idealMillis;
    private byte[] atTheBottom;

    abstract HeadlineStyle style();

    /// @param possible the styles of this class, for what was asked of JMH may be one of the other
    static HeadlineStyle named(String name, String possible) {
        if (!List.of(possible.split(", | or ")).contains(name)) {
            throw new IllegalArgumentException("here it is %s, not %s, which is measured by the other class"
                    .formatted(possible, name));
        }
        return HeadlineStyle.named(name, EventLoop::new);
    }

    abstract int scale();

    /// Warms up what gets faster by it.
    abstract void warmUp() throws InterruptedException, ExecutionException;

    /// Opens the style, and warms it up.
    @Setup
    public void open() throws InterruptedException, ExecutionException {
        style = style();
        if (computes()) {
            work = physics();
            repeat(work, IN_SEQUENCE);
            repeat(work, style);
        } else {
            work = Workload.waiting(what, scale());
            idealMillis = work.ideal(style).toNanos() / 1e6;
            warmUp();
        }
    }

    private boolean computes() {
        return what.equals("physics");
    }

    private static Workload physics() {
        var now = Bodies.random(BODIES, 3);
        var next = now.blank();
        int each = BODIES / PARTS;
        return Workload.computing(IntStream.range(0, PARTS)
                .<Runnable>mapToObj(part -> () -> now.step(next, part * each, (part + 1) * each)).toList());
    }

    /// First as it would be in a server that has just been started, because that takes the most memory: until code is
    /// compiled, its stacks are larger. Then a hundred times as fast as in the game: a second of that is many runs, and
    /// not five.
    void runColdThenOften() throws InterruptedException, ExecutionException {
        clearHeap();
        work.perform(style);
        repeat(Workload.waiting(what, WARM_UP_SCALE), style);
    }

    /// Does it again and again, for as long as a warm-up takes.
    private void repeat(Workload work, HeadlineStyle style) throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        do {
            clearHeap();
            work.perform(style);
        } while (System.nanoTime() - begun < WARM_UP.toNanos());
    }

    /// Before each run, and outside of what is measured.
    @Setup(Level.Invocation)
    public void prepare() throws InterruptedException, ExecutionException {
        if (computes()) {
            long begun = System.nanoTime();
            work.perform(IN_SEQUENCE);
            idealMillis = (System.nanoTime() - begun) / 1e6 / style.busy(Runtime.getRuntime().availableProcessors());
        }
        clearHeap();
    }

    /// What the run before it has left behind is no part of a run: neither its memory, nor the time to clear it away.
    private void clearHeap() {
        atTheBottom = null;
        System.gc();
        atTheBottom = new byte[TOUCHED_BY_THE_START];
    }

    @TearDown
    public void close() {
        style.close();
    }

    /// @return how many pieces were done
    int perform(Ideal ideal) throws InterruptedException, ExecutionException {
        ideal.timesIdeal += idealMillis;
        return work.perform(style);
    }

    /// One thing after the other, or eight at a time.
    @Measurement(iterations = 1, time = 3)
    public static class InTurn extends HeadlineBenchmark {

        private static final String STYLES = "inSequence or threadPool";

        @Param({"inSequence", "threadPool"})
        public String style;

        @Param("1")
        public int scale;

        @Override
        HeadlineStyle style() {
            return named(style, STYLES);
        }

        @Override
        int scale() {
            return scale;
        }

        @Override
        void warmUp() {
            // A sleep gets no faster.
        }

        /// @return how many pieces were done
        @Benchmark
        public int run(Ideal ideal) throws InterruptedException, ExecutionException {
            return perform(ideal);
        }
    }

    /// Everything that can be, at once.
    @Measurement(iterations = 5, time = 1)
    public static class Together extends HeadlineBenchmark {

        private static final String STYLES = "platformThreads, completableFuture, virtualThreads or coroutines";

        @Param({"platformThreads", "completableFuture", "virtualThreads", "coroutines"})
        public String style;

        @Override
        HeadlineStyle style() {
            return named(style, STYLES);
        }

        @Override
        int scale() {
            return 1;
        }

        @Override
        void warmUp() throws InterruptedException, ExecutionException {
            runColdThenOften();
        }

        /// @return how many pieces were done
        @Benchmark
        public int run(Ideal ideal) throws InterruptedException, ExecutionException {
            return perform(ideal);
        }
    }
}

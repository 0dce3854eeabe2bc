package quest.eventloop.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to post a callback and have it run. The callbacks do next to nothing, so what is left is the machine.
///
/// One invocation is a million callbacks: the first is posted by JMH's thread, which then waits for the last, and a
/// million makes that one hand-over too small to see.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class CallbackBenchmark {

    static final int CALLBACKS = 1_000_000;
    static final int BATCH = 1_000;
    static final int POSTS = 100_000;

    @Param
    public Contender on;

    private CallbackThread<?> thread;

    @Setup
    public void open() {
        thread = on.open();
    }

    @TearDown
    public void close() {
        thread.close();
    }

    /// Each callback posts the next.
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public int chain() {
        var chain = new Chain(thread);
        thread.execute(chain);
        return chain.ended.join();
    }

    private static final class Chain implements Runnable {
        final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final CallbackThread<?> thread;
        private int ran;

        Chain(CallbackThread<?> thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            if (++ran < CALLBACKS) {
                thread.execute(this);
            } else {
                ended.complete(ran);
            }
        }
    }

    /// One callback posts a thousand, which run; then the next thousand.
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public int batch() {
        var batches = new Batches(thread);
        thread.execute(batches);
        return batches.ended.join();
    }

    private static final class Batches implements Runnable {
        final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final CallbackThread<?> thread;
        private final Runnable callback = this::count;
        private int ran;

        Batches(CallbackThread<?> thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            if (ran == CALLBACKS) {
                ended.complete(ran);
                return;
            }
            for (int i = 0; i < BATCH; i++) {
                thread.execute(callback);
            }
            thread.execute(this);
        }

        private void count() {
            ran++;
        }
    }

    /// JMH's thread posts as fast as it can, the other runs what was posted, both at once: it takes two free cores to
    /// be seen as it is. Fewer than in the others, because most of them may be waiting at a time.
    @Benchmark
    @OperationsPerInvocation(POSTS)
    public int fromAnotherThread() {
        var counter = new Counter();
        for (int i = 0; i < POSTS; i++) {
            thread.execute(counter);
        }
        return counter.ended.join();
    }

    private static final class Counter implements Runnable {
        final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private int ran;

        @Override
        public void run() {
            if (++ran == POSTS) {
                ended.complete(ran);
            }
        }
    }
}

package quest.futures.bench;

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
import quest.eventloop.EventLoop;
import quest.futures.Promise;

/// A value that passes through a chain of steps, each of which adds one, every step called through the same loop: the
/// course's [Promise] beside the JDK's `CompletableFuture.thenApplyAsync`. The time is that of the whole chain.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PromiseChainBenchmark {

    /// So many chains for each run of the loop, so that starting and ending the run does not count.
    private static final int CHAINS = 1_000;

    @Param({"1", "10", "100"})
    public int steps;

    private EventLoop loop;

    @Setup
    public void open() {
        loop = new EventLoop();
    }

    @TearDown
    public void close() {
        loop.close();
    }

    /// @return what came out of the last chain: the number of steps
    @Benchmark
    @OperationsPerInvocation(CHAINS)
    public int promise() {
        var over = new CompletableFuture<Integer>();
        loop.execute(() -> promiseChain(CHAINS, over));
        return loop.runUntilComplete(over);
    }

    private void promiseChain(int left, CompletableFuture<Integer> over) {
        var first = new Promise<Integer>(loop);
        var last = first;
        for (int step = 0; step < steps; step++) {
            last = last.map(value -> value + 1);
        }
        last.then(value -> {
            if (left == 1) {
                over.complete(value);
            } else {
                promiseChain(left - 1, over);
            }
        }, over::completeExceptionally);
        first.complete(0);
    }

    /// @return what came out of the last chain: the number of steps
    @Benchmark
    @OperationsPerInvocation(CHAINS)
    public int completableFuture() {
        var over = new CompletableFuture<Integer>();
        loop.execute(() -> futureChain(CHAINS, over));
        return loop.runUntilComplete(over);
    }

    private void futureChain(int left, CompletableFuture<Integer> over) {
        var first = new CompletableFuture<Integer>();
        var last = first;
        for (int step = 0; step < steps; step++) {
            last = last.thenApplyAsync(value -> value + 1, loop);
        }
        last.thenAcceptAsync(value -> {
            if (left == 1) {
                over.complete(value);
            } else {
                futureChain(left - 1, over);
            }
        }, loop);
        first.complete(0);
    }
}

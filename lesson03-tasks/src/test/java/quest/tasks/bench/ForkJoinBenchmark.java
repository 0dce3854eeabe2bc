package quest.tasks.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import quest.tasks.scopes.TaskScope;

/// Small tasks forked and joined: what a scope costs beside `ExecutorService.invokeAll`, on virtual threads and on a
/// pool with a thread for each processor. The tasks do nothing, so the time is that of starting, ending and joining
/// them all.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = {"--enable-preview", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"})
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ForkJoinBenchmark {

    @Param({"10", "100", "1000"})
    public int tasks;

    private List<Callable<Integer>> work;
    private ExecutorService virtualThreads;
    private ExecutorService pool;

    @Setup
    public void open() {
        work = Collections.nCopies(tasks, () -> 1);
        virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }

    @TearDown
    public void close() {
        virtualThreads.close();
        pool.close();
    }

    /// @return the sum of the results: how many tasks there were
    @Benchmark
    public int scope() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
            work.forEach(scope::fork);
            return scope.join().mapToInt(StructuredTaskScope.Subtask::get).sum();
        }
    }

    /// @return the sum of the results: how many tasks there were
    @Benchmark
    public int teachingScope() throws Exception {
        try (var scope = TaskScope.<Integer>open()) {
            var forked = new ArrayList<quest.tasks.scopes.Subtask<Integer>>();
            for (var task : work) {
                forked.add(scope.fork(task));
            }
            scope.join();
            int sum = 0;
            for (var task : forked) {
                sum += task.get();
            }
            return sum;
        }
    }

    /// @return the sum of the results: how many tasks there were
    @Benchmark
    public int invokeAllOnVirtualThreads() throws InterruptedException, ExecutionException {
        return sum(virtualThreads.invokeAll(work));
    }

    /// @return the sum of the results: how many tasks there were
    @Benchmark
    public int invokeAllOnAPool() throws InterruptedException, ExecutionException {
        return sum(pool.invokeAll(work));
    }

    private static int sum(List<Future<Integer>> results) throws InterruptedException, ExecutionException {
        int sum = 0;
        for (var result : results) {
            sum += result.get();
        }
        return sum;
    }
}

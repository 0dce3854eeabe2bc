package quest.tasks.bench;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

/// Players' actions that wait for a thread first: there is one, or there are eight. An action is an [Action], `scale`
/// times as fast as in the game, since 10,000 of them in sequence would take more than an hour: with 100, it is 42 s.
///
/// The ideal is the sum of all in sequence, and of those that one thread gets on a pool; `timesIdeal` says how many
/// times as long it took. A sleep of half a millisecond is late by some tenths of one, so at this scale most of what is
/// above 1 is the clock's. In the game's own time, which for a hundred is 42.5 s a run:
/// `./quest bench ActionsInTurn -- -p actions=100 -p scale=1`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-preview", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"})
@Warmup(iterations = 1, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ActionsInTurnBenchmark {

    private static final int THREADS = 8;

    @Param({"100", "1000", "10000"})
    public int actions;

    @Param("100")
    public int scale;

    private Action action;
    private ExecutorService pool;

    @Setup
    public void open() {
        action = Action.fasterBy(scale);
        pool = Executors.newFixedThreadPool(THREADS);
    }

    @TearDown
    public void close() {
        pool.close();
    }

    /// @return how many waits were waited for
    @Benchmark
    public int inSequence(Ideal ideal) throws InterruptedException {
        int waited = 0;
        for (int done = 0; done < actions; done++) {
            waited += action.perform();
        }
        ideal.timesIdeal += actions * action.millisInTurn();
        return waited;
    }

    /// @return how many waits were waited for
    @Benchmark
    public int onAPoolOfEight(Ideal ideal) throws InterruptedException, ExecutionException {
        int waited = 0;
        for (var each : pool.invokeAll(Collections.nCopies(actions, (Callable<Integer>) action::perform))) {
            waited += each.get();
        }
        ideal.timesIdeal += Math.ceilDiv(actions, THREADS) * action.millisInTurn();
        return waited;
    }
}

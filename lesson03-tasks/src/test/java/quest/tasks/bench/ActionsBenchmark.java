package quest.tasks.bench;

import java.util.ArrayList;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import quest.eventloop.EventLoop;
import quest.tasks.coroutine.Coroutine;

/// The actions of many players together, in the game's own time. An action is an [Action]; on virtual threads and as
/// coroutines its four waits are at once, as the game allows, so the ideal is 200 ms for any number of players. (In
/// sequence, 100 of them are 42.5 s: see [ActionsInTurnBenchmark].) `timesIdeal` says how many times as long it took.
///
/// A platform thread is too dear to have four for each player, so there a player has one, and the ideal is 425 ms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"--enable-preview", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = TimeUnit.SECONDS)
public class ActionsBenchmark {

    @Param({"100", "1000", "10000"})
    public int players;

    @Param("1")
    public int scale;

    private Action action;
    private EventLoop loop;

    @Setup
    public void open() {
        action = Action.fasterBy(scale);
        loop = new EventLoop();
    }

    @TearDown
    public void close() {
        loop.close();
    }

    /// @return how many waits were waited for
    @Benchmark
    public int onPlatformThreads(Ideal ideal) throws InterruptedException {
        var waited = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int player = 0; player < players; player++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    waited.addAndGet(action.perform());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        ideal.timesIdeal += action.millisInTurn();
        return waited.get();
    }

    /// @return how many waits were waited for
    @Benchmark
    public int onVirtualThreads(Ideal ideal) throws InterruptedException {
        ideal.timesIdeal += action.millisAtOnce();
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
            for (int player = 0; player < players; player++) {
                scope.fork(this::inAScope);
            }
            return scope.join().mapToInt(Subtask::get).sum();
        }
    }

    private int inAScope() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
            for (var wait : action.waits()) {
                scope.fork(() -> Action.await(wait));
            }
            return scope.join().mapToInt(Subtask::get).sum();
        }
    }

    /// @return how many waits were waited for
    @Benchmark
    public int asCoroutines(Ideal ideal) {
        ideal.timesIdeal += action.millisAtOnce();
        return loop.runUntilComplete(Coroutine.start(loop, () -> {
            var all = new ArrayList<Coroutine<Integer>>();
            for (int player = 0; player < players; player++) {
                all.add(Coroutine.start(loop, this::inACoroutine));
            }
            return sum(all);
        }).future());
    }

    private int inACoroutine() {
        var waits = new ArrayList<Coroutine<Integer>>();
        for (var wait : action.waits()) {
            waits.add(Coroutine.start(loop, () -> {
                Coroutine.sleep(wait);
                return 1;
            }));
        }
        return sum(waits);
    }

    private static int sum(Iterable<Coroutine<Integer>> coroutines) {
        int sum = 0;
        for (var coroutine : coroutines) {
            sum += Coroutine.await(coroutine);
        }
        return sum;
    }
}

package quest.tasks.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import quest.eventloop.EventLoop;
import quest.tasks.coroutine.Coroutine;

/// What it costs to stop one piece of code and go on with another. Two heroes take turns; one operation is one turn.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--enable-preview", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SwitchBenchmark {

    static final int TURNS = 10_000;

    private EventLoop loop;

    @Setup
    public void open() {
        loop = new EventLoop();
    }

    @TearDown
    public void close() {
        loop.close();
    }

    /// The JDK's own continuation, resumed in turn by a loop of two lines: what the others are made of.
    ///
    /// @return how many turns were taken
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public int bareContinuation() {
        var scope = new ContinuationScope("bench");
        var turns = new int[1];
        Runnable hero = () -> {
            for (int turn = 0; turn < TURNS / 2; turn++) {
                turns[0]++;
                Continuation.yield(scope);
            }
        };
        var first = new Continuation(scope, hero);
        var second = new Continuation(scope, hero);
        while (!first.isDone()) {
            first.run();
            second.run();
        }
        return turns[0];
    }

    /// Two coroutines on the loop, each of which lets the other go first.
    ///
    /// @return how many turns were taken
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public int coroutine() {
        var turns = new int[1];
        Coroutine.Action hero = () -> {
            for (int turn = 0; turn < TURNS / 2; turn++) {
                turns[0]++;
                Coroutine.yieldNow();
            }
        };
        var first = Coroutine.start(loop, hero);
        var second = Coroutine.start(loop, hero);
        loop.runUntilComplete(CompletableFuture.allOf(first.future(), second.future()));
        return turns[0];
    }

    /// Two coroutines, each of which awaits a future that the other completes.
    ///
    /// @return how many turns were taken
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public int coroutineAwaitingAFuture() {
        var table = new Table();
        var first = Coroutine.start(loop, () -> takeTurns(table, 0));
        var second = Coroutine.start(loop, () -> takeTurns(table, 1));
        loop.runUntilComplete(CompletableFuture.allOf(first.future(), second.future()));
        return table.turns;
    }

    /// Whose turn it will be when the future is complete.
    private static final class Table {
        private CompletableFuture<Void> next = new CompletableFuture<>();
        private int turns;
    }

    private static void takeTurns(Table table, int hero) {
        while (table.turns < TURNS) {
            if (table.turns % 2 == hero) {
                table.turns++;
                var mine = table.next;
                table.next = new CompletableFuture<>();
                mine.complete(null);
            } else {
                Coroutine.await(table.next);
            }
        }
    }

    /// A step of a chain of futures on the loop, as in lesson 2. It has no stack to set aside.
    ///
    /// @return how many steps were taken
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public int completableFutureStep() {
        var over = new CompletableFuture<Integer>();
        step(over, 0);
        return loop.runUntilComplete(over);
    }

    private void step(CompletableFuture<Integer> over, int steps) {
        if (steps == TURNS) {
            over.complete(steps);
        } else {
            CompletableFuture.completedFuture(steps + 1).thenAcceptAsync(done -> step(over, done), loop);
        }
    }

    /// @return how many turns were taken
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public int virtualThreads() throws InterruptedException {
        return handOver(Thread.ofVirtual());
    }

    /// @return how many turns were taken
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public int platformThreads() throws InterruptedException {
        return handOver(Thread.ofPlatform());
    }

    /// Two threads, each of which wakes the other and waits to be woken.
    private static int handOver(Thread.Builder builder) throws InterruptedException {
        var turn = new Turn();
        var first = builder.unstarted(() -> turn.take(0));
        var second = builder.unstarted(() -> turn.take(1));
        turn.heroes = new Thread[] {first, second};
        first.start();
        second.start();
        first.join();
        second.join();
        return turn.taken;
    }

    private static final class Turn {
        private Thread[] heroes;
        private volatile int taken;

        private void take(int hero) {
            while (true) {
                while (taken < TURNS && taken % 2 != hero) {
                    LockSupport.park();
                }
                if (taken >= TURNS) {
                    LockSupport.unpark(heroes[1 - hero]);
                    return;
                }
                taken++; // only whose turn it is writes
                LockSupport.unpark(heroes[1 - hero]);
            }
        }
    }
}

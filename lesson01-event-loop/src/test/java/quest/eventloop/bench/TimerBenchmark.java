package quest.eventloop.bench;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/// What a timer costs: to schedule it, to schedule and run it, to schedule it and call it off. All on the thread that
/// runs the timers, 100,000 of them an invocation.
///
/// Each invocation has a new thread, so that it begins with no timer. That is done outside what is measured.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class TimerBenchmark {

    static final int TIMERS = 100_000;
    static final int IN_FLIGHT = 1_000;

    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    @Param
    public Contender on;

    private final long[] random = new Random(1).longs(TIMERS, 0, SOON).toArray();
    private CallbackThread<?> thread;

    @Setup(Level.Invocation)
    public void open() {
        thread = on.open();
        CompletableFuture.runAsync(() -> { }, thread::execute).join(); // it is up when that has run
    }

    @TearDown(Level.Invocation)
    public void close() {
        thread.close();
    }

    /// They are due in an hour, in random order, and never run.
    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public int schedule() {
        return CompletableFuture.supplyAsync(() -> {
            Runnable never = () -> { };
            for (long delay : random) {
                thread.schedule(never, HOUR + delay);
            }
            return random.length;
        }, thread::execute).join();
    }

    /// They are due within a millisecond, in random order. Scheduling them all takes longer than that, so they never
    /// have to be waited for.
    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public int scheduleAndRun() {
        var counter = new Counter();
        thread.execute(() -> {
            for (long delay : random) {
                thread.schedule(counter, delay);
            }
        });
        return counter.ended.join();
    }

    private static final class Counter implements Runnable {
        final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private int ran;

        @Override
        public void run() {
            if (++ran == TIMERS) {
                ended.complete(ran);
            }
        }
    }

    /// What happens to the timeout of a request that is answered in time, with a thousand requests under way.
    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public int scheduleAndCancel() {
        return CompletableFuture.supplyAsync(() -> timeouts(thread), thread::execute).join();
    }

    private static <T> int timeouts(CallbackThread<T> thread) {
        Runnable never = () -> {
            throw new IllegalStateException("it was cancelled");
        };
        var underWay = new ArrayDeque<T>(IN_FLIGHT);
        int cancelled = 0;
        for (int scheduled = 0; scheduled < TIMERS; scheduled++) {
            if (underWay.size() == IN_FLIGHT) {
                thread.cancel(underWay.remove());
                cancelled++;
            }
            underWay.add(thread.schedule(never, HOUR));
        }
        underWay.forEach(thread::cancel);
        return cancelled + underWay.size();
    }
}

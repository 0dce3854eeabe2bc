package quest.eventloop.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.AuxCounters;
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

/// Heroes who do nothing but wait: each waits 100 ms, then 50, 75 and 200, all `scale` times as fast. One after the
/// other, each on a thread of its own, all on one loop.
///
/// How long that takes is no discovery: 425 ms for each hero in sequence, 425 ms for all of them together. So each
/// result comes with a second one, `timesIdeal`: how many times as long it took. What is above 1 is what the way of
/// waiting costs.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class QuestBenchmark {

    private static final List<Duration> WAITS = List.of(
            Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(75), Duration.ofMillis(200));

    @Param({"1", "10", "100", "1000"})
    public int heroes;

    @Param("100")
    public int scale;

    private List<Duration> waits;
    private double questMillis;
    private EventLoop loop;

    @Setup
    public void open() {
        waits = WAITS.stream().map(wait -> wait.dividedBy(scale)).toList();
        questMillis = waits.stream().mapToLong(Duration::toNanos).sum() / 1e6;
        loop = new EventLoop();
    }

    @TearDown
    public void close() {
        loop.close();
    }

    /// JMH divides the time by what is counted here. Count the ideal time, and the quotient is how many times as long
    /// it took; JMH calls its unit ms/op, and means: ms for each ms of the ideal.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Ideal {
        public double timesIdeal;
    }

    /// @return how many waits were waited for
    @Benchmark
    public int inSequence(Ideal ideal) throws InterruptedException {
        int waited = 0;
        for (int hero = 0; hero < heroes; hero++) {
            waited += quest();
        }
        ideal.timesIdeal += heroes * questMillis;
        return waited;
    }

    private int quest() throws InterruptedException {
        int waited = 0;
        for (var wait : waits) {
            Thread.sleep(wait);
            waited++;
        }
        return waited;
    }

    /// @return how many waits were waited for
    @Benchmark
    public int threadPerHero(Ideal ideal) throws InterruptedException {
        var waited = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int hero = 0; hero < heroes; hero++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    waited.addAndGet(quest());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        ideal.timesIdeal += questMillis;
        return waited.get();
    }

    /// @return how many waits were waited for
    @Benchmark
    public int onTheLoop(Ideal ideal) {
        var party = new Party();
        loop.execute(() -> {
            for (int hero = 0; hero < heroes; hero++) {
                party.startNextWait(0);
            }
        });
        int waited = loop.runUntilComplete(party.home);
        ideal.timesIdeal += questMillis;
        return waited;
    }

    private final class Party {
        final CompletableFuture<Integer> home = new CompletableFuture<>();
        private int waited;

        void startNextWait(int wait) {
            if (wait < waits.size()) {
                loop.schedule(() -> {
                    waited++;
                    startNextWait(wait + 1);
                }, waits.get(wait));
            } else if (waited == heroes * waits.size()) {
                home.complete(waited);
            }
        }
    }
}

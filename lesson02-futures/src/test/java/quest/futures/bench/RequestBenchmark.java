package quest.futures.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import quest.eventloop.EventLoop;
import quest.futures.Futures;

/// Requests that are nothing but waiting, `scale` times as fast as in the lesson: one after the other, together on the
/// loop, together on virtual threads.
///
/// `assets` are requests of 1,000 ms each. `dashboard` are four for each player: stats 150 ms, recent games 200, rank 100,
/// achievements 120. The ideal is their sum in sequence, and the longest of them together; `timesIdeal` says how many
/// times as long it took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RequestBenchmark {

    @Param({"assets", "dashboard"})
    public String what;

    @Param({"1", "10", "100", "1000"})
    public int count;

    @Param("10")
    public int scale;

    private List<Duration> waits;
    private double longestMillis;
    private EventLoop loop;
    private ExecutorService virtualThreads;

    @Setup
    public void open() {
        var each = switch (what) {
            case "assets" -> List.of(1000);
            case "dashboard" -> List.of(150, 200, 100, 120);
            default -> throw new IllegalArgumentException("assets or dashboard, not " + what);
        };
        waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            each.forEach(millis -> waits.add(Duration.ofMillis(millis).dividedBy(scale)));
        }
        longestMillis = waits.stream().mapToLong(Duration::toNanos).max().orElseThrow() / 1e6;
        loop = new EventLoop();
        virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @TearDown
    public void close() {
        loop.close();
        virtualThreads.close();
    }

    /// One after the other. Only the first 40 requests are really waited for, since a thousand would take a minute and a half;
    /// the ideal is that of those 40.
    ///
    /// @return how many were waited for
    @Benchmark
    public int inSequence(Ideal ideal) throws InterruptedException {
        var waitedFor = waits.subList(0, Math.min(40, waits.size()));
        for (var wait : waitedFor) {
            Thread.sleep(wait);
            ideal.timesIdeal += wait.toNanos() / 1e6;
        }
        return waitedFor.size();
    }

    /// @return how many were waited for
    @Benchmark
    public int onTheLoop(Ideal ideal) {
        ideal.timesIdeal += longestMillis;
        return loop.runUntilComplete(CompletableFuture.supplyAsync(() ->
                Futures.gather(waits.stream().map(wait -> Futures.delay(loop, wait, 1)).toList()), loop)
                .thenCompose(all -> all)).size();
    }

    /// @return how many were waited for
    @Benchmark
    public int onVirtualThreads(Ideal ideal) {
        ideal.timesIdeal += longestMillis;
        var requests = waits.stream().map(wait -> CompletableFuture.supplyAsync(() -> request(wait), virtualThreads)).toList();
        CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)).join();
        return requests.stream().mapToInt(CompletableFuture::join).sum();
    }

    private static int request(Duration wait) {
        try {
            Thread.sleep(wait);
            return 1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

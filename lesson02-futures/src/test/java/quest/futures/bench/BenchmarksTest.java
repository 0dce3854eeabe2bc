package quest.futures.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The benchmarks do what they say. How long that takes is not asked here.
class BenchmarksTest {

    @ParameterizedTest
    @CsvSource({"assets, 5, 5", "dashboard, 5, 20"})
    void everyRequestIsWaitedFor(String what, int count, int requests) throws InterruptedException {
        var benchmark = new RequestBenchmark();
        benchmark.what = what;
        benchmark.count = count;
        benchmark.scale = 1000;
        benchmark.open();
        try {
            assertThat(benchmark.inSequence(new Ideal())).isEqualTo(requests);
            assertThat(benchmark.onTheLoop(new Ideal())).isEqualTo(requests);
            assertThat(benchmark.onVirtualThreads(new Ideal())).isEqualTo(requests);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void theIdealIsTheSumInSequenceAndTheLongestTogether() throws InterruptedException {
        var benchmark = new RequestBenchmark();
        benchmark.what = "dashboard";
        benchmark.count = 1;
        benchmark.scale = 100;
        benchmark.open();
        try {
            var ideal = new Ideal();
            benchmark.inSequence(ideal);
            assertThat(ideal.timesIdeal).isEqualTo(5.7);
            ideal.timesIdeal = 0;
            benchmark.onTheLoop(ideal);
            assertThat(ideal.timesIdeal).isEqualTo(2.0);
        } finally {
            benchmark.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "10", "100"})
    void aValuePassesThroughEveryStep(int steps) {
        var benchmark = new PromiseChainBenchmark();
        benchmark.steps = steps;
        benchmark.open();
        try {
            assertThat(benchmark.promise()).isEqualTo(steps);
            assertThat(benchmark.completableFuture()).isEqualTo(steps);
        } finally {
            benchmark.close();
        }
    }
}

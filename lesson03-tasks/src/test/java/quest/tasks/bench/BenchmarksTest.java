package quest.tasks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The benchmarks do what they say. How long that takes is not asked here.
class BenchmarksTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void everyTaskIsForkedAndJoined(int tasks) throws Exception {
        var benchmark = new ForkJoinBenchmark();
        benchmark.tasks = tasks;
        benchmark.open();
        try {
            assertThat(benchmark.scope()).isEqualTo(tasks);
            assertThat(benchmark.teachingScope()).isEqualTo(tasks);
            assertThat(benchmark.invokeAllOnVirtualThreads()).isEqualTo(tasks);
            assertThat(benchmark.invokeAllOnAPool()).isEqualTo(tasks);
        } finally {
            benchmark.close();
        }
    }
}

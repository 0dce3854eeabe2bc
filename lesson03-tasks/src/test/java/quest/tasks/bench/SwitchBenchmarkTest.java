package quest.tasks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each contender takes the turns that its time is divided by.
class SwitchBenchmarkTest {

    private final SwitchBenchmark benchmark = new SwitchBenchmark();

    @BeforeEach
    void open() {
        benchmark.open();
    }

    @AfterEach
    void close() {
        benchmark.close();
    }

    @Test
    void everyTurnIsTaken() throws InterruptedException {
        assertThat(benchmark.bareContinuation()).isEqualTo(SwitchBenchmark.TURNS);
        assertThat(benchmark.coroutine()).isEqualTo(SwitchBenchmark.TURNS);
        assertThat(benchmark.coroutineAwaitingAFuture()).isEqualTo(SwitchBenchmark.TURNS);
        assertThat(benchmark.completableFutureStep()).isEqualTo(SwitchBenchmark.TURNS);
        assertThat(benchmark.virtualThreads()).isEqualTo(SwitchBenchmark.TURNS);
        assertThat(benchmark.platformThreads()).isEqualTo(SwitchBenchmark.TURNS);
    }
}

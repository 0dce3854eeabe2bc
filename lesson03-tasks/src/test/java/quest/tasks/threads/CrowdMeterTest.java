package quest.tasks.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrowdMeterTest {

    @ParameterizedTest
    @EnumSource
    void theOtherJvmHasAHeapOfOneGibibyteAndEndsWithTheMeasuring(CrowdMeter.Kind kind) throws Exception {
        var report = CrowdMeter.measure(kind, 60);

        assertThat(report.wanted()).isEqualTo(60);
        assertThat(report.asleep()).isEqualTo(60);
        assertThat(report.heapLimit()).isBetween(900L << 20, 1L << 30);
        assertThat(report.heapUsed()).isBetween(100L << 10, report.heapLimit());
        assertThat(ProcessHandle.current().children()).noneMatch(child -> child.info().commandLine()
                .filter(command -> command.contains(CrowdMeter.class.getName())).isPresent());
    }

    /// 20,000 threads with a stack each, beside which whatever else the JVM puts on its heap does not count.
    @Test
    void theHeapGrowsByWhatAHeroTakes() throws Exception {
        var report = CrowdMeter.measure(CrowdMeter.Kind.VIRTUAL, 20_000);

        assertThat(report.heapEach()).isBetween(300.0, 10_000.0);
    }
}

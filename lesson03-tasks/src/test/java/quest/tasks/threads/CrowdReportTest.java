package quest.tasks.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CrowdReportTest {

    private static final long GIB = 1L << 30;

    @Test
    void theCostIsSharedByThoseWhoWereThere() {
        var report = new CrowdReport(5000, 2000, 1_000_000, 80_000_000, 3_000_000, GIB);

        assertThat(report.heapEach()).isEqualTo(500);
        assertThat(report.residentEach()).hasValue(40_000);
    }

    @Test
    void whatCouldNotBeMeasuredHasNoValue() {
        assertThat(new CrowdReport(10, 10, 5000, CrowdReport.UNKNOWN, 9000, GIB).residentEach()).isEmpty();
    }

    @Test
    void itIsTheSameOnTheOtherSideWhateverElseIsPrinted() {
        var report = new CrowdReport(10, 9, 5000, CrowdReport.UNKNOWN, 9000, GIB);

        assertThat(CrowdReport.fromLines("[warning] Failed to start thread\n" + report.toLine() + "\n"))
                .isEqualTo(report);
    }

    @Test
    void aJvmThatBrokeOffIsQuoted() {
        assertThatThrownBy(() -> CrowdReport.fromLines("java.lang.OutOfMemoryError: Java heap space\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a line that begins with 'crowd'")
                .hasMessageContaining("Java heap space");
    }
}

package quest.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0.5, 0.5 ns", "999.4, 999 ns", "999.6, 1 µs", "12_345, 12.3 µs", "200_600_000, 201 ms",
        "42_500_000_000, 42.5 s", "424_575_000_000, 425 s", "4_245_750_000_000, '4,250 s'", "0, 0 ns"})
    void aTimeIsInTheUnitInWhichItReadsBest(String nanos, String shown) {
        assertThat(Figures.time(Double.parseDouble(nanos.replace("_", "")))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0.515, 0.515", "1.0042, 1.004", "0.99, 0.990", "2.104, 2.10", "21.26, 21.3", "212.5, 212.5",
        "2125, '2,125'", "0.0001, 1.0e-04", "NaN, ?"})
    void aRatioHasTheDigitsThatTell(double ratio, String shown) {
        assertThat(Figures.ratio(ratio)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"5.4999, ns/op, 5.5 ns", "1.5, ms, 1.5 ms", "12345678, ops/s, 12.3 million ops/s",
        "950000, ops/s, '950,000 ops/s'", "2e9, ops/s, 2 billion ops/s", "3, #, 3", "0.25, ops/us, 0.25 ops/us",
        "NaN, ms/op, ?"})
    void aMetricIsShownWithItsUnit(double score, String unit, String shown) {
        assertThat(new Metric(score, Double.NaN, unit).shown()).isEqualTo(shown);
    }
}

package quest.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page and its charts, as far as that shows without a browser. `src/browser` opens it in one.
class BenchPageTest {

    private static String page(List<Measurement> measured, List<Guess> guesses) {
        return BenchPage.of("lesson03", Fixture.SETTING, measured, guesses, List.of());
    }

    private static Measurement measured(String method, Map<String, String> params, double millis) {
        return new Measurement("quest.bench.LoopBenchmark." + method, "avgt", 2, 5, "1 s", params,
                new Metric(millis, 1, "ms/op"), Map.of());
    }

    @Test
    void nothingComesFromElsewhereAndThereIsNoScript() {
        assertThat(page(Measurement.read(Fixture.various()), List.of()))
                .doesNotContain("<script", "http:", "https:", "src=").contains("default-src 'none'");
    }

    @Test
    void whereAndHowItWasMeasuredStandsAtTheTop() {
        assertThat(page(Measurement.read(Fixture.various()), List.of())).contains("A processor, 2 cores")
                .contains("<dd>JDK 25</dd>").contains("2026-01-02").contains("./quest bench headline")
                .contains("average time, 1 fork of 3 iterations");
    }

    @Test
    void whatBenchmarksAreCalledIsEscaped() {
        assertThat(page(List.of(measured("run", Map.of("on", "<script>alert(1)</script>"), 5),
                measured("run", Map.of("on", "b"), 5)), List.of()))
                .doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void stylesAreComparedWithinWhatTheyDo() {
        var sections = Sections.of(List.of(measured("chain", Map.of("on", "LOOP", "n", "1"), 5),
                measured("chain", Map.of("on", "POOL", "n", "1"), 6),
                measured("batch", Map.of("on", "LOOP", "n", "1"), 7),
                measured("batch", Map.of("on", "POOL", "n", "1"), 8)), List.of());

        assertThat(sections).singleElement().satisfies(section -> {
            assertThat(section.charts().getFirst().groups()).extracting(Chart.Group::title)
                    .containsExactly("chain", "batch");
            assertThat(section.rows()).extracting(Section.Row::name).containsExactly("LOOP", "POOL", "LOOP", "POOL");
            assertThat(section.remark()).isEqualTo("average time, 2 forks of 5 iterations of 1 s; n 1");
        });
    }

    @Test
    void methodsAreComparedForEachNumber() {
        var sections = Sections.of(List.of(measured("inSequence", Map.of("n", "1"), 5),
                measured("onTheLoop", Map.of("n", "1"), 5), measured("inSequence", Map.of("n", "100"), 500),
                measured("onTheLoop", Map.of("n", "100"), 5)), List.of());

        assertThat(sections.getFirst().charts().getFirst().groups()).extracting(Chart.Group::title)
                .containsExactly("n 1", "n 100");
        assertThat(sections.getFirst().columns()).endsWith("sequence : this");
        assertThat(sections.getFirst().rows()).extracting(row -> row.cells().getLast())
                .containsExactly("", "1.000", "", "100.0");
    }

    @Test
    void whatIsMeasuredOtherwiseHasAChartOfItsOwn() {
        assertThat(Sections.of(Measurement.read(Fixture.various()), List.of())).extracting(Section::title)
                .contains("QuestBenchmark", "RateBenchmark").doesNotHaveDuplicates();
    }

    @Test
    void aDecadeIsStillLinearAndMoreIsLogarithmic() {
        assertThat(Scale.of(1, 9.9).logarithmic()).isFalse();
        assertThat(Scale.of(1, 11).logarithmic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"200, 425", "1, 1", "0.3, 0.0001", "3, 42500", "212.5, 208", "1e9, 1e-3", "10, 100.1", "99, 1e12"})
    void everyValueIsOnTheScaleAndHasALength(double one, double other) {
        var scale = Scale.of(one, other);

        assertThat(scale.at(one)).isBetween(0.001, 100.0);
        assertThat(scale.at(other)).isBetween(0.001, 100.0);
        assertThat(scale.at(Math.max(one, other))).isGreaterThan(45)
                .isGreaterThan(scale.at(Math.min(one, other)) - 1e-9);
        assertThat(scale.ticks()).hasSizeBetween(2, 5).allMatch(tick -> tick.at() >= 0 && tick.at() <= 100);
    }

    @Test
    void anErrorThatReachesBeyondTheScaleHasAnOpenEnd() {
        var bars = List.of(new Chart.Bar("steady", 100, 5, Double.NaN, Double.NaN),
                new Chart.Bar("wild", 100, 900, Double.NaN, Double.NaN));
        var drawn = new Chart("Chart", "time", "ms/op", List.of(new Chart.Group("", bars))).drawn();

        assertThat(drawn.bars()).extracting(bar -> bar.whisker().ends()).containsExactly(true, false);
        assertThat(drawn.bars()).extracting(bar -> bar.whisker().begins()).containsExactly(true, false);
    }
}

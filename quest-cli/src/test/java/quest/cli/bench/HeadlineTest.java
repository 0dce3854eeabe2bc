package quest.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The headline: one model, and README is what was recorded.
class HeadlineTest {

    private static final Path COURSE = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private final Headline headline = Headline.of(Fixture.SETTING, Measurement.read(Fixture.headline()));

    private static JsonNode recorded() throws IOException {
        return JsonMapper.builder().build().readTree(COURSE.resolve("docs/headline.json").toFile());
    }

    private static String readme() throws IOException {
        return Files.readString(COURSE.resolve("README.md")).replace("\r\n", "\n");
    }

    @Test
    void readmeShowsTheHeadlineThatWasRecordedLast() throws IOException {
        assertThat(HeadlineRecord.inserted(readme(), HeadlineRecord.read(recorded())))
                .as("README.md is not edited by hand there: ./quest bench headline --record writes it. When only the "
                        + "table's form has changed: run HeadlineReadme, which is beside this test")
                .isEqualTo(readme());
    }

    @Test
    void aNumberThatWasChangedByHandIsFound() throws IOException {
        var record = (ObjectNode) recorded();
        var result = (ObjectNode) record.path("results").get(0).path("primaryMetric");
        result.put("score", result.get("score").asDouble() * 1.1);

        assertThat(HeadlineRecord.inserted(readme(), HeadlineRecord.read(record))).isNotEqualTo(readme());
    }

    @Test
    void theRecordHasEveryTaskInEveryStyle() throws IOException {
        assertThat(HeadlineRecord.read(recorded()).missing()).isEmpty();
    }

    @Test
    void theRecordTellsNoPaths() throws IOException {
        assertThat(recorded().toString()).doesNotContain("/bin/").doesNotContain("jvm");
        assertThat(HeadlineRecord.write(Fixture.SETTING, Fixture.headline()).toString()).doesNotContain("a path");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(HeadlineTables.markdown(HeadlineRecord.read(HeadlineRecord.write(Fixture.SETTING,
                Fixture.headline())))).isEqualTo(HeadlineTables.markdown(headline));
    }

    @Test
    void readmeNeedsItsMarkers() {
        assertThatThrownBy(() -> HeadlineRecord.inserted("# README", headline))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("<!-- headline -->");
    }

    @Test
    void ratiosAreOfTheSequenceInTheGamesTime() {
        var task = headline.tasks().getFirst();
        var together = task.cells().get(4);

        assertThat(task.key()).isEqualTo("actions100");
        assertThat(together.style()).isEqualTo("virtualThreads");
        // 44.68 s, measured a hundred times as fast, to 202.4 ms; at best 42.5 s to 200 ms.
        assertThat(task.sequenceToThisShown(together)).isEqualTo("220.7* of 212.5");
        assertThat(task.moreMemoryShown(together)).isEqualTo("+10 MiB");
        assertThat(task.sequenceToThisShown(task.cells().getFirst())).isEmpty();
    }

    @Test
    void computingIsNotScaledAndIsTheCounterExample() {
        var results = (ArrayNode) Fixture.headline();
        for (var result : results) {
            if (result.path("params").path("what").asText().equals("physics") && result.path("params").has("scale")) {
                ((ObjectNode) result.get("params")).put("scale", "50");
            }
        }
        var physics = Headline.of(Fixture.SETTING, Measurement.read(results)).tasks().getLast();

        assertThat(physics.isCounterExample()).isTrue();
        assertThat(physics.cells()).noneMatch(Headline.Cell::isScaled);
        assertThat(physics.cells().getFirst().timeShown()).isEqualTo("95 ms");
    }

    @ParameterizedTest
    @CsvSource({"actions10000, '10,000 player actions, each 100 + 50 + 75 + 200 ms'", "tournament8, tournament of 8",
        "chat5, 5 chat messages of 300 ms", "naps, naps", "actions99999999999, actions99999999999"})
    void otherTasksThanTheTablesHaveTheirTitlesToo(String task, String title) {
        assertThat(new Headline.Task(task, List.of()).title()).isEqualTo(title);
    }

    @Test
    void aMissingCellIsNamed() {
        var results = (ArrayNode) Fixture.headline();
        results.remove(2);

        assertThat(Headline.of(Fixture.SETTING, Measurement.read(results)).missing())
                .containsExactly("actions100 platformThreads");
    }

    @Test
    void theTerminalsTableFits80Columns() {
        assertThat(HeadlineTables.text(headline)).hasSizeGreaterThan(40).allMatch(line -> line.length() <= 80);
    }

    @Test
    void markdownSaysWhenItWasMeasuredShortlyAndWhatWasScaled() {
        var setting = Fixture.SETTING;
        var quick = new Setting(setting.machine(), setting.jdk(), setting.command(), setting.date(), 1.5, true);
        var markdown = HeadlineTables.markdown(Headline.of(quick, Measurement.read(Fixture.headline())));

        assertThat(markdown).contains("**Measured shortly").contains("load 1.5 on 2 cores")
                .contains("| in sequence | 44.7 s\\* |").contains("measured 100 times as fast");
    }
}

package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.stage.Moment;
import quest.stage.Stage;
import quest.stage.WrongUsage;
import quest.tasks.threads.CrowdReport;

class HundredThousandHeroesTest {

    private static final long GIB = 1L << 30;

    @Test
    void bothKindsFallAsleepAndAreMeasured() throws Exception {
        try (var stage = Stage.fastRehearsal("--heroes", "300", "--platform", "30")) {
            new HundredThousandHeroes().play(stage);

            assertThat(stage.timeline()).extracting(Moment::who).containsExactly(
                    "heroes", "heroes", "heap", "process", "heroes", "heroes", "heap", "process");
            assertThat(said(stage, "heroes")).containsExactly(
                    "300 are to fall asleep", "300 were asleep at the same time",
                    "30 are to fall asleep", "30 were asleep at the same time");
            assertThat(said(stage, "heap")).allSatisfy(line -> assertThat(line)
                    .matches("held \\d+\\.\\d MiB, of at most .*"));
        }
    }

    @Test
    void theyAreComparedByTheMemoryOfTheProcess() {
        var virtual = new CrowdReport(100_000, 100_000, 120_000_000, 200_000_000, 130_000_000, GIB);
        var platform = new CrowdReport(2000, 2000, 500_000, 80_000_000, 2_000_000, GIB);

        assertThat(HundredThousandHeroes.comparison(virtual, platform)).contains("20.0 times", "95% less");
    }

    @Test
    void whatCannotBeMeasuredIsNotCompared() {
        var virtual = new CrowdReport(100_000, 100_000, 120_000_000, CrowdReport.UNKNOWN, 130_000_000, GIB);
        var platform = new CrowdReport(2000, 2000, 500_000, 80_000_000, 2_000_000, GIB);

        assertThat(HundredThousandHeroes.comparison(virtual, platform)).contains("cannot be said");
    }

    @Test
    void aFewHeroesAreNotComparedEither() {
        var few = new CrowdReport(10, 10, 120_000, -3, 130_000, GIB);

        assertThat(HundredThousandHeroes.comparison(few, few)).contains("Too few heroes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--heroes", "--heroes 0", "--heroes many", "--platform 1000001", "--knights 3"})
    void wrongNumbersAreExplained(String arguments) {
        try (var stage = Stage.fastRehearsal(arguments.split(" "))) {
            assertThatThrownBy(() -> new HundredThousandHeroes().play(stage)).isInstanceOf(WrongUsage.class)
                    .hasMessageStartingWith("expected");
            assertThat(stage.timeline()).isEmpty();
        }
    }

    private static List<String> said(Stage stage, String who) {
        return stage.timeline().stream().filter(moment -> moment.who().equals(who)).map(Moment::what).toList();
    }
}

package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quest.eventloop.explore.Exploration;
import quest.eventloop.explore.Explorer;
import quest.eventloop.explore.Interleavings;
import quest.eventloop.explore.Run;
import quest.eventloop.explore.Schedule;
import quest.eventloop.scenes.Town.Onlooker;
import quest.eventloop.scenes.Town.Purchase;
import quest.stage.SceneOutput;
import quest.stage.Stage;
import quest.stage.WrongUsage;

class LostGoldExploredTest {

    private static final String FAILING = "a.b.b.b.b.a";

    // ---- the program ----

    @Test
    void theRaceIsFoundAfterFourSchedules() throws InterruptedException {
        var explored = new Explorer().exploreUntilFailure(Town.program(Purchase.FROM_WHAT_WAS_SEEN, Onlooker.NOBODY));

        assertThat(explored).isInstanceOfSatisfying(Exploration.Faulty.class, faulty -> {
            assertThat(faulty.foundAfter()).isEqualTo(4);
            assertThat(faulty.first().schedule()).hasToString(FAILING);
            assertThat(faulty.first().why()).hasMessage("holds 40 gold instead of 90: 50 are lost");
        });
    }

    /// Ann's two steps, bob's four: 6! / (2! 4!) orders. Gold is lost in those where ann begins before bob's last step and
    /// pays after it: one for each of bob's steps that she may begin before.
    @Test
    void goldIsLostInFourOfAllFifteen() throws InterruptedException {
        var explored = new Explorer().exploreAll(Town.program(Purchase.FROM_WHAT_WAS_SEEN, Onlooker.NOBODY));

        assertThat(explored).isInstanceOfSatisfying(Exploration.Faulty.class, faulty -> {
            assertThat(faulty.complete()).isTrue();
            assertThat(faulty.schedules()).isEqualTo(15);
            assertThat(faulty.failing()).isEqualTo(4);
            assertThat(faulty.simplest().schedule()).hasToString(FAILING);
        });
        assertThat(Interleavings.of(2, 4)).isEqualTo(15);
    }

    @Test
    void theMendedVersionSurvivesAllFifteen() throws InterruptedException {
        assertThat(new Explorer().exploreAll(Town.program(Purchase.WITH_GOLD_SET_ASIDE, Onlooker.NOBODY)))
                .isEqualTo(new Exploration.Survived(15, true));
    }

    @Test
    void everyScheduleReplaysStepByStep() throws InterruptedException {
        var told = new ArrayList<String>();
        var program = Town.program(Purchase.FROM_WHAT_WAS_SEEN, (who, what, purse) -> told.add(who + what + purse));
        var days = new ArrayList<List<String>>();
        var schedules = new ArrayList<Schedule>();
        new Explorer().explore(program, run -> {
            schedules.add(run.schedule());
            days.add(List.copyOf(told));
            told.clear();
            return true;
        });

        for (int i = 0; i < schedules.size(); i++) {
            Explorer.replay(program, Schedule.parse(schedules.get(i).toString()));
            assertThat(told).hasSize(6).isEqualTo(days.get(i));
            told.clear();
        }
        assertThat(days).doesNotHaveDuplicates();
    }

    // ---- the scene ----

    private static List<String> printed(String... arguments) {
        return SceneOutput.inVirtualTime(new LostGold(), List.of(arguments));
    }

    @Test
    void whatItPrintsReplays() {
        var explored = printed("--explore");
        assertThat(explored).contains("Tried 4 schedules; schedule " + FAILING + " loses gold. (a is ann, b is bob.)",
                "To see it again: ./quest run lost-gold --schedule " + FAILING,
                "    0.00 s  mended        tried all 15, gold is lost under none");

        assertThat(printed("--schedule", FAILING)).containsSubsequence(steps(explored));
        assertThat(steps(explored)).containsExactly(
                "     1  ann   looks into the purse                 100",
                "     2  bob   packs the furs                       100",
                "     3  bob   walks to town                        100",
                "     4  bob   haggles                              100",
                "     5  bob   sells for 50                         150",
                "     6  ann   pays 60 of the 100 she saw            40");
    }

    @Test
    void aScheduleOfYourOwnIsReplayedAndMended() {
        var both = printed("--schedule", "bob.ann.bob.bob.bob.ann");
        var mended = printed("--schedule", "b.a.b.b.b.a", "--mended");

        assertThat(steps(both)).hasSize(12).endsWith("     6  ann   pays with the 60                      90")
                .containsSubsequence(steps(mended));
        assertThat(steps(mended)).hasSize(6);
        assertThat(both).contains("The purse holds 40 gold instead of 90: 50 are lost");
        assertThat(mended).contains("The purse holds 90 gold, as it should")
                .doesNotContain("The purse holds 40 gold instead of 90: 50 are lost");
    }

    private static List<String> steps(List<String> output) {
        return output.stream().filter(line -> line.matches(" +\\d  (ann|bob) .*")).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.b.x.b.b.a   | step 3 of the schedule a.b.x.b.b.a is x, which is not ready; ready: ann: pays 60
            a.a.a         | step 3 of the schedule a.a.a is a, which is not ready; ready: bob: packs the furs
            b.b           | the schedule b.b ends after step 2, but the program does not; ready: ann: looks
            a.a.b.b.b.b.b | the schedule a.a.b.b.b.b.b has 7 steps, but the program is at its end after 6
            a,b           | a schedule is names with dots between them, such as a.b.b.a, not 'a,b'
            """)
    void saysWhatIsWrongWithASchedule(String schedule, String message) {
        assertThatThrownBy(() -> {
            try (var stage = Stage.rehearsal("", "--schedule", schedule)) {
                new LostGold().play(stage);
            }
        }).isInstanceOf(WrongUsage.class).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--explore", "--schedule b.b.b.b.a.a", "--interactive", "--interactive --mended"})
    void whatItPrintsFitsATerminal(String arguments) {
        assertThat(printed(arguments.split(" "))).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    /// The small numbers were tried, all agree with the formula.
    @Test
    void theTableOfNumbersIsRight() {
        var table = printed("--explore").stream().dropWhile(line -> !line.contains("steps each")).skip(1)
                .takeWhile(line -> !line.isBlank()).map(line -> line.strip().replaceAll("tried|,", "").split(" +")).toList();

        assertThat(table).hasSize(7).allSatisfy(row -> {
            int steps = Integer.parseInt(row[0]);
            assertThat(row).containsExactly(row[0], Interleavings.of(steps, steps).toString(),
                    Interleavings.of(steps, steps, steps).toString());
        });
        assertThat(Interleavings.of(20, 20)).isEqualTo(137_846_528_820L);
    }
}

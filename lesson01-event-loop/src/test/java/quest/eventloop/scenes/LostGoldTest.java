package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;
import quest.stage.WrongUsage;

class LostGoldTest {

    private static final String RIGHT = "purse: holds 90 gold, as it should";
    private static final String LOST = "purse: holds 40 gold instead of 90: 50 are lost";

    @Test
    void theUsualOrderHidesTheRace() {
        assertThat(days(played()).getFirst()).containsExactly(
                "ann: sees 100 gold and asks for the sword",
                "bob: packs the furs",
                "ann: pays 60, which leaves 40 in the purse",
                "bob: walks to town",
                "bob: haggles",
                "bob: sells for 50, which makes 90 in the purse",
                RIGHT);
    }

    @Test
    void theHuntEndsWithTheFirstSeedThatLosesGold() {
        var hunt = played().stream().filter(line -> line.startsWith("seed")).toList();

        assertThat(hunt.subList(0, hunt.size() - 1)).allMatch(line -> line.endsWith("holds 90 gold, as it should"));
        assertThat(hunt.getLast()).isEqualTo("seed " + hunt.size() + ": holds 40 gold instead of 90: 50 are lost");
    }

    @Test
    void theSeedReplaysExactlyAndSellsDuringThePause() {
        var lines = played();
        var days = days(lines);

        assertThat(days.get(1)).endsWith("bob: sells for 50, which makes 150 in the purse",
                "ann: pays 60, which leaves 40 in the purse", LOST);
        assertThat(days.get(2)).isEqualTo(days.get(1));
        assertThat(lines).contains("replay: the same 6 steps in the same order");
    }

    @Test
    void goldSetAsideBeforeThePauseIsNotLostUnderTheSameSeed() {
        assertThat(days(played()).get(3)).contains("ann: sets 60 aside and asks for the sword").endsWith(RIGHT);
    }

    @Test
    void manySeedsLoseGoldAndNoneDoesOnceItIsMended() {
        var lines = played();

        assertThat(lines).contains("mended: gold is lost under 0 of them");
        assertThat(lines).anyMatch(line -> line.matches("unmended: gold is lost under [1-9]\\d* of them"));
    }

    @Test
    void aSeedOfYourOwnIsReplayedAndMended() {
        assertThat(days(played("--seed", "-12345"))).hasSize(3).last(LIST).endsWith(RIGHT);
    }

    @Test
    void saysWhatItExpectsInsteadOfAWrongArgument() {
        assertThatThrownBy(() -> played("--seed", "seven")).isInstanceOf(WrongUsage.class)
                .hasMessage("--seed wants a whole number, such as 7, not seven");
        for (var wrong : List.of("--seed", "--seed 7 --mended", "--explore 7", "--mended", "--schedule", "explore")) {
            assertThatThrownBy(() -> played(wrong.split(" "))).isInstanceOf(WrongUsage.class).hasMessage(
                    "expected nothing, or one of --seed, --explore, --schedule and --interactive,\nbut got: " + wrong);
        }
    }

    private static List<String> played(String... arguments) {
        try (var stage = Stage.rehearsal("", arguments)) {
            new LostGold().play(stage);
            return stage.timeline().stream().map(LostGoldTest::untimed).toList();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a rehearsal", e);
        }
    }

    private static String untimed(Moment moment) {
        return moment.who() + ": " + moment.what();
    }

    /// The days that were told in full; each ends with what the purse holds.
    private static List<List<String>> days(List<String> lines) {
        var days = new ArrayList<List<String>>();
        var day = new ArrayList<String>();
        for (var line : lines) {
            if (line.matches("(ann|bob|purse):.*")) {
                day.add(line);
            }
            if (line.startsWith("purse:")) {
                days.add(List.copyOf(day));
                day.clear();
            }
        }
        return days;
    }
}

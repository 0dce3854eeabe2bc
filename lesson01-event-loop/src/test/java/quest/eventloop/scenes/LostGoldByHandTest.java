package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import quest.eventloop.scenes.Town.Purchase;
import quest.stage.SceneOutput;
import quest.stage.Stage;

class LostGoldByHandTest {

    private static final String LOST = "    0.00 s  purse         holds 40 gold instead of 90: 50 are lost";
    private static final String RIGHT = "    0.00 s  purse         holds 90 gold, as it should";
    private static final String REPLAY = "To see it again: ./quest run lost-gold --schedule ";

    private static List<String> played(String typed) {
        return SceneOutput.inVirtualTime(new LostGold(), List.of("--interactive"), typed.replace(' ', '\n') + "\n");
    }

    private static List<String> playedMended(String typed) {
        return SceneOutput.inVirtualTime(new LostGold(), List.of("--interactive", "--mended"), typed.replace(' ', '\n') + "\n");
    }

    @Test
    void whoLetsBobHaveHisDayInAnnsPauseLosesGold() {
        assertThat(played("1 2 2 2 2")).contains(LOST, "You have found the race.", REPLAY + "a.b.b.b.b.a");
    }

    @Test
    void whoLetsAnnPayBeforeLosesNone() {
        assertThat(played("1 2 1")).contains(RIGHT,
                "No gold is lost in this order. In 4 of the 15 there are, it is: try again.", REPLAY + "a.b.a.b.b.b");
    }

    @Test
    void heroesCanBeNamedToo() {
        assertThat(played("bob ann BOB bob bob")).contains(LOST, REPLAY + "b.a.b.b.b.a");
    }

    @Test
    void nobodyLosesGoldOnceItIsMended() {
        assertThat(playedMended("1 2 2 2 2")).contains(RIGHT, REPLAY + "a.b.b.b.b.a --mended",
                "You have lost none, and nobody can: no gold is lost in any of the 15 orders.");
    }

    /// Ann is always number 1, whoever became ready first.
    @Test
    void showsThePurseAndWhatIsDoneAndWhatIsReady() {
        assertThat(played("2 1 2 2 2").toString()).contains(String.join(", ",
                "The purse holds 100 gold.",
                "Done:     ann nothing",
                "          bob packs the furs",
                "Ready: 1  ann looks into the purse",
                "       2  bob walks to town",
                "Which is next?",
                "    0.00 s  ann           sees 100 gold and asks for the sword"));
    }

    @Test
    void whenOnlyOneIsLeftNobodyIsAsked() {
        assertThat(played("1 1")).containsSubsequence(
                "    0.00 s  ann           pays 60, which leaves 40 in the purse",
                "Nothing is left to choose: only bob has more to do.",
                "    0.00 s  bob           packs the furs",
                "    0.00 s  bob           walks to town",
                RIGHT).containsOnlyOnce("Nothing is left to choose: only bob has more to do.");
    }

    @Test
    void whatIsNoneOfThemIsExplainedAndAskedAgain() {
        assertThat(played("3 x  -1 1 2 2 2 2")).containsSubsequence(
                "'3' is none of them. Type a number from 1 to 2, or q to leave.",
                "'x' is none of them. Type a number from 1 to 2, or q to leave.",
                "'' is none of them. Type a number from 1 to 2, or q to leave.",
                "'-1' is none of them. Type a number from 1 to 2, or q to leave.",
                LOST);
    }

    @Test
    void qLeavesAndSoDoesTheEndOfTheInput() {
        var left = "You leave in the middle of the day, after 2 steps. Gold: 100.";

        assertThat(played("1 2 q 2 2 2")).contains(left);
        assertThat(played("1 2")).contains(left).doesNotContain(LOST, RIGHT);
        assertThat(played("Q")).contains("You leave in the middle of the day, after no step. Gold: 100.");
    }

    @Test
    void withNobodyAtTheKeyboardItPlaysByItself() {
        assertThat(SceneOutput.inVirtualTime(new LostGold(), List.of("--interactive"))).contains(
                "    5.00 s  purse         holds 40 gold instead of 90: 50 are lost", REPLAY + "a.b.b.b.b.a");
    }

    @Test
    void anInterruptEndsIt() {
        try (var stage = Stage.rehearsal()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> new LostGoldByHand(stage, Purchase.FROM_WHAT_WAS_SEEN).play())
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(Thread.interrupted()).isFalse();
    }
}

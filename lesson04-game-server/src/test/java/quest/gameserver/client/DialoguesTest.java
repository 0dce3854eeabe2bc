package quest.gameserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DialoguesTest {

    private static Reply hear(Dialogue dialogue, String line) {
        var bytes = ("before" + line + "after").getBytes(StandardCharsets.UTF_8);
        return dialogue.understand(bytes, 6, bytes.length - 5);
    }

    private static String next(Dialogue dialogue) {
        return new String(dialogue.nextRequest(), StandardCharsets.UTF_8);
    }

    @Test
    void actionsAreExpectedBackInTheirOrder() {
        var dialogue = ActionDialogue.random(new SplittableRandom(7));
        var first = next(dialogue);
        var second = next(dialogue);

        assertThat(hear(dialogue, "OK " + first)).isEqualTo(Reply.ANSWER);
        assertThat(hear(dialogue, "OK " + second)).isEqualTo(Reply.ANSWER);
        assertThat(hear(dialogue, "OK jump")).isEqualTo(new Reply.Wrong("nothing", "OK jump"));
    }

    @Test
    void sameSeedSendsTheSameActions() {
        var sent = new ArrayList<String>();
        for (var seed : new long[] {3, 3, 4}) {
            var dialogue = ActionDialogue.random(new SplittableRandom(seed));
            var all = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                all.append(next(dialogue)).append('\n');
            }
            sent.add(all.toString());
        }

        assertThat(sent.get(0)).isEqualTo(sent.get(1)).isNotEqualTo(sent.get(2));
        assertThat(sent.get(0).lines().distinct()).hasSize(8);
    }

    @Test
    void anActionOfOnesOwnIsSentAsItIsAndExpectedByItsName() {
        var dialogue = ActionDialogue.repeating(" Use   POTION ");

        assertThat(next(dialogue)).isEqualTo(" Use   POTION ");
        assertThat(hear(dialogue, "OK use potion")).isEqualTo(Reply.ANSWER);
    }

    @Test
    void anotherAnswerIsWrongAndTheNextIsForTheNextRequest() {
        var dialogue = ActionDialogue.repeating("jump");
        next(dialogue);
        next(dialogue);

        assertThat(hear(dialogue, "ERR \u001b[2J")).isEqualTo(new Reply.Wrong("OK jump", "ERR ?[2J"));
        assertThat(hear(dialogue, "OK jump")).isEqualTo(Reply.ANSWER);
    }

    private static PositionDialogue welcomed(int start) {
        var dialogue = new PositionDialogue(start);
        assertThat(hear(dialogue, "WELCOME 12")).isEqualTo(Reply.GREETING);
        return dialogue;
    }

    @Test
    void moveIsAnsweredByTheStateThatShowsIt() {
        var dialogue = welcomed(0);

        assertThat(next(dialogue)).isEqualTo("MOVE 1 0");
        assertThat(hear(dialogue, "POSITIONS 1=1,0 12=0,0 112=1,0")).isEqualTo(Reply.NEWS);
        assertThat(hear(dialogue, "POSITIONS 1=5,5 12=1,0 112=0,0")).isEqualTo(Reply.ANSWER);
        assertThat(hear(dialogue, "POSITIONS 1=6,5 12=1,0 112=0,0")).isEqualTo(Reply.NEWS);
    }

    @Test
    void stateAnswersAllMovesUpToTheOneItShows() {
        var dialogue = welcomed(998);

        assertThat(next(dialogue)).isEqualTo("MOVE 999 0");
        assertThat(next(dialogue)).isEqualTo("MOVE 0 1");
        assertThat(next(dialogue)).isEqualTo("MOVE 1 1");
        assertThat(hear(dialogue, "POSITIONS 12=0,1")).isEqualTo(new Reply.Answers(2));
        assertThat(hear(dialogue, "POSITIONS 12=999,0")).as("an older state").isEqualTo(Reply.NEWS);
        assertThat(hear(dialogue, "POSITIONS 12=1,1")).isEqualTo(Reply.ANSWER);
    }

    @Test
    void walkGoesAroundTheBoardAndLeavesOutTheBeginning() {
        var dialogue = welcomed(PositionDialogue.CELLS - 1);

        assertThat(next(dialogue)).isEqualTo("MOVE 999 999");
        assertThat(next(dialogue)).isEqualTo("MOVE 1 0");
        assertThat(hear(dialogue, "POSITIONS 12=0,0")).isEqualTo(Reply.NEWS);
        assertThat(hear(dialogue, "POSITIONS 12=1,0")).isEqualTo(new Reply.Answers(2));
    }

    @Test
    void statesOfOthersAndBrokenOnesAnswerNothing() {
        var dialogue = welcomed(0);
        next(dialogue);

        for (var line : new String[] {"POSITIONS ", "POSITIONS 2=1,0", "POSITIONS 12=", "POSITIONS 12=1",
            "POSITIONS 12=,", "POSITIONS 12=-1,0", "POSITIONS 12=99999999999999999999,0"}) {
            assertThat(hear(dialogue, line)).as(line).isEqualTo(Reply.NEWS);
        }
    }

    @Test
    void refusedMoveIsWrongAndNotWaitedForAnyLonger() {
        var dialogue = welcomed(0);
        next(dialogue);
        next(dialogue);

        assertThat(hear(dialogue, "ERR no")).isInstanceOf(Reply.Wrong.class);
        assertThat(hear(dialogue, "POSITIONS 12=2,0")).isEqualTo(Reply.ANSWER);
    }

    @Test
    void serverOfAnotherKindIsNoticed() {
        assertThat(hear(new PositionDialogue(0), "OK jump"))
                .isEqualTo(new Reply.Wrong("WELCOME <id>", "OK jump"));
    }
}

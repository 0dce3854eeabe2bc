package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class GameLoopTest {

    private static final int FIRST_ACT = 20;
    private static final int STEPS = 8;

    @Test
    void playerAndEnemyTakeTurnsOnceASecondForTenSeconds() {
        var expected = new ArrayList<String>();
        for (int second = 1; second <= 10; second++) {
            expected.add(second + ".00 s player");
            expected.add(second + ".00 s enemy");
        }

        try (var stage = Stage.rehearsal()) {
            new GameLoop().play(stage);

            assertThat(stage.timeline().subList(0, FIRST_ACT))
                    .extracting(moment -> Stage.seconds(moment.at()) + " " + moment.who())
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void theEnemySeesWhereThePlayerHasJustGone() {
        try (var stage = Stage.rehearsal()) {
            new GameLoop().play(stage);

            assertThat(stage.timeline().subList(FIRST_ACT - 4, FIRST_ACT)).extracting(Moment::what).containsExactly(
                    "................e....@..",
                    "..................e..@..",
                    "..................e...@.",
                    "....................e.@.");
        }
    }

    @Test
    void whoAsksForTheNextStepAfterThisOneDriftsByTheTimeOfAStep() {
        try (var stage = Stage.rehearsal()) {
            new GameLoop().play(stage);

            assertThat(stage.timeline().subList(FIRST_ACT, FIRST_ACT + STEPS))
                    .extracting(moment -> moment.at().toMillis())
                    .containsExactly(200L, 440L, 680L, 920L, 1160L, 1400L, 1640L, 1880L);
            assertThat(stage.timeline().get(FIRST_ACT + STEPS - 1).what()).endsWith("0.28 s late");
        }
    }

    @Test
    void aFixedTimeStepDoesNotDrift() {
        try (var stage = Stage.rehearsal()) {
            new GameLoop().play(stage);

            assertThat(stage.timeline().subList(FIRST_ACT + STEPS, FIRST_ACT + 2 * STEPS))
                    .extracting(moment -> moment.at().toMillis())
                    .containsExactly(200L, 400L, 600L, 800L, 1000L, 1200L, 1400L, 1600L);
            assertThat(stage.timeline()).hasSize(FIRST_ACT + 2 * STEPS).last()
                    .extracting(Moment::what).asString().endsWith("0.00 s late");
        }
    }
}

package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.stage.Moment;
import quest.stage.Stage;
import quest.stage.WrongUsage;

class BlockingNightmareTest {

    @Test
    void anActionTakes425MillisecondsAndTheThirdPlayerWaitsForTwoOfThem() throws Exception {
        try (var stage = Stage.rehearsal("", "--players", "3")) {
            new BlockingNightmare().play(stage);

            assertThat(stage.timeline()).extracting(moment -> moment.at().toMillis() + " " + moment.who())
                    .containsExactly(
                            "100 player 1", "150 player 1", "225 player 1", "425 player 1", "425 player 1",
                            "525 player 2", "575 player 2", "650 player 2", "850 player 2", "850 player 2",
                            "950 player 3", "1000 player 3", "1075 player 3", "1275 player 3", "1275 player 3");
            assertThat(stage.timeline().getLast().what()).isEqualTo("is answered, after waiting 0.85 s");
        }
    }

    @Test
    void theHundredthPlayerIsAnsweredAfter42AndAHalfSeconds() throws Exception {
        try (var stage = Stage.rehearsal("", "--players", "100")) {
            new BlockingNightmare().play(stage);

            assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(42_500));
            assertThat(stage.timeline()).last().extracting(Moment::toString)
                    .isEqualTo("42.50 s player 100: is answered, after waiting 42.08 s");
        }
    }

    @Test
    void inVirtualTimeTheCrowdComesAfterTheParty() throws Exception {
        try (var stage = Stage.rehearsal()) {
            new BlockingNightmare().play(stage);

            assertThat(stage.timeline()).filteredOn(moment -> moment.what().startsWith("is answered"))
                    .extracting(Moment::who).startsWith("player 1", "player 2", "player 3", "player 1")
                    .endsWith("player 100");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 11, 25, 99, 1000})
    void theLastPlayerIsAlwaysShownAndNeverTooMany(int players) throws Exception {
        try (var stage = Stage.rehearsal("", "--players", "" + players)) {
            new BlockingNightmare().play(stage);

            var answered = stage.timeline().stream().filter(moment -> moment.what().startsWith("is answered")).toList();
            assertThat(answered).hasSizeLessThanOrEqualTo(25).last()
                    .extracting(Moment::who).isEqualTo("player " + players);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--players", "--players 1", "--players 1001", "--players many", "3", "--players 3 4"})
    void argumentsThatMakeNoSenseAreExplained(String arguments) {
        try (var stage = Stage.rehearsal("", arguments.split(" "))) {
            assertThatThrownBy(() -> new BlockingNightmare().play(stage)).isInstanceOf(WrongUsage.class)
                    .hasMessage("expected --players and a number from 2 to 1000, not: " + arguments);
        }
    }
}

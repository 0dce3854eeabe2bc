package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.tasks.scenes.FirstToTheFlag.ANN;
import static quest.tasks.scenes.FirstToTheFlag.BOB;
import static quest.tasks.scenes.FirstToTheFlag.CID;
import static quest.tasks.scenes.FirstToTheFlag.DORA;
import static quest.tasks.scenes.ScriptedPause.played;
import static quest.tasks.scenes.ScriptedPause.playedOnExecutors;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import quest.tasks.scenes.FirstToTheFlag.Runner;

@Timeout(60)
class FirstToTheFlagTest {

    @Test
    void anyOfTakesTheFirstThoughItIsAFailureAndTheOthersRunOn() throws Exception {
        assertThat(playedOnExecutors(FirstToTheFlag::anyOf, script -> script
                .on("bob").on("ann", "flag: stays where it is: bob fell into the swamp")
                .on("cid", "ann: gets there"))).containsExactly(
                "bob: falls into the swamp",
                "flag: stays where it is: bob fell into the swamp",
                "ann: gets there",
                "cid: gets there");
    }

    @Test
    void theFirstSuccessWinsAndTheOthersAreCalledBack() throws Exception {
        assertThat(played((stage, pause) -> FirstToTheFlag.firstSuccess(stage, pause, List.of(ANN, BOB, CID)),
                script -> script.on("bob").on("ann", "bob: falls into the swamp", "cid pauses").forEver("cid")))
                .containsExactly(
                        "bob: falls into the swamp",
                        "ann: gets there",
                        "cid: is called back",
                        "flag: is in the hand of ann");
    }

    @Test
    void ifAllFailTheFirstFailureIsTold() throws Exception {
        var runners = List.of(new Runner("ann", Duration.ZERO, true), BOB);
        var told = played((stage, pause) -> FirstToTheFlag.firstSuccess(stage, pause, runners),
                script -> script.on("bob").on("ann", "bob: falls into the swamp"));

        assertThat(told).startsWith("bob: falls into the swamp", "ann: falls into the swamp").hasSize(3);
        assertThat(told.getLast()).startsWith("flag: stays where it is: ");
    }

    @Test
    void allOrNoneIsNoneWhenOneFalls() throws Exception {
        var told = played((stage, pause) -> FirstToTheFlag.allOrNone(stage, pause, List.of(ANN, BOB, CID)),
                script -> script.forEver("ann").forEver("cid").on("bob", "ann pauses", "cid pauses"));

        assertThat(told).startsWith("bob: falls into the swamp")
                .contains("ann: is called back", "cid: is called back")
                .endsWith("flag: stays where it is: bob fell into the swamp").hasSize(4);
    }

    @Test
    void allOrNoneIsAllInTheOrderInWhichTheyWereSent() throws Exception {
        assertThat(played((stage, pause) -> FirstToTheFlag.allOrNone(stage, pause, List.of(ANN, DORA, CID)),
                script -> script.on("cid").on("dora", "cid: gets there").on("ann", "dora: gets there")))
                .containsExactly(
                        "cid: gets there",
                        "dora: gets there",
                        "ann: gets there",
                        "flag: is carried by ann, dora, cid");
    }
}

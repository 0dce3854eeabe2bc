package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.tasks.scenes.ScriptedPause.played;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuorumTest {

    private static final String[] ALL_THINK = {"ada pauses", "bo pauses", "cleo pauses", "dag pauses", "eve pauses"};

    @Test
    void oneHoarseElderIsEnoughForNoLaw() throws Exception {
        var told = played((stage, pause) -> Quorum.allOfThem(stage, pause, Set.of("bo")), script -> script
                .on("cleo", ALL_THINK).on("bo", "cleo: speaks").forEver("ada").forEver("dag").forEver("eve"));

        assertThat(told).startsWith("cleo: speaks", "bo: only coughs")
                .contains("ada: is excused", "dag: is excused", "eve: is excused")
                .endsWith("herald: no law today: bo is hoarse").hasSize(6);
    }

    @Test
    void theThirdVoiceMakesItLawAndExcusesTheRest() throws Exception {
        var told = played((stage, pause) -> Quorum.threeOfFive(stage, pause, Set.of("bo")), script -> script
                .on("cleo", ALL_THINK).on("bo", "cleo: speaks").on("dag", "bo: only coughs").on("ada", "dag: speaks")
                .forEver("eve"));

        assertThat(told.subList(0, told.size() - 1)).containsExactly(
                "cleo: speaks",
                "bo: only coughs",
                "dag: speaks",
                "ada: speaks",
                "eve: is excused");
        // Who has spoken is counted a moment later: by then the next may have been quicker.
        var law = "herald: it is law, by the voices of ";
        assertThat(told.getLast()).startsWith(law);
        assertThat(told.getLast().substring(law.length()).split(", ")).containsExactlyInAnyOrder("cleo", "dag", "ada");
    }

    @Test
    void threeHoarseEldersEndItAndTheOthersAreExcused() throws Exception {
        var told = played((stage, pause) -> Quorum.threeOfFive(stage, pause, Set.of("bo", "cleo", "dag")),
                script -> script.on("cleo", ALL_THINK).on("bo", "cleo: only coughs").on("dag", "bo: only coughs")
                        .forEver("ada").forEver("eve"));

        assertThat(told).startsWith("cleo: only coughs", "bo: only coughs", "dag: only coughs")
                .contains("ada: is excused", "eve: is excused")
                .contains("herald: no law today: 3 results wanted, 0 came and 3 failed");
        assertThat(told.subList(told.size() - 3, told.size())).containsExactlyInAnyOrder(
                "herald:    cleo is hoarse", "herald:    bo is hoarse", "herald:    dag is hoarse");
    }
}

package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.tasks.scenes.ScriptedPause.played;
import static quest.tasks.scenes.ScriptedPause.playedOnExecutors;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who must come too late waits for ever; for who may come in time, both answers are right, and must agree.
@Timeout(60)
class DeadlineTest {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(10_000);

    /// Nobody's wait is too long, though all of them together may be.
    @Test
    void timeoutsOfSingleWaitsAddUp() throws Exception {
        assertThat(playedOnExecutors((stage, pause) -> Deadline.aTimeoutForEachWait(stage, pause, AS_LONG_AS_IT_TAKES),
                script -> script.on("ann").on("bob", "gate: has let in ann").on("cid", "gate: has let in bob")))
                .containsExactly(
                        "ann: comes to the gate",
                        "gate: has let in ann",
                        "bob: comes to the gate",
                        "gate: has let in bob",
                        "cid: comes to the gate",
                        "gate: has let in cid",
                        "gate: closes");
    }

    @Test
    void theDeadlineStopsWhoIsLateBeforeTheGateSaysAnything() throws Exception {
        var told = played((stage, pause) -> Deadline.aDeadlineForAll(stage, pause, Deadline.GATE),
                script -> script.on("ann").on("bob").forEver("cid"));

        assertThat(told).endsWith("gate: closes, and says no more than that").doesNotContain("cid: comes to the gate");
    }

    @Test
    void aDeadlineThatIsNotReachedChangesNothing() throws Exception {
        assertThat(played((stage, pause) -> Deadline.aDeadlineForAll(stage, pause, AS_LONG_AS_IT_TAKES),
                script -> script.on("ann").on("bob").on("cid"))).endsWith("gate: has let in ann, bob, cid");
    }

    @Test
    void theHandlesSayWhoMadeIt() throws Exception {
        var told = played((stage, pause) -> Deadline.whoMadeIt(stage, pause, Deadline.GATE),
                script -> script.on("ann").on("bob").forEver("cid"));

        assertThat(told).endsWith("cid: is left outside").contains("gate: closes");
        for (var name : List.of("ann", "bob")) {
            if (!told.contains(name + ": comes to the gate")) {
                assertThat(told).contains(name + ": is left outside");
            }
            if (told.contains(name + ": is in")) {
                assertThat(told).contains(name + ": comes to the gate");
            }
        }
    }

    @Test
    void inTimeIsIn() throws Exception {
        assertThat(played((stage, pause) -> Deadline.whoMadeIt(stage, pause, AS_LONG_AS_IT_TAKES),
                script -> script.on("ann").on("bob").on("cid"))).endsWith("ann: is in", "bob: is in", "cid: is in");
    }

    @Test
    void aDeadlineHoldsForWhatIsNested() throws Exception {
        var told = played((stage, pause) -> Deadline.nested(stage, pause, Deadline.GATE),
                script -> script.forEver("mule"));

        assertThat(told).endsWith("gate: closes").doesNotContain("mule: comes to the gate");
    }
}

package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GatherDoesNotCancelTest {

    private static final List<String> ALL_SET_OUT =
            List.of("0.00 s ann: sets out", "0.00 s bob: sets out", "0.00 s cid: sets out");

    @Test
    void allOfTellsOfTheFailureWhenAllAreHome() throws Exception {
        assertThat(played().subList(0, 7)).startsWith(ALL_SET_OUT.toArray(String[]::new)).endsWith(
                "0.30 s ann: is lost",
                "0.60 s bob: brings a map",
                "1.00 s cid: brings a map",
                "1.00 s allOf: tells: ann is lost");
    }

    @Test
    void gatherTellsAtOnceAndStopsTheOthers() throws Exception {
        assertThat(played().subList(7, 14)).startsWith(ALL_SET_OUT.toArray(String[]::new)).endsWith(
                "0.30 s ann: is lost",
                "0.30 s bob: is called off, and stops",
                "0.30 s cid: is called off, and stops",
                "0.30 s gather: tells: ann is lost");
    }

    @Test
    void anyOfTakesTheFirstToSettleThoughItIsAFailure() throws Exception {
        assertThat(played().subList(14, 21)).startsWith(ALL_SET_OUT.toArray(String[]::new)).endsWith(
                "0.30 s ann: is lost",
                "0.30 s anyOf: tells: ann is lost",
                "0.60 s bob: brings a map",
                "1.00 s cid: brings a map");
    }

    @Test
    void firstSuccessWaitsForAValueAndStopsTheRest() throws Exception {
        assertThat(played().subList(21, 28)).startsWith(ALL_SET_OUT.toArray(String[]::new)).endsWith(
                "0.30 s ann: is lost",
                "0.60 s bob: brings a map",
                "0.60 s firstSuccess: tells: bob's map",
                "0.60 s cid: is called off, and stops");
    }

    @Test
    void orTimeoutGivesUpAndTheScoutGoesOn() throws Exception {
        assertThat(played().subList(28, 31)).containsExactly(
                "0.00 s cid: sets out",
                "0.40 s orTimeout: tells: time is up",
                "1.00 s cid: brings a map");
    }

    @Test
    void withTimeoutGivesUpAndStopsTheScout() throws Exception {
        assertThat(played().subList(31, 34)).containsExactly(
                "0.00 s cid: sets out",
                "0.40 s withTimeout: tells: time is up",
                "0.40 s cid: is called off, and stops");
    }

    @Test
    void cancellingAPlainFutureStopsNobody() throws Exception {
        assertThat(played().subList(34, 37)).containsExactly(
                "0.00 s cid: sets out",
                "0.40 s JDK's cancel: tells: called off",
                "1.00 s cid: brings a map");
    }

    @Test
    void cancellingACancellableFutureStopsTheScout() throws Exception {
        assertThat(played().subList(37, 40)).containsExactly(
                "0.00 s cid: sets out",
                "0.40 s our cancel: tells: called off",
                "0.40 s cid: is called off, and stops");
    }

    @Test
    void theTableSaysWhoWorkedOnAndForHowLong() throws Exception {
        assertThat(played()).hasSize(40);
        assertThat(Rehearsal.printed(new GatherDoesNotCancel())).containsSequence(
                "              outcome           decided  told    worked on for nothing",
                "allOf         ann is lost       0.30 s   1.00 s  bob 0.30 s, cid 0.70 s",
                "gather        ann is lost       0.30 s   0.30 s  nobody",
                "anyOf         ann is lost       0.30 s   0.30 s  bob 0.30 s, cid 0.70 s",
                "firstSuccess  bob's map         0.60 s   0.60 s  nobody",
                "orTimeout     time is up        0.40 s   0.40 s  cid 0.60 s",
                "withTimeout   time is up        0.40 s   0.40 s  nobody",
                "JDK's cancel  called off        0.40 s   0.40 s  cid 0.60 s",
                "our cancel    called off        0.40 s   0.40 s  nobody");
    }

    private static List<String> played() throws Exception {
        return Rehearsal.of(new GatherDoesNotCancel()::play);
    }
}

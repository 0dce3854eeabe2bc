package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseFromScratchTest {

    @Test
    void thePromiseIsSettledOnceAndToldToBothThroughTheLoop() throws Exception {
        assertThat(played().subList(0, 8)).containsExactly(
                "0.00 s ann: asks for the treasure, early",
                "1.00 s dragon: falls, and the treasure is known",
                "1.00 s dragon: complete(100) returned true",
                "1.00 s thief: complete(7) returned false",
                "1.00 s ann: is told: 100 gold",
                "2.00 s bob: asks for the treasure, late",
                "2.00 s bob: has asked, and was not told inside the call",
                "2.00 s bob: is told: 100 gold");
    }

    @Test
    void aFailurePassesByTheStepsThatNeedAValue() throws Exception {
        assertThat(played().subList(8, 11)).containsExactly(
                "1.00 s rogue: opens the chest, which throws an exception",
                "1.00 s healer: hears of it: the chest is a mimic",
                "1.00 s heroes: get 0 gold each, and live");
    }

    @Test
    void stepsFollowOneAnother() throws Exception {
        assertThat(played().subList(11, 15)).containsExactly(
                "0.00 s heroes: set out for the bridge",
                "1.00 s heroes: set out for the castle",
                "2.00 s heroes: set out for the tavern",
                "3.00 s heroes: they sing of the tavern");
    }

    @Test
    void onlyWithAsyncIsItCertainWhichThreadCalls() throws Exception {
        assertThat(played().subList(15, 19)).containsExactly(
                "0.00 s thenRun: asked early, called on the worker's thread",
                "0.00 s thenRun: asked late, called on the loop's thread, in thenRun",
                "0.00 s thenRunAsync: asked early, called on the loop's thread",
                "0.00 s thenRunAsync: asked late, called on the loop's thread");
    }

    @Test
    void nothingElseIsTold() throws Exception {
        assertThat(played()).hasSize(19);
    }

    private static List<String> played() throws Exception {
        return Rehearsal.of(new PromiseFromScratch()::play);
    }
}

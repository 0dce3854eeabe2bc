package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.tasks.scenes.ScriptedPause.played;
import static quest.tasks.scenes.ScriptedPause.playedOnExecutors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WhoIsPlayingTest {

    @Test
    void theThreadLocalIsUnseenByTheChildAndSeenByTheNextGuest() throws Exception {
        assertThat(playedOnExecutors(WhoIsPlaying::threadLocal, script -> script.on("bag"))).containsExactly(
                "request: ann's turn, says the thread that has it: ann",
                "bag: is loaded for nobody",
                "request: a guest's turn, who gave no name: ann");
    }

    @Test
    void theScopedValueIsSeenByChildrenAndTheirChildrenAndGoneAfterwards() throws Exception {
        assertThat(played(WhoIsPlaying::scopedValue, script -> script
                .on("coins").on("map", "coins: loaded for ann").on("bag", "map: loaded for ann"))).containsExactly(
                "request: ann's turn",
                "coins: loaded for ann",
                "map: loaded for ann",
                "bag: loaded for ann",
                "request: after ann's turn: nobody");
    }

    /// Both trees are under way at once: each waits for the other before anything is loaded.
    @Test
    void twoTurnsAtOnceDoNotMix() throws Exception {
        var both = new String[] {"request: ann's turn", "request: bob's turn"};
        assertThat(played(WhoIsPlaying::twoPlayers, script -> script.on("bob")
                .on("coins", both).on("coins", both).on("map", both).on("map", both).on("bag").on("bag")))
                .containsExactlyInAnyOrder(
                        "request: ann's turn", "coins: loaded for ann", "map: loaded for ann", "bag: loaded for ann",
                        "request: bob's turn", "coins: loaded for bob", "map: loaded for bob", "bag: loaded for bob");
    }

    @Test
    void aBindingIsForACallAndAScopeKeepsToItsOwn() throws Exception {
        assertThat(played((stage, _) -> WhoIsPlaying.boundAnew(stage), _ -> { })).containsExactly(
                "chat: ann: what is in that chest?",
                "chat: the game master: look and see",
                "chat: ann: thank you",
                "scope: opened for ann, forks nothing for bob:\nStructureViolationException");
    }
}

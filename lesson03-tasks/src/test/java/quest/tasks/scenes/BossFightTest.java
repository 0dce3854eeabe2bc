package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.tasks.scenes.ScriptedPause.played;
import static quest.tasks.scenes.ScriptedPause.playedOnExecutors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BossFightTest {

    /// Were a part ever begun, it would be the script's to say when it ends, and told.
    @Test
    void onAPoolThatIsFullOfWaitingTasksNoPartIsEverBegun() throws Exception {
        var told = playedOnExecutors(BossFight::onAPool, script -> script
                .on("boss").on("roll").on("leap").on("arrow").on("fireball").on("shield").on("potion"));

        assertThat(told.subList(0, 3)).containsExactlyInAnyOrder("dodge: begins, and takes a thread",
                "attack: begins, and takes a thread", "defend: begins, and takes a thread");
        assertThat(told.get(3)).isEqualTo("boss: yawns: nobody has moved, and nobody ever would");
        assertThat(told.subList(4, told.size())).containsExactlyInAnyOrder(
                "dodge: is interrupted, its parts never begun", "attack: is interrupted, its parts never begun",
                "defend: is interrupted, its parts never begun");
    }

    @Test
    void allPartsOfAllMovesAreUnderWayAtOnce() throws Exception {
        var all = new String[] {"roll pauses", "leap pauses", "arrow pauses", "fireball pauses", "shield pauses",
                "potion pauses"};
        assertThat(played(BossFight::inScopes, script -> script
                .on("potion", all).on("shield", "potion: is done").on("fireball", "defend: is done: shield, potion")
                .on("arrow", "fireball: is done").on("leap", "attack: is done: arrow, fireball")
                .on("roll", "leap: is done"))).containsExactly(
                "potion: is done",
                "shield: is done",
                "defend: is done: shield, potion",
                "fireball: is done",
                "arrow: is done",
                "attack: is done: arrow, fireball",
                "leap: is done",
                "roll: is done",
                "dodge: is done: roll, leap",
                "boss: is beaten by: dodge, attack, defend");
    }

    @Test
    void aFailureGoesUpAndCancellationGoesDownAndTheLeavesEndFirst() throws Exception {
        assertThat(played(BossFight::inScopesWithPoison, script -> script
                .on("roll").on("leap", "roll: is done").on("shield", "dodge: is done: roll, leap")
                .on("arrow", "shield: is done").forEver("fireball")
                .on("potion", "arrow: is done", "fireball pauses"))).containsExactly(
                "roll: is done",
                "leap: is done",
                "dodge: is done: roll, leap",
                "shield: is done",
                "arrow: is done",
                "potion: is poison",
                "defend: fails, as its part did",
                "fireball: is broken off",
                "attack: is broken off, after its parts",
                "boss: laughs: the potion was poison");
    }
}

package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.tasks.scenes.ScriptedPause.played;
import static quest.tasks.scenes.ScriptedPause.playedOnExecutors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartyOfHeroesTest {

    @Test
    void onAnExecutorTheOthersFightOnWhenTheQuestIsLost() throws Exception {
        assertThat(playedOnExecutors(PartyOfHeroes::onAnExecutor, script -> script
                .on("knight").on("archer", "knight: strikes, 1 of 3")
                .on("knight", "quest: is lost: the archer has fallen").on("knight")
                .on("wizard", "knight: strikes, 3 of 3"))).containsExactly(
                "knight: strikes, 1 of 3",
                "archer: falls",
                "quest: is lost: the archer has fallen",
                "knight: strikes, 2 of 3",
                "knight: strikes, 3 of 3",
                "wizard: casts the great spell");
    }

    @Test
    void allOfTellsOfTheFailureWhenTheLastHasStopped() throws Exception {
        assertThat(playedOnExecutors(PartyOfHeroes::withAllOf, script -> script
                .on("archer").on("knight", "archer: falls").on("knight").on("knight")
                .on("wizard", "knight: strikes, 3 of 3"))).containsExactly(
                "archer: falls",
                "knight: strikes, 1 of 3",
                "knight: strikes, 2 of 3",
                "knight: strikes, 3 of 3",
                "wizard: casts the great spell",
                "quest: is lost: the archer has fallen");
    }

    @Test
    void inAScopeTheFailureEndsTheOthersAndThenIsTold() throws Exception {
        var told = played(PartyOfHeroes::inAScope, script -> script
                .on("knight").on("archer", "knight: strikes, 1 of 3", "wizard pauses")
                .forEver("knight").forEver("wizard"));

        assertThat(told).startsWith("knight: strikes, 1 of 3", "archer: falls")
                .endsWith("quest: is lost: the archer has fallen");
        assertThat(told.subList(2, 4)).containsExactlyInAnyOrder(
                "knight: hears the retreat, and leaves", "wizard: hears the retreat, and leaves");
        assertThat(told).hasSize(5);
    }

    @Test
    void whenNobodyFallsAllBringTheirGold() throws Exception {
        assertThat(played(PartyOfHeroes::victory, script -> script
                .on("wizard").on("archer", "wizard: casts the great spell")
                .on("knight", "archer: hits the dragon's eye").on("knight").on("knight")))
                .containsExactly(
                        "wizard: casts the great spell",
                        "archer: hits the dragon's eye",
                        "knight: strikes, 1 of 3",
                        "knight: strikes, 2 of 3",
                        "knight: strikes, 3 of 3",
                        "quest: brings home 100 gold");
    }
}

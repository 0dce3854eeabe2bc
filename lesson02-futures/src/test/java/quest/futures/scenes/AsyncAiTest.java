package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import quest.futures.Futures;
import quest.stage.Stage;

class AsyncAiTest {

    @Test
    void onTheLoopTheTrollFreezesTheGame() throws Exception {
        assertThat(played().subList(0, 6)).containsExactly(
                "0.60 s player: plays round 1",
                "0.90 s troll: begins to think",
                "2.90 s troll: throws a rock",
                "2.90 s player: plays round 2, 2.30 s after the last",
                "3.00 s player: plays round 3",
                "3.60 s player: plays round 4");
    }

    @Test
    void onAWorkerItDoesNot() throws Exception {
        assertThat(played().subList(6, 14)).containsExactly(
                "0.60 s player: plays round 1",
                "0.90 s troll: begins to think",
                "1.20 s player: plays round 2",
                "1.80 s player: plays round 3",
                "2.40 s player: plays round 4",
                "2.90 s troll: throws a rock",
                "3.00 s player: plays round 5",
                "3.60 s player: plays round 6");
    }

    @Test
    void gatherMakesThePlayerWaitForTheTroll() throws Exception {
        assertThat(played().subList(14, 22)).containsExactly(
                "0.00 s troll: begins to think",
                "0.60 s player: has played round 1, and waits",
                "2.00 s troll: throws a rock",
                "2.00 s game: round 1 is over",
                "2.00 s troll: begins to think",
                "2.60 s player: has played round 2, and waits",
                "4.00 s troll: throws a rock",
                "4.00 s game: round 2 is over");
    }

    @Test
    void onItsOwnTheTrollHoldsUpNobody() throws Exception {
        assertThat(played().subList(22, 34)).containsExactly(
                "0.00 s troll: begins to think",
                "0.60 s player: has played round 1",
                "1.20 s player: has played round 2",
                "1.80 s player: has played round 3",
                "2.00 s troll: throws a rock",
                "2.00 s troll: begins to think",
                "2.40 s player: has played round 4",
                "3.00 s player: has played round 5",
                "3.60 s player: has played round 6",
                "4.00 s troll: throws a rock",
                "4.00 s troll: begins to think",
                "4.20 s player: has played round 7");
        assertThat(played()).endsWith("4.20 s troll: is told to stop thinking").hasSize(35);
    }

    @Test
    void theSumsAreMeasured() {
        assertThat(Rehearsal.printed(new AsyncAi())).contains(
                "Troll on the loop: 4 rounds in 3.60 s. Troll on a worker: 6 rounds in 3.60 s.",
                "In 2 gathered rounds the player waited for the troll for 2.80 s in all.",
                "With the troll on its own, no round of 7 took longer than 0.60 s.");
    }

    /// In real time: the troll has its move only when four rounds were played meanwhile. On the loop it would never
    /// have it.
    @Test
    void whileAWorkerThinksTheGameGoesOn() {
        try (var stage = Stage.fastRehearsal()) {
            var loop = stage.newLoop();
            AsyncAi.onAWorker(stage, loop, () -> Futures.offload(loop, () -> {
                while (rounds(stage) < 4) {
                    Thread.onSpinWait();
                }
                return "throws a rock";
            }));

            assertThat(rounds(stage)).isGreaterThanOrEqualTo(4);
        }
    }

    private static long rounds(Stage stage) {
        return stage.timeline().stream().filter(moment -> moment.who().equals("player")).count();
    }

    private static List<String> played() throws Exception {
        return Rehearsal.of(new AsyncAi()::play);
    }
}

package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpicBattleTest {

    @Test
    void inThePausesOfTheComboOthersActUntilItIsOver() throws Exception {
        assertThat(Rehearsal.of(new EpicBattle()::play)).containsExactly(
                "0.00 s knight: swings for blow 1",
                "0.70 s rules: blow 1 is worth 20",
                "0.80 s archer: shoots arrow 1: 10, which leaves 110",
                "1.00 s knight: lands blow 1: 20, which leaves 90",
                "1.00 s knight: swings for blow 2",
                "1.10 s dragon: breathes fire 1",
                "1.60 s archer: shoots arrow 2: 10, which leaves 80",
                "1.70 s rules: blow 2 is worth 30",
                "2.00 s knight: lands blow 2: 30, which leaves 50",
                "2.00 s knight: swings for blow 3",
                "2.20 s dragon: breathes fire 2",
                "2.40 s archer: shoots arrow 3: 10, which leaves 40",
                "2.70 s rules: blow 3 is worth 40",
                "3.00 s knight: lands blow 3: 40, which leaves 0",
                "3.00 s dragon: falls",
                "3.00 s herald: calls archer and dragon off",
                "3.00 s herald: it is over");
    }

    @Test
    void thePictureShowsAllThreeAtOnce() {
        assertThat(Rehearsal.printed(new EpicBattle())).containsSubsequence(
                "knight        ssssssssdddbbbbbssssssssdddbbbbbssssssssdddbbbbb",
                "archer        111111111111122222222222223333333333334444444444",
                "dragon        111111111111111111222222222222222223333333333333",
                "The pauses add up to 9.00 s. The battle took 3.00 s, on one thread.");
    }
}

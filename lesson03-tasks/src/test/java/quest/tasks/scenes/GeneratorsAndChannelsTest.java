package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratorsAndChannelsTest {

    @Test
    void lootIsMadeOnDemandAndTheSmithWaitsForTheShelf() throws Exception {
        assertThat(Played.onALoop(new GeneratorsAndChannels()::play)).containsExactly(
                "0.00 s chest: makes coins: 1",
                "0.00 s hero: takes 1 coin",
                "0.00 s chest: makes coins: 2",
                "0.00 s hero: takes 2 coins",
                "0.00 s chest: makes coins: 4",
                "0.00 s hero: takes 4 coins",
                "0.00 s hero: has enough",
                "0.00 s chest: finally: falls shut",

                "0.20 s smith: put sword 1 on the shelf",
                "0.40 s smith: put sword 2 on the shelf",
                "0.60 s smith: put sword 3 on the shelf",
                "0.80 s smith: put sword 4 on the shelf",
                "1.00 s smith: put sword 5 on the shelf",
                "1.20 s merchant: sold sword 1",
                "1.20 s smith: put sword 6 on the shelf",
                "2.20 s merchant: sold sword 2",
                "3.20 s merchant: sold sword 3",
                "4.20 s merchant: sold sword 4",
                "5.20 s merchant: sold sword 5",
                "6.20 s merchant: sold sword 6",

                "0.20 s smith: put sword 1 on the shelf",
                "0.40 s smith: put sword 2 on the shelf",
                "0.60 s smith: put sword 3 on the shelf",
                "1.20 s merchant: sold sword 1",
                "1.20 s smith: put sword 4 on the shelf, after a wait of 0.40 s",
                "2.20 s merchant: sold sword 2",
                "2.20 s smith: put sword 5 on the shelf, after a wait of 0.80 s",
                "3.20 s merchant: sold sword 3",
                "3.20 s smith: put sword 6 on the shelf, after a wait of 0.80 s",
                "4.20 s merchant: sold sword 4",
                "5.20 s merchant: sold sword 5",
                "6.20 s merchant: sold sword 6");
    }
}

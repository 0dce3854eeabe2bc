package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoroutineUnderTheHoodTest {

    @Test
    void eachGoesOnWhereItStopped() throws Exception {
        assertThat(Played.onALoop(new CoroutineUnderTheHood()::play)).containsExactly(
                "0.00 s knight: draws his sword",
                "0.00 s knight: strikes: blow 1",
                "0.00 s main: has the thread; the knight has stopped inside strike",
                "0.00 s knight: strikes: blow 2",
                "0.00 s main: has the thread; the knight has stopped inside strike",
                "0.00 s knight: sheathes it",
                "0.00 s main: the knight is done",

                "1.00 s scout: is at the bridge",
                "1.50 s smith: the blade glows",
                "2.00 s scout: is at the forest",
                "2.50 s smith: the sword is done",
                "3.00 s scout: is at the castle",

                "0.00 s prisoner: waits for ten years",
                "1.00 s prisoner: finally: leaves the cell tidy",

                "0.00 s keeper: locked the vault and counts, alone as he thinks",
                "0.00 s thief: locked the vault and counts, alone as he thinks",
                "1.00 s keeper: is done counting; holds of the lock: 2",
                "1.00 s thief: is done counting; holds of the lock: 1");
    }
}

package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class TwoHeroesTest {

    @Test
    void bothAreDoneAfterFiveSecondsAndNotEight() {
        try (var stage = Stage.rehearsal()) {
            new TwoHeroes().play(stage);

            assertThat(stage.timeline()).extracting(Moment::toString).containsExactly(
                    "0.00 s collector: sets out for 5 coins",
                    "0.00 s fighter: meets a dragon",
                    "1.00 s collector: picks up coin 1",
                    "1.00 s fighter: strikes, blow 1",
                    "2.00 s collector: picks up coin 2",
                    "2.00 s fighter: strikes, blow 2",
                    "3.00 s collector: picks up coin 3",
                    "3.00 s fighter: strikes, and the dragon falls",
                    "4.00 s collector: picks up coin 4",
                    "5.00 s collector: picks up coin 5",
                    "5.00 s loop: both are done");
        }
    }
}

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
                    "0.00 s collector: sets out",
                    "0.00 s fighter: sets out",
                    "1.00 s collector: picks up coin 1 of 5",
                    "1.00 s fighter: deals blow 1 of 3",
                    "2.00 s collector: picks up coin 2 of 5",
                    "2.00 s fighter: deals blow 2 of 3",
                    "3.00 s collector: picks up coin 3 of 5",
                    "3.00 s fighter: deals blow 3 of 3",
                    "4.00 s collector: picks up coin 4 of 5",
                    "5.00 s collector: picks up coin 5 of 5",
                    "5.00 s loop: both are done");
        }
    }
}

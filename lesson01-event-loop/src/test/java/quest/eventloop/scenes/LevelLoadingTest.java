package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class LevelLoadingTest {

    @Test
    void awaitingAtOnceTakesTwentySecondsAndLoadingAheadTwelve() {
        try (var stage = Stage.rehearsal()) {
            new LevelLoading().play(stage);

            assertThat(stage.timeline()).extracting(Moment::toString).containsExactly(
                    "0.00 s loader: begins to load level 1",
                    "2.00 s player: plays level 1",
                    "4.00 s loader: begins to load level 2",
                    "6.00 s player: plays level 2",
                    "8.00 s loader: begins to load level 3",
                    "10.00 s player: plays level 3",
                    "12.00 s loader: begins to load level 4",
                    "14.00 s player: plays level 4",
                    "16.00 s loader: begins to load level 5",
                    "18.00 s player: plays level 5",
                    "20.00 s player: is through",

                    "0.00 s loader: begins to load level 1",
                    "2.00 s loader: begins to load level 2",
                    "2.00 s player: plays level 1",
                    "4.00 s loader: begins to load level 3",
                    "4.00 s player: plays level 2",
                    "6.00 s loader: begins to load level 4",
                    "6.00 s player: plays level 3",
                    "8.00 s loader: begins to load level 5",
                    "8.00 s player: plays level 4",
                    "10.00 s player: plays level 5",
                    "12.00 s player: is through");
        }
    }
}

package quest.gameserver.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class FirstServerTest {

    private static List<String> told() throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            new FirstServer().play(stage);
            return stage.timeline().stream().map(FirstServerTest::withoutTime).toList();
        }
    }

    private static String withoutTime(Moment moment) {
        return moment.who() + ": " + moment.what();
    }

    @Test
    void firstPlayerIsAnsweredAtOnceAndTheSecondWhenTheFirstHasGone() throws Exception {
        assertThat(told()).containsExactly(
                "ann: connects",
                "server: lets somebody in",
                "ann: says \"move forward\"",
                "server: reads \"move forward\" and answers",
                "ann: hears \"OK move forward\"",
                "ann: says \"attack\"",
                "server: reads \"attack\" and answers",
                "ann: hears \"OK attack\"",
                "ann: leaves",
                "server: is alone again",
                "ann: connects",
                "server: lets somebody in",
                "ann: says \"move left\"",
                "server: reads \"move left\" and answers",
                "ann: hears \"OK move left\"",
                "bob: connects",
                "bob: says \"jump\"",
                "ann: says \"defend\"",
                "server: reads \"defend\" and answers",
                "ann: hears \"OK defend\"",
                "ann: leaves",
                "server: is alone again",
                "server: lets somebody in",
                "server: reads \"jump\" and answers",
                "bob: hears \"OK jump\"",
                "bob: leaves",
                "server: is alone again");
    }
}

package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WhatMayRunTogetherTest {

    @Test
    void allAtOnceTellsTheOldPosition() throws Exception {
        assertThat(played().subList(0, 9)).containsExactly(
                "0.00 s chronicle: begins to write",
                "0.00 s stamina: is being taken",
                "0.00 s hero: leaves (3, 4)",
                "0.00 s herald: rides out with the news: (3, 4)",
                "0.05 s stamina: is taken",
                "0.08 s hero: is at (4, 4)",
                "0.10 s chronicle: has written",
                "0.20 s herald: has told all players",
                "0.20 s players: believe the hero to be at (3, 4), but it is at (4, 4)");
    }

    @Test
    void inOrderEachStepBeginsWhenTheOneBeforeIsOver() throws Exception {
        assertThat(played().subList(9, 18)).containsExactly(
                "0.00 s chronicle: begins to write",
                "0.10 s chronicle: has written",
                "0.10 s stamina: is being taken",
                "0.15 s stamina: is taken",
                "0.15 s hero: leaves (3, 4)",
                "0.23 s hero: is at (4, 4)",
                "0.23 s herald: rides out with the news: (4, 4)",
                "0.43 s herald: has told all players",
                "0.43 s players: believe the hero to be at (4, 4)");
    }

    @Test
    void onlyTheTellingWaitsForTheMoving() throws Exception {
        assertThat(played().subList(18, 27)).containsExactly(
                "0.00 s chronicle: begins to write",
                "0.00 s stamina: is being taken",
                "0.00 s hero: leaves (3, 4)",
                "0.05 s stamina: is taken",
                "0.08 s hero: is at (4, 4)",
                "0.08 s herald: rides out with the news: (4, 4)",
                "0.10 s chronicle: has written",
                "0.28 s herald: has told all players",
                "0.28 s players: believe the hero to be at (4, 4)");
    }

    @Test
    void theTableSaysWhatEachWayTookAndWhetherItWasRight() {
        assertThat(Rehearsal.printed(new WhatMayRunTogether())).containsSequence(
                "way                      took  players know  position",
                "all at once            200 ms  (3, 4)        (4, 4)    wrong",
                "in order               425 ms  (4, 4)        (4, 4)    right",
                "independent together   275 ms  (4, 4)        (4, 4)    right");
    }

    private static List<String> played() throws Exception {
        return Rehearsal.of(new WhatMayRunTogether()::play);
    }
}

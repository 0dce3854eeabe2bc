package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DashboardTest {

    @Test
    void oneByOneTakesTheSumAndTogetherTheLongest() throws Exception {
        assertThat(Rehearsal.of(new Dashboard()::play)).containsExactly(
                "0.00 s stats: is asked for",
                "0.15 s stats: is there: level 12, 340 wins",
                "0.15 s recent games: is asked for",
                "0.35 s recent games: is there: won, lost, won",
                "0.35 s rank: is asked for",
                "0.45 s rank: is there: 17th of 2,048",
                "0.45 s achievements: is asked for",
                "0.57 s achievements: is there: dragon slayer",
                "0.57 s page: shows level 12, 340 wins; won, lost, won;\n17th of 2,048; dragon slayer",

                "0.00 s stats: is asked for",
                "0.00 s recent games: is asked for",
                "0.00 s rank: is asked for",
                "0.00 s achievements: is asked for",
                "0.10 s rank: is there: 17th of 2,048",
                "0.12 s achievements: is there: dragon slayer",
                "0.15 s stats: is there: level 12, 340 wins",
                "0.20 s recent games: is there: won, lost, won",
                "0.20 s page: shows level 12, 340 wins; won, lost, won;\n17th of 2,048; dragon slayer");
    }

    @Test
    void theTimesAreMeasuredAndDrawn() {
        assertThat(Rehearsal.printed(new Dashboard())).containsSubsequence(
                "One by one, 570 ms",
                "stats         #############                                     150 ms",
                "recent games               ################                     200 ms",
                "rank                                       #########            100 ms",
                "achievements                                        ##########  120 ms",
                "Together, 200 ms",
                "stats         ####################################              150 ms",
                "recent games  ################################################  200 ms",
                "rank          ########################                          100 ms",
                "achievements  #############################                     120 ms",
                "The answers add up to 570 ms, the longest takes 200 ms.");
    }
}

package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void yoursStandsAboveTheExpectedOnTheSameScale() {
        var yours = new Timeline("s").stretch("map", 0, 1).stretch("music", 1, 2).stretch("monsters", 2, 3);
        var expected = new Timeline("s").stretch("map", 0, 1).stretch("music", 0, 1).stretch("monsters", 0, 1);

        assertThat(yours.above(expected)).isEqualTo("\n" + """
                yours     map           ################
                          music                         ################
                          monsters                                      ################
                                        0 s                                          3 s
                expected  map           ################
                          music         ################
                          monsters      ################
                                        0 s          1 s
                """.indent(2));
    }

    @Test
    void whatIsTooShortToBeSeenHasOneMark() {
        var timeline = new Timeline("ms").stretch("a", 0, 1000).stretch("b", 999, 1000);

        assertThat(timeline.above(timeline)).contains("b" + " ".repeat(13 + 47) + "#\n");
    }

    @Test
    void whoIsUnderWayIsToldFromWhoWaits() {
        assertThat(Timeline.together(List.of("a", "b"), List.of("a"))).isEqualTo("\n" + """
                yours     a             ############
                          b             ............
                expected  a             ############
                          b             ############
                (# under way, . waits for its turn)
                """.indent(2));
    }

    @Test
    void everyLineIsIndentedAndFitsBetweenTheEdgesOfATerminal() {
        var all = IntStream.rangeClosed(1, 20).mapToObj(i -> "somebody with a long name " + i).toList();

        assertThat(Timeline.together(all, all).lines().skip(1))
                .allMatch(line -> line.startsWith("  ") && line.length() <= 76)
                .anyMatch(line -> line.endsWith("and 12 more"));
    }

    @Test
    void aPictureThatCannotBeMadeCostsNoMessage() {
        assertThat(Timeline.shown(() -> {
            throw new IllegalStateException("the learner's code, say");
        }, new Timeline("s"))).isEmpty();

        var failure = Timeline.below(new AssertionError("words"), () -> {
            throw new AssertionError("a rule of the kit's");
        }, new Timeline("s"));
        assertThat(failure).hasMessage("words");
    }
}

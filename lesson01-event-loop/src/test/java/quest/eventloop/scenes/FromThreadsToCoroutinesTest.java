package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class FromThreadsToCoroutinesTest {

    private static final int WAYS = 5;

    @Test
    void eachSleeperHasTheSameNightInEachWay() throws Exception {
        var timeline = played();

        assertThat(told(timeline, "ann")).isEqualTo(times(WAYS, List.of(
                "goes to bed", "wakes from nap 1 of 3", "wakes from nap 2 of 3", "wakes from nap 3 of 3")));
        assertThat(told(timeline, "bob")).isEqualTo(times(WAYS, List.of(
                "goes to bed", "wakes from nap 1 of 2", "wakes from nap 2 of 2")));
    }

    @Test
    void twoWaysTakeAThreadEachAndThreeTakeNoneOfTheirOwn() throws Exception {
        assertThat(told(played(), "inn")).containsExactly(
                "both are up; threads that came by: 2 of the system's",
                "both are up; threads that came by: 1, this scene's own",
                "both are up; threads that came by: 1, this scene's own",
                "both are up; threads that came by: 1, this scene's own",
                "both are up; threads that came by: 2 virtual");
    }

    @Test
    void aWayIsOverOnlyWhenBothAreUp() throws Exception {
        var namesOfTheDone = new ArrayList<List<String>>();
        var seen = new ArrayList<String>();
        for (var moment : played()) {
            if (moment.who().equals("inn")) {
                namesOfTheDone.add(seen.stream().sorted().toList());
                seen.clear();
            } else {
                seen.add(moment.who());
            }
        }

        assertThat(namesOfTheDone).isEqualTo(Collections.nCopies(WAYS,
                List.of("ann", "ann", "ann", "ann", "bob", "bob", "bob")));
    }

    @Test
    void thePageItNamesIsThere() {
        var page = new FromThreadsToCoroutines().remark().lines().toList().getLast().replaceAll(".* ", "");

        assertThat(Path.of("..", page)).isRegularFile();
    }

    private static List<Moment> played() throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            new FromThreadsToCoroutines().play(stage);
            return stage.timeline();
        }
    }

    private static List<String> told(List<Moment> timeline, String who) {
        return timeline.stream().filter(moment -> moment.who().equals(who)).map(Moment::what).toList();
    }

    private static List<String> times(int times, List<String> lines) {
        return Collections.nCopies(times, lines).stream().flatMap(List::stream).toList();
    }
}

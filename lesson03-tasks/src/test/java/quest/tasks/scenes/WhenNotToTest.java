package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.stage.Moment;
import quest.stage.Stage;
import quest.stage.WrongUsage;
import quest.tasks.physics.Style;

class WhenNotToTest {

    /// A machine on which the n-th reading of the clock says n times 7 ms.
    @Test
    void everyStyleIsTimedInEveryRoundAfterAllWereCompared() throws Exception {
        var readings = new AtomicLong();
        var expected = new ArrayList<>(List.of(
                "physics: is warmed up; all results are the same to the last bit"));
        for (int round = 1; round <= 3; round++) {
            expected.add("round " + round + ": in sequence: 7 ms");
            expected.add("round " + round + ": as callbacks on the loop: 7 ms");
            expected.add("round " + round + ": on 1,000 virtual threads: 7 ms");
            expected.add("round " + round + ": on a pool, a thread per processor: 7 ms");
        }
        assertThat(played(new WhenNotTo(() -> readings.incrementAndGet() * 7_000_000), "--bodies", "200"))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void theMediansAreComparedToTheSequence() {
        assertThat(WhenNotTo.table(Map.of(
                Style.IN_SEQUENCE, millis(300, 100, 200),
                Style.ON_THE_LOOP, millis(250, 250, 1),
                Style.VIRTUAL_THREADS, millis(100, 100, 900),
                Style.POOL, millis(80, 10, 100))).lines()).containsExactly(
                "median of 3                            a step  times as fast",
                "in sequence                            200 ms  1.00",
                "as callbacks on the loop               250 ms  0.80",
                "on 1,000 virtual threads               100 ms  2.00",
                "on a pool, a thread per processor       80 ms  2.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bodies", "--bodies 0", "--bodies many", "--bodies 100001", "--stars 3"})
    void wrongNumbersAreExplained(String arguments) {
        assertThatThrownBy(() -> played(new WhenNotTo(), arguments.split(" "))).isInstanceOf(WrongUsage.class)
                .hasMessageStartingWith("expected --bodies");
    }

    private static long[] millis(long... millis) {
        return Arrays.stream(millis).map(each -> each * 1_000_000).toArray();
    }

    private static List<String> played(WhenNotTo scene, String... arguments) throws Exception {
        try (var stage = Stage.fastRehearsal(arguments)) {
            scene.play(stage);
            return stage.timeline().stream().map(WhenNotToTest::line).toList();
        }
    }

    private static String line(Moment moment) {
        return moment.who() + ": " + moment.what();
    }
}

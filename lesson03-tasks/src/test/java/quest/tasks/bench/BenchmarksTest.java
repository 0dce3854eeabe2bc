package quest.tasks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import quest.tasks.physics.Bodies;
import quest.tasks.physics.Style;

/// The benchmarks do what they say. How long that takes is not asked here.
class BenchmarksTest {

    private static final int PLAYERS = 5;
    private static final int WAITS = 4 * PLAYERS;
    private static final int SCALE = 1000;      // 425 ms become 0.425

    @Test
    void everyWaitOfEveryPlayerIsWaitedForTogether() throws Exception {
        var benchmark = together();
        try {
            assertThat(benchmark.onPlatformThreads(new Ideal())).isEqualTo(WAITS);
            assertThat(benchmark.onVirtualThreads(new Ideal())).isEqualTo(WAITS);
            assertThat(benchmark.asCoroutines(new Ideal())).isEqualTo(WAITS);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void everyWaitOfEveryPlayerIsWaitedForInTurn() throws Exception {
        var benchmark = inTurn();
        try {
            assertThat(benchmark.inSequence(new Ideal())).isEqualTo(WAITS);
            assertThat(benchmark.onAPoolOfEight(new Ideal())).isEqualTo(WAITS);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void theIdealTogetherIsTheLongestWaitAndOnAThreadEachTheirSum() throws Exception {
        var benchmark = together();
        try {
            var atOnce = new Ideal();
            benchmark.onVirtualThreads(atOnce);
            benchmark.asCoroutines(atOnce);
            assertThat(atOnce.timesIdeal).isEqualTo(0.2 + 0.2);
            var inTurn = new Ideal();
            benchmark.onPlatformThreads(inTurn);
            assertThat(inTurn.timesIdeal).isEqualTo(0.425);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void theIdealInTurnIsTheSumOfWhatOneThreadDoes() throws Exception {
        var benchmark = inTurn();
        try {
            var one = new Ideal();
            benchmark.inSequence(one);
            assertThat(one.timesIdeal).isEqualTo(PLAYERS * 0.425);
            var eight = new Ideal();
            benchmark.onAPoolOfEight(eight);
            assertThat(eight.timesIdeal).as("five players, so each has a thread").isEqualTo(0.425);
            benchmark.actions = 17;
            eight.timesIdeal = 0;
            benchmark.onAPoolOfEight(eight);
            assertThat(eight.timesIdeal).as("of 17, one thread has three").isEqualTo(3 * 0.425);
        } finally {
            benchmark.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void everyTaskIsForkedAndJoined(int tasks) throws Exception {
        var benchmark = new ForkJoinBenchmark();
        benchmark.tasks = tasks;
        benchmark.open();
        try {
            assertThat(benchmark.scope()).isEqualTo(tasks);
            assertThat(benchmark.teachingScope()).isEqualTo(tasks);
            assertThat(benchmark.invokeAllOnVirtualThreads()).isEqualTo(tasks);
            assertThat(benchmark.invokeAllOnAPool()).isEqualTo(tasks);
        } finally {
            benchmark.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStyleMovesTheBodiesAlike(Style style) throws Exception {
        var benchmark = new PhysicsBenchmark();
        benchmark.bodies = 50;
        benchmark.style = style;
        benchmark.open();
        try {
            var expected = Bodies.random(50, 3).blank();
            Bodies.random(50, 3).step(expected, 0, 50);
            assertThat(benchmark.step().sameAs(expected)).isTrue();
        } finally {
            benchmark.close();
        }
    }

    private static ActionsBenchmark together() {
        var benchmark = new ActionsBenchmark();
        benchmark.players = PLAYERS;
        benchmark.scale = SCALE;
        benchmark.open();
        return benchmark;
    }

    private static ActionsInTurnBenchmark inTurn() {
        var benchmark = new ActionsInTurnBenchmark();
        benchmark.actions = PLAYERS;
        benchmark.scale = SCALE;
        benchmark.open();
        return benchmark;
    }
}

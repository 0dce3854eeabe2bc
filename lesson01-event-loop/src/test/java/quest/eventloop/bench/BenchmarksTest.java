package quest.eventloop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The benchmarks do what they say. How fast is not asked here.
class BenchmarksTest {

    @ParameterizedTest
    @EnumSource
    void everyCallbackRuns(Contender contender) {
        var benchmark = new CallbackBenchmark();
        benchmark.on = contender;
        benchmark.open();
        try {
            assertThat(benchmark.chain()).isEqualTo(CallbackBenchmark.CALLBACKS);
            assertThat(benchmark.batch()).isEqualTo(CallbackBenchmark.CALLBACKS);
            assertThat(benchmark.fromAnotherThread()).isEqualTo(CallbackBenchmark.POSTS);
        } finally {
            benchmark.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTimerRunsUnlessItIsCancelled(Contender contender) {
        var benchmark = new TimerBenchmark();
        benchmark.on = contender;
        benchmark.open();
        try {
            assertThat(benchmark.scheduleAndRun()).isEqualTo(TimerBenchmark.TIMERS);
            assertThat(benchmark.scheduleAndCancel()).isEqualTo(TimerBenchmark.TIMERS);
            assertThat(benchmark.schedule()).isEqualTo(TimerBenchmark.TIMERS);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void everyHeroWaitsFourTimesWhicheverWay() throws InterruptedException {
        var benchmark = new QuestBenchmark();
        benchmark.heroes = 10;
        benchmark.scale = 10_000;
        benchmark.open();
        try {
            var ideal = new QuestBenchmark.Ideal();
            assertThat(benchmark.inSequence(ideal)).isEqualTo(40);
            assertThat(benchmark.threadPerHero(ideal)).isEqualTo(40);
            assertThat(benchmark.onTheLoop(ideal)).isEqualTo(40);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void theIdealIsTheSumOfAllInSequenceAndOfOneTogether() throws InterruptedException {
        var benchmark = new QuestBenchmark();
        benchmark.heroes = 10;
        benchmark.scale = 10_000; // 425 ms become 0.0425
        benchmark.open();
        try {
            var sequence = new QuestBenchmark.Ideal();
            benchmark.inSequence(sequence);
            var together = new QuestBenchmark.Ideal();
            benchmark.threadPerHero(together);
            benchmark.onTheLoop(together);
            assertThat(sequence.timesIdeal).isEqualTo(10 * 0.0425);
            assertThat(together.timesIdeal).isEqualTo(2 * 0.0425);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void aRatioIsTakenBetweenTheTwoSidesOfOneComparison() {
        var scores = new LinkedHashMap<String, Double>();
        scores.put("CallbackBenchmark.chain on=EVENT_LOOP", 6.0);
        scores.put("CallbackBenchmark.chain on=THREAD_POOL", 60.0);
        scores.put("CallbackBenchmark.batch on=EVENT_LOOP", 7.0);
        scores.put("QuestBenchmark.inSequence heroes=10 scale=100", 43.0);
        scores.put("QuestBenchmark.onTheLoop heroes=10 scale=100", 4.3);
        scores.put("QuestBenchmark.onTheLoop heroes=10 scale=100 : ideal", 1.2);

        assertThat(Ratios.of(scores)).containsExactly(
                entry("CallbackBenchmark.chain event loop : thread pool", 0.1),
                entry("QuestBenchmark.inSequence : onTheLoop heroes=10 scale=100", 10.0),
                entry("QuestBenchmark.onTheLoop heroes=10 scale=100 : ideal", 1.2));
    }
}

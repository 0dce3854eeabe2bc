package quest.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What JMH prints, understood.
class TranscriptTest {

    private static final String FIRST = """
            # Warmup: 1 iterations, 100 ms each
            # Measurement: 2 iterations, 100 ms each
            # Benchmark mode: Average time, time/op
            # Benchmark: quest.tasks.bench.HeadlineBenchmark.Together.run
            # Parameters: (style = coroutines, what = chat100)

            # Run progress: 0.00% complete, ETA 00:00:02
            # Fork: 1 of 3
            # Warmup Iteration   1: 9.037 ms/op
            Iteration   1: 301.824 ms/op
                             timesIdeal: 1.006 ms/op


            Result "quest.tasks.bench.HeadlineBenchmark.Together.run":
              301.966 ±(99.9%) 3.775 ms/op [Average]
              (min, avg, max) = (300.512, 301.966, 306.824), stdev = 0.584

            Secondary result "quest.tasks.bench.HeadlineBenchmark.Together.run:timesIdeal":
              1.404 ±(99.9%) 0.888 ms/op [Average]

            Secondary result "quest.tasks.bench.HeadlineBenchmark.Together.run:peakMemory":
              81.400 MiB

            """;
    private static final String SECOND = """
            # Benchmark mode: Single shot invocation time
            # Benchmark: quest.eventloop.bench.LoopBenchmark.chain

            # Run progress: 25.00% complete, ETA 00:00:05
            # Fork: 1 of 2
            # Warmup Iteration   1: <failure>

            java.lang.IllegalStateException: no dragon
            	at quest.Loop.run(Loop.java:3)

            # Run progress: 37.00% complete, ETA 00:00:05
            # Fork: 2 of 2
            # Warmup Iteration   1: <failure>

            java.lang.IllegalStateException: no dragon
            """;

    private static Transcript of(String printed) {
        var transcript = new Transcript();
        printed.lines().forEach(transcript::accept);
        return transcript;
    }

    @Test
    void whatWasMeasuredToTheEndIsThereAsJmhWouldWriteIt() {
        assertThat(Measurement.read(of(FIRST + SECOND).results())).containsExactly(new Measurement(
                "quest.tasks.bench.HeadlineBenchmark.Together.run", "avgt", 3, 2, "100 ms",
                Map.of("style", "coroutines", "what", "chat100"), new Metric(301.966, 3.775, "ms/op"),
                Map.of("timesIdeal", new Metric(1.404, 0.888, "ms/op"),
                        "peakMemory", new Metric(81.4, Double.NaN, "MiB"))));
    }

    @Test
    void whatWasOnlyBegunIsNotThere() {
        var begun = FIRST.substring(0, FIRST.indexOf("  301.966"));

        assertThat(of(begun).results()).isEmpty();
    }

    @Test
    void aFailureIsToldOnceWithItsReason() {
        assertThat(of(FIRST + SECOND).failures())
                .containsExactly("LoopBenchmark.chain: java.lang.IllegalStateException: no dragon");
    }

    @Test
    void aBenchmarkBeginsOnceAllOfItIsKnown() {
        var transcript = new Transcript();
        var begun = (FIRST + SECOND).lines().filter(line -> {
            transcript.accept(line);
            return transcript.begins();
        }).map(_ -> transcript.current()).toList();

        assertThat(begun).containsExactly(
                new Planned("quest.tasks.bench.HeadlineBenchmark.Together.run",
                        Map.of("style", "coroutines", "what", "chat100")),
                new Planned("quest.eventloop.bench.LoopBenchmark.chain", Map.of()));
    }

    @Test
    void aPlanHasEveryCombinationOfParameters() {
        assertThat(Planned.read("""
                Benchmarks:\s
                quest.bench.LoopBenchmark.chain
                  param "n" = {1, 10}
                  param "on" = {LOOP, POOL}
                quest.bench.Outer.Inner.run
                """.lines().toList())).containsExactly(
                new Planned("quest.bench.LoopBenchmark.chain", Map.of("n", "1", "on", "LOOP")),
                new Planned("quest.bench.LoopBenchmark.chain", Map.of("n", "1", "on", "POOL")),
                new Planned("quest.bench.LoopBenchmark.chain", Map.of("n", "10", "on", "LOOP")),
                new Planned("quest.bench.LoopBenchmark.chain", Map.of("n", "10", "on", "POOL")),
                new Planned("quest.bench.Outer.Inner.run", Map.of()));
    }

    @Test
    void theLastTimeTellsHowLongItWillTakeAlsoAtAnotherSpeed() {
        var estimates = new Estimates();
        estimates.learn(Fixture.headline());
        var sequence = Map.of("what", "actions100", "style", "inSequence");

        // One iteration of three seconds, or of one run, if that takes longer; and a second for the JVM.
        assertThat(estimates.seconds(planned(sequence, "100"))).isEqualTo(1 + 3);
        assertThat(estimates.seconds(planned(sequence, "1"))).isBetween(1 + 44.6, 1 + 44.8);
        assertThat(estimates.seconds(new Planned("quest.bench.Unknown.run", Map.of()))).isNaN();
    }

    private static Planned planned(Map<String, String> params, String scale) {
        var withScale = new HashMap<>(params);
        withScale.put("scale", scale);
        return new Planned("quest.tasks.bench.HeadlineBenchmark.InTurn.run", withScale);
    }
}

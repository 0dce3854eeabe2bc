package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `bench` makes of JMH's words and numbers. JMH itself is not run here.
class BenchTest {

    @TempDir
    private Path home;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tableGroupsByClassAndLeavesOutParametersThatNeverChange() throws JsonProcessingException {
        var results = JsonMapper.builder().build().readTree("""
                [{"benchmark": "quest.bench.LoopBenchmark.chain", "params": {"on": "LOOP", "scale": "100"},
                  "primaryMetric": {"score": 5.4999, "scoreError": 0.1234, "scoreUnit": "ns/op"}},
                 {"benchmark": "quest.bench.LoopBenchmark.chain", "params": {"on": "POOL", "scale": "100"},
                  "primaryMetric": {"score": 12345.6, "scoreError": "NaN", "scoreUnit": "ns/op"},
                  "secondaryMetrics": {"timesIdeal": {"score": 1.5, "scoreError": 0.5, "scoreUnit": "#"}}},
                 {"benchmark": "quest.bench.OtherBenchmark.run",
                  "primaryMetric": {"score": 0.00123, "scoreError": 0, "scoreUnit": "ms/op"}}]
                """);

        new BenchTable(results).print(screen);

        assertThat(printed()).isEqualTo("""
                LoopBenchmark
                  chain on=LOOP      5.5 +- 0.123  ns/op
                  chain on=POOL    12300 +- ?      ns/op
                    timesIdeal       1.5 +- 0.5
                OtherBenchmark
                  run            0.00123 +- 0      ms/op
                """.replace("\n", System.lineSeparator()));
    }

    @Test
    void progressIsALineForEachBenchmark() {
        var progress = new BenchProgress(screen);
        Stream.of("# JMH version: 1.37", "# Benchmark: quest.bench.LoopBenchmark.chain", "# Parameters: (on = LOOP)",
                "", "# Run progress: 4.55% complete, ETA 00:00:50", "Iteration   1: 5.5 ns/op")
                .forEach(progress::accept);
        progress.end(false);

        assertThat(printed().lines()).containsExactly("  5%  00:00:50 left  LoopBenchmark.chain (on = LOOP)");
    }

    @Test
    void whatJmhSaidLastIsShownWhenItFails() {
        var progress = new BenchProgress(screen);
        Stream.of("# JMH version: 1.37", "<failure>", "IllegalStateException: no dragon").forEach(progress::accept);
        progress.end(true);

        assertThat(printed()).contains("no dragon");
    }

    @Test
    void answersOfJmhAreShownAsTheyAre() {
        var progress = new BenchProgress(screen);
        Stream.of("Benchmarks: ", "quest.bench.LoopBenchmark.chain").forEach(progress::accept);
        progress.end(false);

        assertThat(printed().lines()).containsExactly("Benchmarks: ", "quest.bench.LoopBenchmark.chain");
    }

    @Test
    void headlinesComeFromTheLessonsOwnList() {
        var module = home.resolve("lesson01-event-loop");
        TestCourse.write(module.resolve("src/test/java/quest/eventloop/bench/LoopBenchmark.java"), "");
        TestCourse.write(module.resolve("src/test/java/quest/eventloop/bench/Contender.java"), "");
        TestCourse.write(module.resolve("src/test/resources/bench-quick.txt"),
                "# headlines\n\n  LoopBenchmark.chain\n-p\nn=1\n");

        var benchmarks = Benchmarks.of(new TestCourse(home).course);

        assertThat(benchmarks).singleElement().satisfies(each -> {
            assertThat(each.classes()).containsExactly("LoopBenchmark");
            assertThat(each.headlines()).containsExactly("LoopBenchmark.chain", "-p", "n=1");
        });
    }

    @Test
    void anUnknownBenchmarkIsAnsweredWithANearOne() {
        var folder = home.resolve("lesson01-event-loop/src/test/java/quest/eventloop/bench");
        TestCourse.write(folder.resolve("CallbackBenchmark.java"), "");

        var called = new TestCourse(home).call("bench", "calback");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("Did you mean Callback?").contains("There are: CallbackBenchmark");
    }

    @Test
    void withoutBenchmarksTheEnvironmentIsAtFault() {
        assertThat(new TestCourse(home).call("bench").exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.cli.bench.Estimates;
import quest.cli.bench.Planned;

/// What `bench` selects, and how it says how far it is. Nothing is measured here.
class BenchTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path home;

    private long now;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private BenchProgress progress(boolean terminal, Planned... planned) {
        var screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, false, false);
        return new BenchProgress(screen, List.of(planned), new Estimates(), () -> now);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Planned planned(String method, String n) {
        return new Planned("quest.bench.LoopBenchmark." + method, Map.of("n", n));
    }

    @Test
    void progressElsewhereThanAtATerminalIsALineForEachBenchmark() {
        var progress = progress(false, planned("chain", "1"), planned("chain", "2"), planned("batch", "1"));
        progress.begins(planned("chain", "1"));
        now += 20 * SECOND;
        progress.tick();
        progress.begins(planned("chain", "2"));
        progress.end();

        assertThat(printed().lines()).containsExactly(
                "  0%  about 0:15 left  1 of 3  LoopBenchmark.chain n=1",
                " 33%  about 0:40 left  2 of 3  LoopBenchmark.chain n=2");
    }

    @Test
    void progressAtATerminalStaysOnOneLineThatFits() {
        var longOne = new Planned("quest.bench.LoopBenchmark.run", Map.of("style", "x".repeat(200)));
        var progress = progress(true, longOne, new Planned("quest.bench.LoopBenchmark.run", Map.of("style", "y")));
        progress.begins(longOne);
        now += 2 * SECOND;
        progress.tick();
        progress.end();

        assertThat(printed()).doesNotContain("\n").contains("about 0:08 left  1 of 2  Loop.run xxx");
        assertThat(printed().split("\r")).allMatch(line -> line.length() < Screen.WIDTH);
    }

    @Test
    void benchmarksThatWereNotRunAreNotWaitedFor() {
        var progress = progress(false, planned("chain", "1"), planned("chain", "2"), planned("batch", "1"));
        progress.begins(planned("chain", "1"));
        now += 5 * SECOND;
        progress.ends(List.of(planned("chain", "1"), planned("chain", "2")));
        progress.begins(planned("batch", "1"));

        assertThat(printed().lines().toList().getLast()).isEqualTo(
                " 50%  about 0:05 left  3 of 3  LoopBenchmark.batch");
    }

    @Test
    void anotherOrderThanPlannedIsCountedAsWell() {
        var progress = progress(false, planned("chain", "1"), planned("chain", "2"));
        progress.begins(planned("chain", "2"));
        now += 10 * SECOND;
        progress.begins(planned("chain", "1"));

        assertThat(printed().lines().toList().getLast()).isEqualTo(
                " 50%  about 0:10 left  2 of 2  LoopBenchmark.chain n=1");
    }

    private List<Benchmarks> lessonsWithBenchmarks() {
        var one = home.resolve("lesson01-event-loop");
        TestCourse.write(one.resolve("src/test/java/quest/eventloop/bench/LoopBenchmark.java"), "");
        TestCourse.write(one.resolve("src/test/java/quest/eventloop/bench/Contender.java"), "");
        TestCourse.write(one.resolve("src/test/resources/bench-quick.txt"),
                "# headlines\n\n  LoopBenchmark.chain\n-p\nn=1\n");
        var three = home.resolve("lesson03-tasks");
        TestCourse.write(three.resolve("src/test/java/quest/tasks/bench/ForkBenchmark.java"), "");
        TestCourse.write(three.resolve("src/test/java/quest/tasks/bench/HeadlineBenchmark.java"), "");
        TestCourse.write(three.resolve("src/test/resources/bench-headline.txt"), "Headline\n-prof\nmemory\n");
        TestCourse.write(three.resolve("src/test/resources/bench-headline-quick.txt"), "-p\nscale=100\n");
        return Benchmarks.of(new TestCourse(home).course);
    }

    /// The lesson's number and the arguments of each selection.
    private static List<String> selected(List<Benchmarks> all, boolean quick, String... names) {
        var selected = new ArrayList<String>();
        for (var each : BenchSelection.of(all, List.of(names), quick)) {
            selected.add(each.benchmarks().lesson().number() + " " + String.join(" ", each.arguments()));
        }
        return selected;
    }

    @Test
    void benchmarksAreTheClassesOfThatName() {
        assertThat(lessonsWithBenchmarks().getFirst().classes()).containsExactly("LoopBenchmark");
    }

    @Test
    void withoutANameAllIsRunAndTheHeadlineByItself() {
        assertThat(selected(lessonsWithBenchmarks(), false)).containsExactly(
                "1 ", "3 -e \\.HeadlineBenchmark\\.", "3 Headline -prof memory");
    }

    @Test
    void quickWithoutANameIsTheHeadline() {
        assertThat(selected(lessonsWithBenchmarks(), true)).containsExactly("3 Headline -prof memory -p scale=100");
    }

    @Test
    void headlineIsFoundByItsNameAndItsClass() {
        var all = lessonsWithBenchmarks();

        assertThat(selected(all, false, "headline")).containsExactly("3 Headline -prof memory");
        assertThat(selected(all, false, "HeadlineBenchmark")).containsExactly("3 Headline -prof memory");
    }

    @Test
    void quickLessonIsWhatItsOwnListSays() {
        assertThat(selected(lessonsWithBenchmarks(), true, "lesson01")).containsExactly(
                "1 -f 1 -wi 2 -w 300ms -i 3 -r 300ms LoopBenchmark.chain -p n=1");
    }

    @Test
    void aMethodIsSelectedByItsWholeName() {
        assertThat(selected(lessonsWithBenchmarks(), false, "loop.chain", "fork")).containsExactly(
                "1 \\.bench\\.LoopBenchmark\\.\\Qchain\\E$", "3 \\.bench\\.ForkBenchmark\\.");
    }

    @Test
    void anUnknownBenchmarkIsAnsweredWithANearOne() {
        var folder = home.resolve("lesson01-event-loop/src/test/java/quest/eventloop/bench");
        TestCourse.write(folder.resolve("CallbackBenchmark.java"), "");

        var called = new TestCourse(home).call("bench", "calback");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("Did you mean Callback?").contains("There are: headline, CallbackBenchmark");
    }

    @Test
    void withoutBenchmarksTheEnvironmentIsAtFault() {
        assertThat(new TestCourse(home).call("bench").exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    }
}

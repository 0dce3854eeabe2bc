package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.cli.bench.HeadlineRecord;

/// The command from its call to its files, with a JMH that measures nothing: it prints what JMH prints, and then ends
/// in one way or another.
class BenchRunTest {

    /// What it does stands in a file: `ok`, or how it ends before it has written its results.
    private static final String FAKE_JMH = """
            package org.openjdk.jmh;

            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.List;

            public class Main {
                public static void main(String[] args) throws Exception {
                    var arguments = List.of(args);
                    if (arguments.contains("-nonsense")) {
                        System.out.println("nonsense is not a recognized option");
                        System.exit(1);
                    }
                    if (arguments.contains("-l")) {
                        System.out.println("all that there is");
                        return;
                    }
                    var does = Files.readString(Path.of("jmh-does.txt")).strip();
                    if (arguments.contains("-lp")) {
                        System.out.println("Benchmarks: \\nquest.tasks.bench.LoopBenchmark.chain");
                        System.out.println("  param \\"n\\" = {1, 2}");
                        return;
                    }
                    if (does.equals("exit 1 at once")) {
                        System.out.println("The dragon has eaten the JVM.");
                        System.exit(1);
                    }
                    one(1);
                    if (does.equals("exit 130")) {
                        System.exit(130); // as Ctrl-C would end it
                    }
                    if (does.equals("throw")) {
                        begin(2);
                        System.out.println("# Warmup Iteration   1: <failure>\\n\\njava.lang.Error: no dragon");
                    } else {
                        one(2);
                    }
                    if (!does.equals("write nothing")) {
                        var file = Path.of(args[arguments.indexOf("-rff") + 1]);
                        Files.writeString(file, Files.readString(Path.of("results.json")));
                    }
                }

                static void begin(int n) {
                    System.out.println("# Measurement: 3 iterations, 1 s each");
                    System.out.println("# Benchmark mode: Average time, time/op");
                    System.out.println("# Benchmark: quest.tasks.bench.LoopBenchmark.chain");
                    System.out.println("# Parameters: (n = " + n + ")\\n");
                    System.out.println("# Run progress: 0.00% complete, ETA 00:00:02\\n# Fork: 1 of 1");
                }

                static void one(int n) {
                    begin(n);
                    System.out.println("\\nResult \\"quest.tasks.bench.LoopBenchmark.chain\\":");
                    System.out.println("  " + n + "00.5 \\u00b1(99.9%) 1.5 ms/op [Average]\\n\\n");
                }
            }
            """;
    private static final String RESULTS = """
            [{"benchmark": "quest.tasks.bench.LoopBenchmark.chain", "mode": "avgt", "forks": 1,
              "measurementIterations": 3, "measurementTime": "1 s", "params": {"n": "1"},
              "primaryMetric": {"score": 100.5, "scoreError": 1.5, "scoreUnit": "ms/op"}}]
            """;

    @TempDir
    private static Path compiled;

    @TempDir
    private Path home;

    private TestCourse course;

    @BeforeAll
    static void compileJmh() throws IOException {
        var source = compiled.resolve("org/openjdk/jmh/Main.java");
        TestCourse.write(source, FAKE_JMH);
        var exitCode = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-encoding", "UTF-8", "-d",
                compiled.toString(), source.toString());
        assertThat(exitCode).isZero();
    }

    @BeforeEach
    void makeCourse() {
        course = new TestCourse(home);
        TestCourse.write(home.resolve("pom.xml"), "");
        var module = home.resolve("lesson03-tasks");
        TestCourse.write(module.resolve("src/test/java/quest/tasks/bench/LoopBenchmark.java"), "");
        TestCourse.write(module.resolve("target/test-classes/META-INF/BenchmarkList"), "");
        TestCourse.write(home.resolve("results.json"), RESULTS);
        TestCourse.write(module.resolve("target/bench.classpath"), compiled.toString());
    }

    private TestCourse.Called bench(String jmhDoes, String... arguments) {
        TestCourse.write(home.resolve("jmh-does.txt"), jmhDoes);
        var all = new String[arguments.length + 1];
        all[0] = "bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return course.call(all);
    }

    private JsonNode kept(String name) throws IOException {
        return JsonMapper.builder().build().readTree(home.resolve(".quest/bench/" + name + ".json").toFile());
    }

    private String page(String name) throws IOException {
        return Files.readString(home.resolve(".quest/bench/" + name + ".html"));
    }

    @Test
    void tablePageAndJsonAreMade() throws IOException {
        var called = bench("ok", "lesson03");

        assertThat(called.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(called.out()).contains("1 of 2  LoopBenchmark.chain n=1").contains("101 ms")
                .contains(home.resolve(".quest/bench/lesson03.html").toUri().toString());
        assertThat(kept("lesson03")).hasSize(1);
        assertThat(page("lesson03")).contains("<code>./quest bench lesson03</code>").contains("101 ms");
        try (var files = Files.list(home.resolve(".quest/bench"))) {
            assertThat(files).as("no parts").hasSize(2);
        }
    }

    @Test
    void aTerminalWithoutUnicodeGetsAscii() {
        TestCourse.write(home.resolve("results.json"), RESULTS.replace("ms/op", "us/op"));
        TestCourse.write(home.resolve("jmh-does.txt"), "ok");
        var printed = new ByteArrayOutputStream();
        var screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));

        Quest.commandLine(course.session(screen), screen).execute("bench", "Loop");

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("101 us  1.5 us").contains("+-")
                .matches("\\p{ASCII}*");
    }

    @Test
    void whatWasMeasuredBeforeCtrlCIsKeptAndToldAsIncomplete() throws IOException {
        var called = bench("exit 130", "Loop");

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.out()).contains("Interrupted: 1 of 2 were measured by then.").contains("101 ms");
        assertThat(kept("Loop").get(0).path("params").path("n").asText()).isEqualTo("1");
        assertThat(page("Loop")).contains("Interrupted: 1 of 2");
    }

    @Test
    void aBenchmarkThatThrowsIsNamedAndCostsNoOther() throws IOException {
        var called = bench("throw", "Loop");

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.out()).contains("Failed: LoopBenchmark.chain (n 2): java.lang.Error: no dragon")
                .contains("101 ms");
        assertThat(kept("Loop")).hasSize(1);
    }

    @Test
    void whatJmhSaidLastIsShownWhenItFails() {
        var called = bench("exit 1 at once", "Loop");

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.out()).contains("JMH failed in lesson 3 (exit code 1)")
                .contains("The dragon has eaten the JVM.").contains("Nothing was measured.");
        assertThat(home.resolve(".quest/bench/Loop.html")).doesNotExist();
    }

    @Test
    void withoutAFileOfJmhWhatItPrintedCounts() throws IOException {
        assertThat(bench("write nothing", "Loop").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(kept("Loop")).hasSize(2);
    }

    @Test
    void whatJmhDoesNotUnderstandIsWrongUsage() {
        var called = bench("ok", "Loop", "--", "-nonsense");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("nonsense is not a recognized option");
    }

    @Test
    void answersOfJmhAreShownAsTheyAre() {
        var called = bench("ok", "Loop", "--", "-l");

        assertThat(called.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(called.out().lines()).containsExactly("all that there is");
    }

    @Test
    void recordKeepsTheWholeHeadlineAndNothingElse() {
        assertThat(bench("ok", "Loop", "--record").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(bench("ok", "headline", "--record", "--", "-f", "3").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private void withHeadline() throws IOException {
        TestCourse.write(home.resolve("lesson03-tasks/src/test/java/quest/tasks/bench/HeadlineBenchmark.java"), "");
        TestCourse.write(home.resolve("lesson03-tasks/target/bench.classpath"), compiled.toString()); // it is newer
        Files.createDirectories(home.resolve("docs"));
        TestCourse.write(home.resolve("README.md"), "before\n<!-- headline -->\nold\n<!-- /headline -->\nafter\n");
        try (var resource = HeadlineRecord.class.getResourceAsStream("headline-results.json")) {
            Files.write(home.resolve("results.json"), resource.readAllBytes());
        }
    }

    @Test
    void aHeadlineIsRecordedInDocsAndReadme() throws IOException {
        withHeadline();

        var called = bench("ok", "headline", "--quick", "--record");

        assertThat(called.out()).contains("Recorded: docs/headline.json and README.md");
        assertThat(called.exitCode()).isEqualTo(ExitCode.OK);
        var readme = Files.readString(home.resolve("README.md"));
        var record = JsonMapper.builder().build().readTree(home.resolve("docs/headline.json").toFile());
        assertThat(readme).startsWith("before\n").endsWith("after\n").doesNotContain("old").contains("Measured shortly")
                .isEqualTo(HeadlineRecord.inserted(readme, HeadlineRecord.read(record)));
        assertThat(record.path("command").asText()).isEqualTo("./quest bench headline --quick --record");
    }

    @Test
    void halfAHeadlineIsNotRecorded() throws IOException {
        withHeadline();
        TestCourse.write(home.resolve("results.json"), RESULTS);

        var called = bench("ok", "headline", "--record");

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.err()).contains("Not recorded").contains("actions100 inSequence");
        assertThat(home.resolve("docs/headline.json")).doesNotExist();
    }

    @Test
    void nobodyIsAskedWhoIsNotAtATerminal() {
        TestCourse.write(home.resolve("lesson03-tasks/src/test/resources/bench-questions.json"), """
                [{"benchmark": "LoopBenchmark.chain", "question": "How long?", "unit": "ms/op"}]
                """);
        TestCourse.write(home.resolve("lesson03-tasks/target/bench.classpath"), compiled.toString());

        assertThat(bench("ok", "Loop").out()).doesNotContain("How long?").contains("101 ms");
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks a small exercise, with the exercises' real kit.
class CheckTest {

    /// The tests use no AssertJ: it is not needed here, and takes a while to load.
    private static final String TEST = """
            package quest.exercises.lesson01;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.DisplayName;
            import org.junit.jupiter.api.Nested;
            import org.junit.jupiter.api.Test;
            import quest.exercises.kit.Points;

            class DoorbellTest {
                @Nested
                @DisplayName("It rings")
                @Points(1.5)
                class Rings {
                    @Test
                    @DisplayName("a bell rings once")
                    void ringsOnce() {
                        assertEquals(1, new Doorbell().ring(), "times the bell rang");
                    }
                }

                @Nested
                @DisplayName("It is there")
                @Points(0.5)
                class Exists {
                    @Test
                    @DisplayName("a bell can be made")
                    void canBeMade() {
                        new Doorbell();
                    }
                }
            }
            """;

    @TempDir
    private static Path home;

    private static TestCourse course;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void makeCourse() throws IOException {
        course = new TestCourse(home);
        var exercises = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("exercises");
        copy(exercises, "src/test/java/quest/exercises/kit");
        copy(exercises, "src/test/resources");
        copy(exercises, "src/main/java/quest/exercises/Todo.java");
        TestCourse.write(course.course.exerciseTests().resolve("quest/exercises/lesson01/DoorbellTest.java"), TEST);
    }

    private static void copy(Path exercises, String what) throws IOException {
        try (Stream<Path> files = Files.walk(exercises.resolve(what))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = home.resolve("exercises").resolve(exercises.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @BeforeEach
    void beginAnew() throws IOException {
        Files.copy(course.course.stubs().resolve("lesson01/Doorbell.java"), course.file("Doorbell"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static ExerciseCompiler compiler() {
        var libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar")).map(Path::of).toList();
        return new ExerciseCompiler(course.course, libraries);
    }

    /// @param limit of the whole
    /// @param testLimit of a test, in seconds
    private CheckOutcome check(Duration limit, int testLimit) throws InterruptedException {
        CheckOutcome outcome;
        try (var checker = new Checker(new Desk(course.course), compiler(), limit,
                List.of("-Dquest.timeLimit=" + testLimit), new TestJvms(home, false))) {
            outcome = checker.check(course.exercise("Doorbell"));
        }
        var screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false, true);
        new CheckReport(course.session(screen)).tell(outcome);
        return outcome;
    }

    private CheckOutcome check() throws InterruptedException {
        return check(Duration.ofMinutes(10), 60); // nothing here takes long, and a busy machine changes nothing
    }

    private String traced(CheckTrace trace) throws InterruptedException {
        try (var checker = new Checker(new Desk(course.course), compiler(), Duration.ofMinutes(10),
                trace.jvmOptions(), new TestJvms(home, false))) {
            checker.check(course.exercise("Doorbell"));
        }
        return trace.write(course.exercise("Doorbell"));
    }

    private String report() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static State kept() {
        return new Desk(course.course).standing(course.exercise("Doorbell")).state();
    }

    @Test
    void untouchedIsNotRunAndSaysWhereToBegin() throws InterruptedException {
        assertThat(check()).isInstanceOf(CheckOutcome.NotBegun.class);
        assertThat(report()).contains("Not started").contains("lesson01/Doorbell.java:7");
    }

    @Test
    void rightIsRightAndKept() throws InterruptedException {
        course.solve("Doorbell", "IO.println(\"dingdong\"); return 1;");

        assertThat(check().isRight()).isTrue();

        assertThat(report()).contains("2 of 2 points").contains("✓ a bell rings once").contains("| dingdong")
                .contains("All tests are right");
        assertThat(kept()).isEqualTo(State.RIGHT);
    }

    @Test
    void wrongShowsTheFirstFailingTestAndPartOfThePoints() throws InterruptedException {
        course.solve("Doorbell", "return 3;");

        assertThat(check().isRight()).isFalse();

        assertThat(report()).contains("0.5 of 2 points")
                .contains("✗ a bell rings once").contains("✓ a bell can be made")
                .contains("times the bell rang").contains("./quest hint Doorbell");
        assertThat(kept()).isEqualTo(State.WRONG);
    }

    @Test
    void spinningIsEndedAndExplained() throws InterruptedException {
        course.solve("Doorbell", "while (true) { }");

        check(Duration.ofMinutes(10), 1);

        assertThat(report()).contains("✗ a bell rings once").contains("Doorbell.java:7").contains("This one hung");
        assertThat(kept()).isEqualTo(State.HUNG);
    }

    @Test
    void whatOutlastsTheLimitOfTheWholeIsEnded() throws InterruptedException {
        course.solve("Doorbell", "return 1;");

        assertThat(check(Duration.ofMillis(1), 60)).isInstanceOf(CheckOutcome.BrokenOff.class);

        assertThat(report()).contains("were ended").contains("0 of 2 points");
        assertThat(kept()).isEqualTo(State.HUNG);
    }

    @Test
    void exitingCostsTheTestUnderWay() throws InterruptedException {
        course.solve("Doorbell", "System.exit(0); return 1;");

        assertThat(check().isRight()).isFalse();

        assertThat(report()).contains("System.exit");
        assertThat(kept()).isEqualTo(State.WRONG);
    }

    @Test
    void haltingIsExplained() throws InterruptedException {
        course.solve("Doorbell", "Runtime.getRuntime().halt(0); return 1;");

        assertThat(check()).isInstanceOf(CheckOutcome.BrokenOff.class);

        assertThat(report()).contains("Runtime.halt").contains("exit code 0");
        assertThat(kept()).isEqualTo(State.WRONG);
    }

    @Test
    void compileErrorsAreShortAndNameTheLearnersLine() throws InterruptedException {
        course.solve("Doorbell", "java.util.List<String> l = 5;\n        return m;");

        check();

        assertThat(report()).contains("does not compile").contains("lesson01/Doorbell.java:7\n")
                .contains("    java.util.List<String> l = 5;\n                               ^\n")
                .contains("incompatible types: int cannot be converted to List<String>")
                .contains("Doorbell.java:8\n    return m;\n           ^\n").doesNotContain("DoorbellTest");
        assertThat(kept()).isEqualTo(State.DOES_NOT_COMPILE);
    }

    @Test
    void manyCompileErrorsAreCounted() throws InterruptedException {
        course.solve("Doorbell", "a = 1; b = 2; c = 3; d = 4; return e;");

        check();

        assertThat(report()).contains("variable c").doesNotContain("variable d").contains("And 2 more");
    }

    @Test
    void aRenamedMethodIsExplainedByTheTestThatNeedsIt() throws IOException, InterruptedException {
        Files.writeString(course.file("Doorbell"), TestCourse.STUB.replace("int ring()", "int rang()"));

        check();

        assertThat(report()).contains("use the class as it was given").contains("DoorbellTest.java:18")
                .contains("method ring()");
    }

    @Test
    void oneExerciseThatDoesNotCompileCostsNoOther() throws InterruptedException {
        course.solve("ReadyQueue", "nonsense");
        course.solve("Doorbell", "return 1;");

        assertThat(check().isRight()).isTrue();
    }

    @Test
    void anExerciseMayUseAnother() throws InterruptedException {
        course.solve("ReadyQueue", "return 1;");
        course.solve("Doorbell", "return new ReadyQueue().ring();");

        assertThat(check().isRight()).isTrue();
    }

    @Test
    void aBrokenKitIsTheEnvironmentsFault() throws IOException {
        var kit = course.course.exerciseTests().resolve("quest/exercises/kit/Broken.java");
        course.solve("Doorbell", "return 1;");
        TestCourse.write(kit, "class Broken {");
        try {
            assertThatThrownBy(this::check).isInstanceOfSatisfying(QuestException.class, fault -> {
                assertThat(fault.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
                assertThat(fault).hasMessageContaining("kit/Broken.java:1").hasMessageContaining("git");
            });
        } finally {
            Files.delete(kit);
        }
    }

    @Test
    void withoutNamesAndNothingBegunCheckSaysWhereToBegin() {
        course.call("reset", "ReadyQueue");

        var called = course.call("check");

        assertThat(called.exitCode()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(called.out()).contains("not begun").contains("./quest check Doorbell");
    }

    @Test
    void aTraceHasAGroupForEachTestAndItsThreads() throws Exception {
        course.solve("Doorbell", "return 1;");
        var file = home.resolve("doorbell.json");

        try (var trace = CheckTrace.to(file.toString(), List.of(course.exercise("Doorbell")))) {
            assertThat(traced(trace)).contains("doorbell.json");
        }

        assertThat(Files.readString(file)).contains("It rings: a bell rings once", "It is there: a bell can be made",
                "\"name\":\"test\"");
    }

    @Test
    void filesOfATraceAreDeletedWithIt() throws Exception {
        List<String> options;
        try (var trace = CheckTrace.to(home.resolve("a.json").toString(), List.of(course.exercise("Doorbell")))) {
            options = trace.jvmOptions();
            assertThat(Path.of(options.getLast().replaceFirst(".*=", ""))).exists();
        }
        assertThat(Path.of(options.getLast().replaceFirst(".*=", "")).getParent()).doesNotExist();
    }

    @Test
    void whereNoTestHasRunThereIsNoTrace() {
        try (var trace = CheckTrace.to(home.resolve("b.json").toString(), List.of(course.exercise("Doorbell")))) {
            assertThat(trace.write(course.exercise("Doorbell"))).startsWith("There is no trace");
        }
        assertThat(home.resolve("b.json")).doesNotExist();
    }

    @Test
    void aTraceIsOfOneExercise() {
        var two = List.of(course.exercise("Doorbell"), course.exercise("ReadyQueue"));
        assertThatThrownBy(() -> CheckTrace.to("a.html", two)).isInstanceOf(QuestException.class)
                .hasMessage("--trace is for one exercise at a time, and these are 2: Doorbell, ReadyQueue. Name one.");
    }

    @Test
    void aTraceIsAPageOrForPerfetto() {
        assertThatThrownBy(() -> CheckTrace.to("a.txt", List.of(course.exercise("Doorbell"))))
                .isInstanceOf(QuestException.class).hasMessageContaining(".html").hasMessageContaining(".json");
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What learners' code does to the JVM that tests it, with real JVMs and the exercises' real kit: each costs only
/// itself. The bell's code says in what it prints in which process it ran.
class TestJvmTest {

    private static final String TEST = """
            package quest.exercises.lesson01;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;

            class DoorbellTest {
                @Test
                void ringsOnce() {
                    System.out.println("process " + ProcessHandle.current().pid());
                    assertEquals(1, new Doorbell().ring());
                }
            }
            """;

    /// Nothing here takes long, and a busy machine changes nothing.
    private static final int LONG = 120;

    @TempDir
    private static Path home;

    private static TestCourse course;
    private static TestJvms jvms;
    private static Checker checker;

    @BeforeAll
    static void makeCourse() throws IOException {
        course = new TestCourse(home);
        var exercises = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("exercises");
        for (var what : List.of("src/test/java/quest/exercises/kit", "src/test/resources",
                "src/main/java/quest/exercises/Todo.java")) {
            try (Stream<Path> files = Files.walk(exercises.resolve(what))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var copy = home.resolve("exercises").resolve(exercises.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        TestCourse.write(course.course.exerciseTests().resolve("quest/exercises/lesson01/DoorbellTest.java"), TEST);
        jvms = new TestJvms(home, true);
        checker = checker(jvms, LONG);
    }

    @AfterAll
    static void end() {
        checker.close();
    }

    private static Checker checker(TestJvms jvms, int testLimit) {
        var libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar")).map(Path::of).toList();
        return new Checker(new Desk(course.course), new ExerciseCompiler(course.course, libraries),
                Duration.ofMinutes(10), List.of("-Dquest.timeLimit=" + testLimit), jvms);
    }

    private static CheckOutcome check(String code) throws InterruptedException {
        course.solve("Doorbell", code);
        return checker.check(course.exercise("Doorbell"));
    }

    /// The process in which the tests of this code ran.
    private static long process(String code) throws InterruptedException {
        var outcome = check(code);
        assertThat(outcome).isInstanceOf(CheckOutcome.Tested.class);
        return number("process ", ((CheckOutcome.Tested) outcome).output());
    }

    /// What stands in the printed line that begins with `word`.
    private static long number(String word, ForkedJvm.Ended printed) {
        return Long.parseLong(printed.output().lines().filter(line -> line.startsWith(word)).findFirst().orElseThrow()
                .substring(word.length()));
    }

    /// The next run is as if there had been none before.
    private static void assertCostsOnlyItself(String code) throws InterruptedException {
        var before = process(code);
        assertThat(check("return 1;").isRight()).isTrue();
        assertThat(process("return 1;")).as("what ran in it left something behind").isNotEqualTo(before);
    }

    @Test
    void oneThatIsAsItWasIsUsedAgain() throws InterruptedException {
        assertThat(process("return 1;")).isEqualTo(process("return 2;"));
    }

    @Test
    void classesAreThoseOfTheLastCompilation() throws InterruptedException {
        assertThat(check("return 2;").isRight()).isFalse();
        assertThat(check("return 1;").isRight()).isTrue();
    }

    @Test
    void staticFieldsBeginAnew() throws InterruptedException {
        var counts = "class Bells { static int rung; } return ++Bells.rung;";
        assertThat(check(counts).isRight()).isTrue();
        assertThat(check(counts).isRight()).isTrue();
    }

    @Test
    void threadThatIsLeftRunningCostsOnlyItself() throws InterruptedException {
        assertCostsOnlyItself("Thread.ofPlatform().daemon().start(() -> { while (true) Thread.onSpinWait(); });"
                + " return 1;");
    }

    @Test
    void virtualThreadThatIsLeftAsleepCostsOnlyItself() throws InterruptedException {
        assertCostsOnlyItself("Thread.ofVirtual().start(java.util.concurrent.locks.LockSupport::park); return 1;");
    }

    @Test
    void changedSystemPropertyCostsOnlyItself() throws InterruptedException {
        assertCostsOnlyItself("System.setProperty(\"user.dir\", \"/nowhere\"); return 1;");
    }

    @Test
    void changedTimeZoneCostsOnlyItself() throws InterruptedException {
        assertCostsOnlyItself("java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone(\"Asia/Tokyo\"));"
                + " return 1;");
    }

    @Test
    void replacedStandardOutputCostsOnlyItself() throws InterruptedException {
        assertCostsOnlyItself("System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));"
                + " return 1;");
    }

    @Test
    void workLeftInTheCommonPoolCostsOnlyItself() throws InterruptedException {
        assertCostsOnlyItself("new java.util.concurrent.CompletableFuture<Integer>()"
                + ".orTimeout(1, java.util.concurrent.TimeUnit.HOURS); return 1;");
    }

    @Test
    void haltCostsOnlyItself() throws InterruptedException {
        assertThat(check("Runtime.getRuntime().halt(0); return 1;")).isInstanceOfSatisfying(
                CheckOutcome.BrokenOff.class, broken -> assertThat(broken.why()).contains("Runtime.halt"));
        assertThat(check("return 1;").isRight()).isTrue();
    }

    @Test
    void exitCostsOnlyItselfAndIsExplained() throws InterruptedException {
        assertThat(check("System.exit(0); return 1;")).isInstanceOfSatisfying(CheckOutcome.Tested.class,
                tested -> assertThat(tested.result().firstFailing().message()).contains("System.exit"));
        assertThat(check("return 1;").isRight()).isTrue();
    }

    @Test
    void memoryThatRunsOutCostsOnlyItselfAndIsExplained() throws InterruptedException {
        assertThat(check("var all = new java.util.ArrayList<long[]>(); while (true) all.add(new long[1 << 20]);"))
                .isInstanceOfSatisfying(CheckOutcome.Tested.class, tested ->
                        assertThat(tested.result().firstFailing().message()).contains("OutOfMemoryError"));
        assertThat(check("return 1;").isRight()).isTrue();
    }

    @Test
    void threadsWithoutEndAreStoppedAndCounted() throws InterruptedException {
        var outcome = check("while (true) Thread.ofPlatform().daemon()"
                + ".start(java.util.concurrent.locks.LockSupport::park);");
        assertThat(outcome).isInstanceOfSatisfying(CheckOutcome.BrokenOff.class,
                broken -> assertThat(broken.why()).containsPattern("had started \\d+ threads"));
        assertThat(check("return 1;").isRight()).isTrue();
    }

    @Test
    void childProcessesEndWithTheirJvm() throws InterruptedException {
        var outcome = (CheckOutcome.BrokenOff) check("""
                try {
                    System.out.println("child " + new ProcessBuilder("sleep", "1000").start().pid());
                } catch (java.io.IOException e) {
                    throw new RuntimeException(e);
                }
                System.out.flush();
                while (true) Thread.ofPlatform().daemon().start(java.util.concurrent.locks.LockSupport::park);
                """);
        var child = number("child ", outcome.output());
        assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }

    @Test
    void hangIsToldAtOnceAndTheJvmIsNotUsedAgain() throws InterruptedException {
        var hung = new ArrayList<ExerciseResult.Test>();
        course.solve("Doorbell", "while (true) { }");
        try (var impatient = checker(new TestJvms(home, false), 1)) {
            var outcome = impatient.check(course.exercise("Doorbell"), hung::add, () -> false);
            assertThat(hung).singleElement().satisfies(test -> {
                assertThat(test.name()).startsWith("ringsOnce");
                assertThat(test.message()).contains("not done after 1 second").contains("Doorbell.java:7");
            });
            assertThat(outcome).isInstanceOfSatisfying(CheckOutcome.Tested.class,
                    tested -> assertThat(tested.result().state()).isEqualTo(State.HUNG));
            course.solve("Doorbell", "return 1;");
            assertThat(impatient.check(course.exercise("Doorbell")).isRight()).isTrue();
        }
    }

    @Test
    void runThatNobodyWaitsForIsEnded() throws InterruptedException {
        course.solve("Doorbell", "while (true) { }");
        Consumer<ExerciseResult.Test> nobody = _ -> { };
        assertThat(checker.check(course.exercise("Doorbell"), nobody, () -> true)).isNull();
        assertThat(check("return 1;").isRight()).isTrue();
    }

    @Test
    void whatIsPrintedIsKeptUpToALimitAndMessagesAreNoPartOfIt() throws InterruptedException {
        var outcome = (CheckOutcome.Tested) check("""
                for (int i = 0; i < 100_000; i++) System.out.print("dong ");
                return 1;""");
        assertThat(outcome.isRight()).isTrue();
        assertThat(outcome.output().cut()).isTrue();
        assertThat(outcome.output().output()).hasSize(ForkedJvm.MOST_OUTPUT).contains("dong dong")
                .doesNotContain("ready");
    }

    @Test
    void newKitIsLoadedByANewJvm() throws InterruptedException, IOException {
        var before = process("return 1;");
        var kit = course.course.exerciseTests().resolve("quest/exercises/kit/Extra.java");
        TestCourse.write(kit, "package quest.exercises.kit; class Extra { }");
        try {
            assertThat(process("return 1;")).isNotEqualTo(before);
        } finally {
            Files.delete(kit);
        }
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Grades work on two small exercises, with the exercises' real kit.
class GradeTest {

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

    @TempDir
    private Path work;

    private static TestCourse course;

    @BeforeAll
    static void makeCourse() throws IOException {
        course = new TestCourse(home);
        course.list("lesson01 Doorbell 2", "lesson01 ReadyQueue 2");
        var exercises = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("exercises");
        copy(exercises, "src/test/java/quest/exercises/kit");
        copy(exercises, "src/test/resources");
        copy(exercises, "src/main/java/quest/exercises/Todo.java");
        for (var name : new String[] {"Doorbell", "ReadyQueue"}) {
            TestCourse.write(course.course.exerciseTests().resolve("quest/exercises/lesson01/" + name + "Test.java"),
                    TEST.replace("Doorbell", name));
        }
        Files.delete(course.course.testLibraries().resolve("junit.jar"));
        for (var jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var file = Path.of(jar);
            if (jar.endsWith(".jar") && jar.matches(".*(junit|opentest4j|apiguardian|jspecify|assertj|byte-buddy).*")) {
                Files.copy(file, course.course.testLibraries().resolve(file.getFileName().toString()));
            }
        }
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
    void others() {
        handIn("zoe", "return 1;", "return 1;");
    }

    private void handIn(String who, String doorbell, String queue) {
        write(who, "Doorbell", TestCourse.STUB.replace("throw todo(\"ring once\");", doorbell));
        write(who, "ReadyQueue", TestCourse.STUB.replace("Doorbell", "ReadyQueue")
                .replace("throw todo(\"ring once\");", queue));
    }

    private void write(String who, String exercise, String text) {
        var place = "quest/exercises/lesson01/" + exercise + ".java";
        TestCourse.write(work.resolve("in").resolve(who).resolve(place), text);
    }

    private TestCourse.Called grade(String... more) {
        var arguments = Stream.concat(Stream.of("grade", work.resolve("in").toString(), "--out",
                work.resolve("out").toString(), "--timeout", "60"), Stream.of(more)).toArray(String[]::new);
        return course.call(arguments);
    }

    private String csv(String who) {
        var called = grade("--format", "csv");
        assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.OK);
        return called.out().lines().filter(line -> line.startsWith(who + ",")).findFirst().orElseThrow();
    }

    /// On one line, since where it is broken depends on its length.
    private String told(String who) {
        return Sources.read(work.resolve("out/submissions/" + who + ".txt")).replaceAll("\\s+", " ");
    }

    @Test
    void rightEarnsAllWrongEarnsItsRightGroupsAndAStubNothing() {
        handIn("ann", "return 2;", "throw todo(\"ring once\");");

        assertThat(csv("ann")).isEqualTo("ann,0.5,4,0.5,0,");
        assertThat(csv("zoe")).isEqualTo("zoe,4,4,2,2,");
        assertThat(told("ann")).contains("times the bell rang").contains("Doorbell.java")
                .contains("ReadyQueue not started");
    }

    @Test
    void equalWorkOfSeveralIsGradedForEach() {
        var names = List.of("ann", "bob", "cy", "dan", "eve");
        names.forEach(name -> handIn(name, "return 1;", "return 1;"));

        var lines = grade("--format", "csv").out().lines().toList();

        names.forEach(name -> assertThat(lines).contains(name + ",4,4,2,2,"));
    }

    @Test
    void whoEndsTheJvmLosesThatExerciseOnly() {
        handIn("ann", "Runtime.getRuntime().halt(0); return 1;", "return 1;");
        handIn("bob", "return 1;", "System.exit(0); return 1;");

        assertThat(csv("ann")).isEqualTo("ann,2,4,0,2,");
        assertThat(csv("bob")).isEqualTo("bob,2,4,2,0,");
        assertThat(told("ann")).contains("ended its JVM before the tests were done");
        assertThat(told("bob")).contains("System.exit");
    }

    @Test
    void printedResultIsNoResult() {
        handIn("ann", """
                for (var line : new String[] {"right", "{\\"state\\": \\"right\\"}", " {}"}) {
                    System.out.println(line);
                }
                Runtime.getRuntime().halt(0);
                return 1;""", "return 1;");

        assertThat(csv("ann")).isEqualTo("ann,2,4,0,2,");
        assertThat(told("ann")).contains("It had printed:").contains("{\"state\": \"right\"}");
    }

    @Test
    void codeThatReachesForTheTestsIsNotRun() {
        handIn("ann", "try { Class.forName(\"x\"); } catch (ClassNotFoundException e) { } return 1;", "return 1;");

        assertThat(csv("ann")).isEqualTo("ann,2,4,0,2,");
        assertThat(told("ann")).contains("refused").contains("it uses java.lang.Class.forName, at Doorbell.java:7");
    }

    @Test
    void whatIsRefusedCannotBeCalledByAnother() {
        handIn("ann", "try { Class.forName(\"x\"); } catch (ClassNotFoundException e) { } return 1;",
                "return new Doorbell().ring();");

        assertThat(csv("ann")).isEqualTo("ann,0.5,4,0,0.5,");
    }

    @Test
    void testsAreNotReachedUnderANameThatAnotherExerciseDeclares() {
        handIn("ann", "return 1;", "System.out.println(new DoorbellTest()); return 1;");
        write("ann", "Doorbell", TestCourse.STUB.replace("throw todo(\"ring once\");", "return 1;")
                + "class DoorbellTest { }");

        assertThat(csv("ann")).isEqualTo("ann,0,4,0,0,");
        assertThat(told("ann")).contains("it uses quest.exercises.lesson01.DoorbellTest, at ReadyQueue.java:7");
    }

    @Test
    void whoFillsTheCompilersMemoryCostsOnlyThatExercise() {
        var doubled = new StringBuilder("private static final String S0 = \"" + "x".repeat(1_000) + "\";\n");
        for (var i = 1; i < 25; i++) {
            doubled.append("private static final String S%d = S%d + S%d;\n".formatted(i, i - 1, i - 1));
        }
        handIn("ann", "return 1;", "return 1;");
        write("ann", "Doorbell", TestCourse.STUB.replace("throw todo(\"ring once\");", "return 1;")
                .replace("public int", doubled + "public int"));

        assertThat(csv("ann")).isEqualTo("ann,2,4,0,2,");
        assertThat(csv("zoe")).isEqualTo("zoe,4,4,2,2,");
        assertThat(told("ann")).contains("It could not be compiled: it broke the compiler");
    }

    @Test
    void whatDoesNotCompileCostsOnlyItself() {
        handIn("ann", "return \"one\";", "return 1;");

        assertThat(csv("ann")).isEqualTo("ann,2,4,0,2,");
        assertThat(told("ann")).contains("does not compile").contains(
                "exercises/src/main/java/quest/exercises/lesson01/Doorbell.java:7: incompatible types");
    }

    @Test
    void foreignPackageAndTestsNameAreRefused() {
        handIn("ann", "return 1;", "return 1;");
        write("ann", "Doorbell", "package evil; public class Doorbell { public int ring() { return 1; } }");
        handIn("bob", "return 1;", "return 1;");
        write("bob", "Doorbell", TestCourse.STUB.replace("throw todo(\"ring once\");", "return 1;")
                + "class ReadyQueueTest { }");

        assertThat(csv("ann")).isEqualTo("ann,2,4,0,2,");
        assertThat(csv("bob")).isEqualTo("bob,2,4,0,2,");
        assertThat(told("ann")).contains("foreign package").contains("quest.exercises.lesson01");
        assertThat(told("bob")).contains("the name of a test");
    }

    @Test
    void methodThatTheTestsMissIsNamed() {
        handIn("ann", "return 1;", "return 1;");
        write("ann", "Doorbell", TestCourse.STUB.replace("throw todo(\"ring once\");", "return 1;")
                .replace("int ring()", "int rings()"));

        assertThat(csv("ann")).isEqualTo("ann,2.5,4,0.5,2,");
        assertThat(told("ann")).contains("as it was in the stub").contains("ring()");
    }

    @Test
    void hiddenTestsComeOnTop() {
        TestCourse.write(work.resolve("hidden/quest/exercises/lesson01/DoorbellTest.java"),
                TEST.replace("assertEquals(1,", "assertEquals(2,"));

        var called = grade("--hidden", work.resolve("hidden").toString(), "--format", "csv");

        assertThat(called.out()).contains("zoe,4.5,6,2.5,2,");
    }

    @Test
    void whatIsFinishedIsKeptUntilItChanges() {
        var first = grade("--format", "json").out();
        var kept = work.resolve("out/submissions/zoe.json");
        var marked = Sources.read(kept).replace("\"a bell rings once\"", "\"kept\"");
        TestCourse.write(kept, marked);

        assertThat(grade("--format", "json").out()).isEqualTo(first.replace("\"a bell rings once\"", "\"kept\""));

        handIn("zoe", "return 1; // once", "return 1;");
        assertThat(grade("--format", "json").out()).isEqualTo(first);
    }

    @Test
    void singleSubmissionThatIsNotRightIsExitCodeOne() {
        handIn("ann", "return 2;", "return 1;");

        var called = course.call("grade", work.resolve("in/ann").toString(), "--out", work.resolve("out").toString());

        assertThat(called.exitCode()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(called.out()).contains("2.5 of 4 points").contains("gradebook.html");
        assertThat(course.call("grade", work.resolve("in/zoe").toString(), "--out", work.resolve("out").toString())
                .exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void wrongUsageIsExplained() {
        assertThat(course.call("grade", "nowhere").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(grade("--format", "pdf").err()).contains("expected text, csv, json, junit or html");
        assertThat(course.call("grade", work.resolve("in").toString(), "--timeout", "0").err()).contains("1 to 600");
        assertThat(grade("--hidden", work.resolve("none").toString()).exitCode()).isEqualTo(ExitCode.USAGE);
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintTest {

    @TempDir
    private Path home;

    private TestCourse course;

    @BeforeEach
    void makeCourse() {
        course = new TestCourse(home);
        TestCourse.write(course.course.hints().resolve("lesson01/Doorbell.md"), """
                # Doorbell

                ## Hint 1
                <!-- for: ringsOnce, ringsAgain -->

                What does a bell do?

                ## Hint 2
                <!-- for: staysSilent,
                     isNotRungTwice -->

                Use a counter.

                ## Hint 3

                ```
                count = count + 1
                ```
                """);
    }

    private String hint(String... more) {
        var args = new String[more.length + 2];
        args[0] = "hint";
        args[1] = "Doorbell";
        System.arraycopy(more, 0, args, 2, more.length);
        var called = course.call(args);
        assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.OK);
        return called.out();
    }

    @Test
    void eachCallGoesOneHintFurtherAndStaysAtTheLast() {
        assertThat(hint()).contains("hint 1 of 3").contains("What does a bell do?").doesNotContain("<!--");
        assertThat(hint()).contains("hint 2 of 3").contains("Use a counter.");
        assertThat(hint()).contains("hint 3 of 3").contains("    count = count + 1").doesNotContain("```");
        assertThat(hint()).contains("hint 3 of 3").contains("solution Doorbell --peek");
    }

    @Test
    void theFirstFailingTestDecidesWhereHintsBegin() {
        course.solve("Doorbell", "return 2;");
        course.result("Doorbell", State.WRONG, 1, TestCourse.test("ringsOnce", State.RIGHT),
                TestCourse.test("isNotRungTwice", State.WRONG), TestCourse.test("ringsAgain", State.WRONG));

        assertThat(hint()).contains("hint 2 of 3");
        assertThat(hint()).contains("hint 3 of 3");
    }

    @Test
    void hintsBeginAnewWhenTheyBeginElsewhereForTheTestThatFailsNow() {
        course.solve("Doorbell", "return 2;");
        course.result("Doorbell", State.WRONG, 1, TestCourse.test("isNotRungTwice", State.WRONG));
        hint();
        assertThat(hint()).contains("hint 3 of 3");

        course.result("Doorbell", State.WRONG, 1, TestCourse.test("ringsOnce", State.WRONG));
        assertThat(hint()).contains("hint 1 of 3");

        course.result("Doorbell", State.WRONG, 1, TestCourse.test("ringsAgain", State.WRONG));
        assertThat(hint()).as("the same hints are for both tests").contains("hint 2 of 3");
    }

    @Test
    void everyExerciseHasThreeHintsForTestsThatItHas() throws IOException {
        var exercises = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("exercises");
        var test = Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b[^{;]*?\\bvoid (\\w+)\\(");
        for (var line : Files.readAllLines(exercises.resolve("exercises.txt"))) {
            if (line.startsWith("lesson")) {
                var words = line.split("\\s+");
                var hints = HintFile.read(exercises.resolve("hints/%s/%s.md".formatted(words[0], words[1])));
                var tests = test.matcher(Files.readString(exercises.resolve(
                        "src/test/java/quest/exercises/%s/%sTest.java".formatted(words[0], words[1]))));

                assertThat(hints).as(words[1]).hasSize(3);
                assertThat(tests.results().map(match -> match.group(1))).as(words[1]).containsAll(
                        hints.stream().flatMap(hint -> hint.tests().stream()).toList());
            }
        }
    }

    @Test
    void aTestThatIsNotStartedDecidesWhenNoneIsWrong() {
        course.solve("Doorbell", "return 2;");
        course.result("Doorbell", State.STARTED, 1, TestCourse.test("ringsOnce", State.RIGHT),
                TestCourse.test("staysSilent", State.NOT_STARTED));

        assertThat(hint()).contains("hint 2 of 3");
    }

    @Test
    void aTestThatNoHintNamesBeginsAtTheFirst() {
        course.solve("Doorbell", "return 2;");
        course.result("Doorbell", State.WRONG, 1, TestCourse.test("somethingElse", State.WRONG));

        assertThat(hint()).contains("hint 1 of 3");
    }

    @Test
    void hintsBeginAgainWhenAsked() {
        hint();
        hint();

        assertThat(hint("--from", "1")).contains("hint 1 of 3");
        assertThat(hint()).contains("hint 2 of 3");
    }

    @Test
    void aHintThatIsNotThereIsWrongUsage() {
        var called = course.call("hint", "Doorbell", "--from", "4");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("from 1 to 3, not 4");
    }

    @Test
    void withoutANameTheHintIsForTheExerciseUnderWork() {
        TestCourse.write(course.course.hints().resolve("lesson01/ReadyQueue.md"), "## Hint 1\nfor the queue\n");
        assertThat(course.call("hint").out()).contains("Doorbell, hint 1");

        course.solve("ReadyQueue", "return 1;");

        assertThat(course.call("hint").out()).contains("ReadyQueue, hint 1").contains("for the queue");
    }

    @Test
    void anExerciseWithoutHintsSaysWhereTheyWereExpected() {
        var called = course.call("hint", "MiniPromise");

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.err()).contains("exercises/hints/lesson02/MiniPromise.md");
    }
}

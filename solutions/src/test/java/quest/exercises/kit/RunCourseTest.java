package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Maven's way: a list of exercises, forks, the scoreboard.
class RunCourseTest {
    @TempDir
    private Path folder;
    private String output;

    @Test
    void notStartedIsGreen() throws Exception {
        assertThat(run("", "", "NotStarted 4", "Right 2")).isTrue();
        assertThat(output).contains("NotStarted           not started", "0 of 4", "2 of 2", "2 of 6", "no grade")
                .contains("Next: NotStarted, exercises/src/main/java/quest/exercises/lesson00/Answers.java:");
        assertThat(folder.resolve("target/grade/not-right-yet.txt")).doesNotExist();
    }

    @Test
    void notStartedIsRedInAGrade() throws Exception {
        assertThat(run("true", "", "NotStarted 4", "Right 2")).isFalse();
        assertThat(output).contains("Grade", "2 of 6").doesNotContain("no grade");
        assertThat(folder.resolve("target/grade/not-right-yet.txt")).content()
                .isEqualToIgnoringNewLines("lesson00 NotStarted: not started");
    }

    @Test
    void rightIsGreenInAGrade() throws Exception {
        assertThat(run("true", "", "Right 2")).isTrue();
        assertThat(output).contains("All of it is right.");
    }

    @Test
    void wrongIsRed() throws Exception {
        assertThat(run("", "", "Exits 2")).isFalse();
        assertThat(output).contains("[wrong] Then: ends()", "System.exit", "And 1 more", "1 of 2");
    }

    @Test
    void exerciseThatTakesItsJvmDownIsExplainedAndCostsNoOther() throws Exception {
        assertThat(run("", "", "Halts 2", "Exits 2", "Right 2")).isFalse();
        assertThat(output).contains("ended its JVM (exit code 0)", "Halts                wrong, 0 of 3 tests right")
                .contains("3 of 6");
    }

    @Test
    void whatTheCodePrintsIsShownButNotWithoutEnd() throws Exception {
        assertThat(run("", "", "Prints 2")).isTrue();
        assertThat(output).contains("line 0", "line 300", "more than 4000 bytes; the rest is left out", "2 of 2")
                .doesNotContain("line 1000");
    }

    @Test
    void onlyWhatIsNamedIsRunAndCounts() throws Exception {
        assertThat(run("", "RightTest", "Exits 2", "Right 2")).isTrue();
        assertThat(output).contains("Exits                not run this time", "2 of 4");
    }

    @Test
    void unknownNamesAreRefused() throws Exception {
        assertThat(run("", "NowhereTest", "Right 2")).isFalse();
        assertThat(output).isEqualToIgnoringNewLines("-Dtest=NowhereTest: there is no such exercise. There are: Right");
        assertThat(run("lesson09", "", "Right 2")).isFalse();
        assertThat(output).isEqualToIgnoringNewLines("-Dgrade=lesson09: there is no such lesson. There are: lesson00");
    }

    @Test
    void everyRunLeavesItsReports() throws Exception {
        run("lesson00", "", "Right 2");
        assertThat(folder.resolve("target/grade")).isDirectoryContaining("glob:**/grade.{json,csv}")
                .isDirectoryContaining("glob:**/junit.xml").isDirectoryContaining("glob:**/results");
    }

    private boolean run(String strict, String only, String... exercises) throws Exception {
        Files.writeString(folder.resolve("exercises.txt"),
                "# a comment\nlesson00 " + String.join("\nlesson00 ", exercises) + "\n");
        var bytes = new ByteArrayOutputStream();
        boolean green = new RunCourse(new PrintStream(bytes, true, StandardCharsets.UTF_8), folder, strict, only).run();
        output = bytes.toString(StandardCharsets.UTF_8);
        return green;
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResetTest {

    private static final Clock MIDNIGHT = Clock.fixed(Instant.parse("2026-03-01T00:00:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    private TestCourse course;

    @BeforeEach
    void makeCourse() {
        course = new TestCourse(home);
    }

    private String reset(String exercise) {
        var out = new ByteArrayOutputStream();
        var screen = Screen.plain(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(new CommandLine(new ResetCommand(course.session(screen), MIDNIGHT)).execute(exercise)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> besides() throws IOException {
        try (Stream<Path> files = Files.list(course.file("Doorbell").getParent())) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("Doorbell")).sorted()
                    .toList();
        }
    }

    @Test
    void whatWasWrittenIsKeptBesideTheStub() throws IOException {
        course.solve("Doorbell", "return 1;");
        var written = Files.readString(course.file("Doorbell"));

        var out = reset("doorbell");

        assertThat(besides()).containsExactly("Doorbell.java", "Doorbell.java.20260301-000005.bak");
        assertThat(Files.readString(course.file("Doorbell").resolveSibling("Doorbell.java.20260301-000005.bak")))
                .isEqualTo(written);
        assertThat(Files.readString(course.file("Doorbell"))).isEqualTo(TestCourse.STUB);
        assertThat(out).contains("lesson01/Doorbell.java.20260301-000005.bak").contains("Doorbell.java:7");
    }

    @Test
    void twoResetsInOneSecondKeepBoth() throws IOException {
        course.solve("Doorbell", "return 1;");
        reset("Doorbell");
        course.solve("Doorbell", "return 2;");
        reset("Doorbell");

        assertThat(besides()).containsExactly("Doorbell.java", "Doorbell.java.20260301-000005-2.bak",
                "Doorbell.java.20260301-000005.bak");
    }

    @Test
    void anUntouchedExerciseIsLeftAlone() throws IOException {
        assertThat(reset("Doorbell")).contains("nothing to reset");
        assertThat(besides()).containsExactly("Doorbell.java");
    }

    @Test
    void aDeletedFileComesBack() throws IOException {
        Files.delete(course.file("Doorbell"));

        reset("Doorbell");

        assertThat(Files.readString(course.file("Doorbell"))).isEqualTo(TestCourse.STUB);
    }

    @Test
    void theSolutionIsShownOnceTheExerciseIsRightOrWhenPeeking() {
        var solution = course.course.solutionSources().resolve("quest/exercises/lesson01/Doorbell.java");
        TestCourse.write(solution, "the answer\n");
        course.solve("Doorbell", "return 1;");

        var refused = course.call("solution", "Doorbell");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(refused.out()).doesNotContain("the answer").contains("--peek");
        assertThat(course.call("solution", "Doorbell", "--peek").out()).contains("the answer");

        course.result("Doorbell", State.RIGHT, 2);
        var shown = course.call("solution", "Doorbell");
        assertThat(shown.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(shown.out()).contains("the answer");
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// How names are understood, how wrong ones are answered, and how `run` hands over to the scene.
@Isolated("the terminal is the whole JVM's")
class UsageTest {

    @TempDir
    private Path home;

    private final TestScene twoHeroes = new TestScene(1, "two-heroes");
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream stage = new ByteArrayOutputStream();
    private TestCourse course;

    @BeforeEach
    void makeCourse() {
        course = new TestCourse(home, twoHeroes, new TestScene(2, "dashboard"));
        System.setOut(new PrintStream(stage, true, StandardCharsets.UTF_8)); // the stage prints there
        System.setErr(new PrintStream(stage, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBackTheTerminal() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void anExerciseHasManySpellings() {
        var desk = new Desk(course.course);
        for (var name : List.of("ReadyQueue", "readyqueue", "ready-queue", "lesson01/ReadyQueue",
                "lesson01/ready-queue", "ReadyQueue.java", "ReadyQueueTest",
                "exercises/src/main/java/quest/exercises/lesson01/ReadyQueue.java")) {
            assertThat(desk.named(name).name()).as(name).isEqualTo("ReadyQueue");
        }
    }

    @Test
    void anUnknownExerciseIsAnsweredWithANearOne() {
        var called = course.call("hint", "redyqueue");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("no exercise 'redyqueue'").contains("Did you mean ReadyQueue?")
                .contains("./quest list");
    }

    @Test
    void anExerciseOfAnotherLessonIsUnknown() {
        assertThat(course.call("hint", "lesson02/ReadyQueue").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void anUnknownCommandIsAnsweredWithANearOne() {
        var called = course.call("chekc");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("no command 'chekc'").contains("./quest check").contains("./quest --help");
    }

    @Test
    void aSceneOrExerciseWithoutACommandIsRecognized() {
        assertThat(course.call("two-heroes").err()).contains("Did you mean ./quest run two-heroes?");
        assertThat(course.call("ready-queue").err()).contains("Did you mean ./quest check ReadyQueue?");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        var called = course.call("list", "--all");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("--all").contains("./quest list --help");
    }

    @Test
    void aMissingNameIsWrongUsage() {
        assertThat(course.call("reset").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(course.call("run").err()).contains("./quest run two-heroes").contains("./quest scenes");
    }

    @Test
    void runHandsTheRestToTheScene() {
        assertThat(course.call("run", "Two-Heroes", "--virtual", "--seed", "7").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(course.call("run", "--virtual", "TwoHeroes", "-x", "list").exitCode()).isEqualTo(ExitCode.OK);

        assertThat(twoHeroes.played).containsExactly(List.of("--seed", "7"), List.of("-x", "list"));
    }

    @Test
    void runRemembersWhatWasPlayed() {
        assertThat(course.call("scenes").out()).contains("· two-heroes");

        course.call("run", "two-heroes", "--virtual");

        assertThat(course.call("scenes").out()).contains("✓ two-heroes").contains("· dashboard");
    }

    @Test
    void aSceneThatRefusesItsArgumentsIsWrongUsageAndNotPlayed() {
        assertThat(course.call("run", "two-heroes", "--speed", "fast").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(course.call("scenes").out()).contains("· two-heroes");
    }

    @Test
    void helpAfterAScenesNameIsTheScenes() {
        course.call("run", "two-heroes", "--help");

        assertThat(stage.toString(StandardCharsets.UTF_8)).contains("[--seed N]");
        assertThat(course.call("scenes").out()).contains("· two-heroes");
    }

    @Test
    void anUnknownSceneIsAnsweredWithANearOne() {
        var called = course.call("run", "two-heros");

        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("no scene 'two-heros'").contains("Did you mean two-heroes?")
                .contains("./quest scenes");
    }

    @Test
    void aMissingListIsTheEnvironmentsFault() throws Exception {
        Files.delete(course.course.exerciseList());

        var called = course.call("list");

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.err()).contains("exercises/exercises.txt");
    }

    @Test
    void aLineOfTheListThatIsNoExerciseIsShown() {
        course.list("lesson01 ReadyQueue one");

        assertThat(course.call("list").err()).contains("lesson01 ReadyQueue one").contains("lesson01 ReadyQueue 1");
    }

    @Test
    void listSaysStatePointsAndFile() {
        course.solve("Doorbell", "return 1;");
        course.result("Doorbell", State.WRONG, 0.5);

        assertThat(course.call("list").out()).containsPattern("✗ Doorbell\\.java +0\\.5 of 2 +wrong")
                .containsPattern("· ReadyQueue\\.java +0 of 1 +not started")
                .contains("exercises/src/main/java/quest/exercises/lesson02/").contains("0.5 of 6 points");
    }
}

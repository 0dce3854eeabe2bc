package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseMapTest {

    @TempDir
    private Path home;

    private TestCourse course;

    @BeforeEach
    void makeCourse() {
        course = new TestCourse(home, new TestScene(1, "two-heroes"), new TestScene(1, "echo-portal"));
    }

    private String map() {
        var called = course.call();
        assertThat(called.exitCode()).isEqualTo(ExitCode.OK);
        return called.out();
    }

    @Test
    void someoneNewIsSentToTheFirstScene() {
        assertThat(map()).contains("0 of 3").contains("· two-heroes").contains("· Doorbell")
                .containsPattern("Next\n.*\n +\\./quest run two-heroes\n");
    }

    @Test
    void afterASceneTheNextSceneOrTheFirstExerciseIsNext() {
        new Notebook(course.course).rememberPlayed("two-heroes");

        assertThat(map()).contains("✓ two-heroes").contains("./quest run echo-portal    ./quest check Doorbell")
                .contains("exercises/src/main/java/quest/exercises/lesson01/Doorbell.java");
    }

    @Test
    void afterAllScenesTheFirstExerciseIsNext() {
        new Notebook(course.course).rememberPlayed("two-heroes");
        new Notebook(course.course).rememberPlayed("echo-portal");

        assertThat(map()).containsPattern("\n +\\./quest check Doorbell\n");
    }

    @Test
    void atATerminalTheExerciseIsWatchedWhileItIsWritten() {
        new Notebook(course.course).rememberPlayed("two-heroes");
        assertThat(course.callAtATerminal().out()).contains("./quest run echo-portal    ./quest watch Doorbell")
                .contains("each time you save").doesNotContain("check Doorbell");

        course.solve("ReadyQueue", "return 2;");
        assertThat(course.callAtATerminal().out()).containsPattern("\n +\\./quest watch ReadyQueue\n");

        course.result("ReadyQueue", State.WRONG, 0.5);
        assertThat(course.callAtATerminal().out()).contains("./quest watch ReadyQueue    ./quest hint ReadyQueue");
    }

    @Test
    void aChangedFileThatWasNotCheckedIsNext() {
        course.solve("ReadyQueue", "return 1;");

        assertThat(map()).contains("◐ ReadyQueue").contains("ReadyQueue has changed since it was last checked");
    }

    @Test
    void pointsAndMarksComeFromTheNewestResult() {
        course.solve("Doorbell", "return 1;");
        course.result("Doorbell", State.RIGHT, 2);
        course.solve("ReadyQueue", "return 2;");
        course.result("ReadyQueue", State.WRONG, 0.5);

        assertThat(map()).contains("✓ Doorbell").contains("✗ ReadyQueue").contains("2.5 of 3")
                .contains("ReadyQueue is not right yet").contains("./quest hint ReadyQueue");
    }

    @Test
    void aResultOfAnOlderFileDoesNotCount() {
        course.solve("Doorbell", "return 1;");
        course.result("Doorbell", State.RIGHT, 2);
        course.solve("Doorbell", "return 7;");

        assertThat(map()).contains("◐ Doorbell").contains("0 of 3");
    }

    @Test
    void resultsOfMavenCountToo() throws IOException {
        course.solve("Doorbell", "return 1;");
        course.result("Doorbell", State.RIGHT, 2);
        Files.createDirectories(course.course.mavenResults().resolve("lesson01"));
        Files.move(course.course.ownResults().resolve("lesson01/Doorbell.json"),
                course.course.mavenResults().resolve("lesson01/Doorbell.json"));

        assertThat(map()).contains("✓ Doorbell").contains("2 of 3");
    }

    @Test
    void aResultThatCannotBeReadDoesNotCount() {
        course.solve("Doorbell", "return 1;");
        TestCourse.write(course.course.ownResults().resolve("lesson01/Doorbell.json"), "{\"state\": \"glorious\"");

        assertThat(map()).contains("◐ Doorbell");
    }

    @Test
    void theLessonUnderWorkIsDrawnInFullAndTheOthersInShort() {
        course.solve("Doorbell", "return 1;");
        course.result("Doorbell", State.RIGHT, 2);
        course.solve("ReadyQueue", "return 1;");
        course.result("ReadyQueue", State.RIGHT, 1);

        assertThat(map()).contains("· MiniPromise").doesNotContain("two-heroes")
                .contains("2 scenes to watch, 2 exercises");
    }

    @Test
    void aLessonWithoutScenesAndExercisesIsNotWrittenYet() {
        assertThat(map()).containsPattern("3  Tasks.*not written yet")
                .doesNotContainPattern("1  The event loop.*not written");
    }

    @Test
    void whoHasDoneEverythingIsTold() {
        for (var exercise : new Desk(course.course).exercises()) {
            course.solve(exercise.name(), "return 1;");
            course.result(exercise.name(), State.RIGHT, exercise.points());
        }

        assertThat(map()).contains("All exercises are right");
    }

    @Test
    void lineEndsOfWindowsAreNoChange() throws IOException {
        Files.writeString(course.file("Doorbell"), TestCourse.STUB.replace("\n", "\r\n"));

        assertThat(map()).contains("· Doorbell");
    }
}

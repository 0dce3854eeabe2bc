package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExerciseTest {
    @TempDir
    private Path folder;

    @Test
    void listIsReadInOrder() throws Exception {
        Path list = Files.writeString(folder.resolve("exercises.txt"), "# comment\n\nlesson01  B  1.5\nlesson02 A 2\n");

        assertThat(Exercise.readAll(list))
                .containsExactly(new Exercise("lesson01", "B", 1.5), new Exercise("lesson02", "A", 2));
        assertThat(new Exercise("lesson01", "B", 1).testClass()).isEqualTo("quest.exercises.lesson01.BTest");
    }

    @Test
    void lineThatIsNoExerciseIsShown() throws Exception {
        Path list = Files.writeString(folder.resolve("exercises.txt"), "lesson01 ReadyQueue one\n");

        assertThatThrownBy(() -> Exercise.readAll(list)).hasMessageContaining("exercises.txt")
                .hasMessageContaining("found 'lesson01 ReadyQueue one'");
    }

    @Test
    void untouchedMeansEqualButForLineEnds() throws Exception {
        Path stub = Files.writeString(folder.resolve("stub"), "a\nb\n");
        Path path = Files.writeString(folder.resolve("path"), "a\r\nb\r\n");

        assertThat(new LearnersFile(path, stub, "shown").isUntouched()).isTrue();
        Files.writeString(path, "a\nb \n");
        assertThat(new LearnersFile(path, stub, "shown").isUntouched()).isFalse();
        assertThat(new LearnersFile(path, null, "shown").isUntouched()).isFalse();
        assertThat(new LearnersFile(null, stub, "shown").isUntouched()).isFalse();
    }
}

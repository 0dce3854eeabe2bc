package quest.tasks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicSaveTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void anOldSaveIsThere() throws IOException {
        file = folder.resolve("game.save");
        Files.writeString(file, "old");
    }

    @Test
    void theOldOneIsThereUntilTheNewOneIs() throws IOException {
        try (var save = AtomicSave.begin(file)) {
            Files.writeString(save.temporary(), "new");
            assertThat(file).hasContent("old");
            save.commit();
            assertThat(file).hasContent("new");
        }
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("game.save");
    }

    @Test
    void withoutACommitTheOldOneStaysAndNothingElse() throws IOException {
        try (var save = AtomicSave.begin(file)) {
            Files.writeString(save.temporary(), "ne");
            assertThat(names()).containsExactly("game.save", "game.save.part");
        }
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("game.save");
    }

    @Test
    void afterAFailureTheOldOneStays() {
        assertThatThrownBy(() -> {
            try (var save = AtomicSave.begin(file)) {
                Files.writeString(save.temporary(), "ne");
                throw new IOException("no space left on device");
            }
        }).hasMessage("no space left on device");

        assertThat(file).hasContent("old");
    }

    @Test
    void whatAProcessThatDiedHasLeftIsDeletedByTheNext() throws IOException {
        var dead = AtomicSave.begin(file);
        Files.writeString(dead.temporary(), "ne");

        try (var save = AtomicSave.begin(file)) {
            assertThat(names()).containsExactly("game.save");
            Files.writeString(save.temporary(), "newer");
            save.commit();
        }
        assertThat(file).hasContent("newer");
    }

    @Test
    void nothingWrittenIsNoSave() throws IOException {
        try (var save = AtomicSave.begin(file)) {
            assertThatThrownBy(save::commit).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(file).hasContent("old");
    }

    @Test
    void aFileThatWasNotThereIsThereAfterwards() throws IOException {
        try (var save = AtomicSave.begin(folder.resolve("first.save"))) {
            Files.writeString(save.temporary(), "first");
            save.commit();
        }
        assertThat(folder.resolve("first.save")).hasContent("first");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}

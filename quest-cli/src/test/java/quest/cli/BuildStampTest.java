package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildStampTest {

    private static final Instant BUILT = Instant.parse("2020-01-01T12:00:00Z");

    @TempDir
    private Path home;

    @BeforeEach
    void makeFiles() throws IOException {
        TestCourse.write(home.resolve("stamp"), "");
        TestCourse.write(home.resolve("src/deep/A.java"), "a");
        TestCourse.write(home.resolve("src/deep/B.java"), "b");
        for (var path : List.of("stamp", "src/deep/A.java", "src/deep/B.java", "src/deep", "src")) {
            time(path, path.equals("stamp") ? 0 : -60);
        }
    }

    private void time(String path, int secondsAfter) throws IOException {
        Files.setLastModifiedTime(home.resolve(path), FileTime.from(BUILT.plusSeconds(secondsAfter)));
    }

    private boolean changed() {
        return BuildStamp.changedSince(home.resolve("stamp"), List.of(home.resolve("src"), home.resolve("nothing")));
    }

    @Test
    void olderFilesAreNoChange() {
        assertThat(changed()).isFalse();
    }

    @Test
    void anEditedFileIsAChange() throws IOException {
        time("src/deep/A.java", 1);

        assertThat(changed()).isTrue();
    }

    @Test
    void aDeletedFileIsAChange() throws IOException {
        Files.delete(home.resolve("src/deep/B.java"));

        assertThat(changed()).isTrue();
    }

    @Test
    void noStampIsAChange() throws IOException {
        Files.delete(home.resolve("stamp"));

        assertThat(changed()).isTrue();
    }
}

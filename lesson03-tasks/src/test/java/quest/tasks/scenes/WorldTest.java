package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("game.save");
    }

    @Test
    void allRegionsOfOneTurnAreWhole() throws IOException {
        append(7, 1, 2, 3, 4);
        assertThat(World.inspect(file)).isEqualTo("whole, of turn 7");
    }

    @Test
    void aHalfIsSeen() throws IOException {
        assertThat(World.inspect(file)).isEqualTo("not there");
        append(7, 1, 2);
        assertThat(World.inspect(file)).isEqualTo("broken: 2 of 4 regions of turn 7");
    }

    @Test
    void aMixtureIsSeen() throws IOException {
        append(8, 1, 2);
        append(7, 3, 4);
        assertThat(World.inspect(file)).isEqualTo("broken: expected 'turn 8, region 3 of 4'");
    }

    @Test
    void somethingElseIsSeen() throws IOException {
        Files.write(file, new byte[0]);
        assertThat(World.inspect(file)).isEqualTo("broken: 0 of 4 regions of no turn");
        append(7, 1, 2, 3, 4);
        Files.writeString(file, "x", StandardOpenOption.APPEND);
        assertThat(World.inspect(file)).startsWith("broken");
    }

    private void append(int turn, int... regions) throws IOException {
        for (int region : regions) {
            Files.write(file, new World(turn).region(region).array(),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.gameserver.scenes.ArenaProgram;

class PlayTest {

    @TempDir
    private Path home;

    private final TestScene arena = new TestScene(4, "arena");

    @Test
    void theArenaKeepsItsDataWithTheLearnersNotes() {
        var course = new TestCourse(home, arena);

        assertThat(course.call("play", "--port", "0", "--bots", "8").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(course.call("play", "--data", "elsewhere", "--seed", "-7", "--no-browser").exitCode())
                .isEqualTo(ExitCode.OK);

        assertThat(arena.played).containsExactly(
                List.of("--port", "0", "--bots", "8", "--data", home.resolve(".quest/arena").toString()),
                List.of("--data", "elsewhere", "--seed", "-7"));
    }

    @Test
    void helpNamesEveryArgument() {
        var help = new TestCourse(home, arena).call("play", "--help").out();

        assertThat(new ArenaProgram().usage().split("[^a-z-]+")).filteredOn(word -> word.startsWith("--"))
                .filteredOn(flag -> !flag.equals("--open")).isNotEmpty().allSatisfy(flag -> assertThat(help).contains(flag));
    }
}

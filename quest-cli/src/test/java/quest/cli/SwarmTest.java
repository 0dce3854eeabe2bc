package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import quest.gameserver.scenes.Swarm;

@Isolated("the terminal is the whole JVM's")
class SwarmTest {

    @TempDir
    private Path home;

    private final TestScene swarm = new TestScene(4, "swarm");
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream stage = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(stage, true, StandardCharsets.UTF_8)); // the stage prints there
        System.setErr(new PrintStream(stage, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBackTheTerminal() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void allArgumentsGoToTheProgram() {
        var course = new TestCourse(home, swarm);

        assertThat(course.call("swarm", "--players", "1000", "--target", "127.0.0.1:5000", "--allow-remote").exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(course.call("swarm").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(course.call("swarm", "--action", "use potion", "--seed", "-7").exitCode()).isEqualTo(ExitCode.OK);

        assertThat(swarm.played).containsExactly(
                List.of("--players", "1000", "--target", "127.0.0.1:5000", "--allow-remote"), List.of(),
                List.of("--action", "use potion", "--seed", "-7"));
    }

    @Test
    void wrongArgumentsAreToldByTheProgram() {
        var course = new TestCourse(home, new Swarm());

        assertThat(course.call("swarm", "--protocol", "http").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(stage.toString(StandardCharsets.UTF_8)).contains("--protocol wants one of action, position, arena, not http");
    }

    @Test
    void helpNamesEveryArgument() {
        var help = new TestCourse(home, swarm).call("swarm", "--help").out();

        assertThat(new Swarm().usage().split("[^a-z-]+")).filteredOn(word -> word.startsWith("--"))
                .isNotEmpty().allSatisfy(flag -> assertThat(help).contains("  " + flag));
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every screen fits 80 columns, and every command has a help with an example.
class ScreensFitTest {

    @TempDir
    private Path home;

    private TestCourse course;

    @BeforeEach
    void makeCourse() {
        course = new TestCourse(home, new TestScene(1, "blocking-nightmare"),
                new TestScene(1, "from-threads-to-coroutines"), new TestScene(1, "never-block-the-loop"),
                new TestScene(1, "hand-made-coroutine"), new TestScene(2, "what-may-run-together"));
        course.list("lesson01 ReadyQueue 1", "lesson01 QuestStateMachine 3", "lesson01 MiniEventLoop 5",
                "lesson01 TimeoutThatCancels 12.25", "lesson02 RetryWithBackoff 3", "lesson02 Dashboard 0.5");
        TestCourse.write(course.course.hints().resolve("lesson01/ReadyQueue.md"), "# ReadyQueue\n\n## Hint 1\n\n"
                + "many words ".repeat(40) + "\n\n## Hint 2\n\nmore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scenes", "list", "check", "hint", "hint --from 2", "solution MiniEventLoop",
        "check nobody", "run nothing", "--nonsense", "check ReadyQueue lesson02"})
    void screenFits80Columns(String call) {
        var called = course.call(call.isEmpty() ? new String[0] : call.split(" "));

        assertThat((called.out() + called.err()).lines()).isNotEmpty()
                .allMatch(line -> Screen.width(line) <= Screen.WIDTH);
    }

    @Test
    void everyCommandHasAHelpWithAnExample() {
        var commands = Quest.commandLine(course.session(Screen.plain(System.out)), Screen.plain(System.out))
                .getSubcommands().keySet();
        assertThat(commands).containsExactlyInAnyOrder(
                "scenes", "run", "list", "check", "watch", "hint", "reset", "solution", "grade", "bench", "play",
                "swarm");
        for (var command : commands) {
            var called = course.call(command, "--help");
            assertThat(called.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(called.out()).as(command).contains("Usage: ./quest " + command).contains("Example")
                    .contains("  ./quest " + command);
            assertThat(called.out().lines()).allMatch(line -> line.length() <= Screen.WIDTH);
        }
        assertThat(course.call("--help").out()).contains(commands).contains("Exit codes");
    }
}

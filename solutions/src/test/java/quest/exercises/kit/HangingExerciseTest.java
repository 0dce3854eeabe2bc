package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What hangs takes its time, so it runs once for all tests.
@TestInstance(Lifecycle.PER_CLASS)
class HangingExerciseTest {
    private ExerciseJvm jvm;

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        jvm = ExerciseJvm.run(folder, List.of("Hangs", "Right"), "-Dquest.timeLimit=3");
    }

    @Test
    void testThatSpinsIsEndedAndExplained() throws Exception {
        var spins = jvm.tests("Hangs").get("spins");

        assertThat(spins.state()).isEqualTo(State.HUNG);
        assertThat(spins.message()).startsWith("not done after 3 seconds.").contains("\"test\" runs")
                .contains("(spinsAndSwallowsInterrupts)").contains("HangsTest.java:");
        assertThat(spins.where()).startsWith(ExerciseJvm.ANSWERS + ":");
        assertThat(jvm.exitCode()).isEqualTo(1);
    }

    @Test
    void deadlockIsExplainedVirtualThreadsIncluded() throws Exception {
        var deadlocks = jvm.tests("Hangs").get("deadlocks");

        assertThat(deadlocks.state()).isEqualTo(State.HUNG);
        assertThat(deadlocks.message())
                .contains("\"test\" waits in Thread.join")
                .contains("\"left\" waits to enter a synchronized block, for a lock that \"right\" holds")
                .contains("\"right\" (virtual) waits to enter a synchronized block, for a lock that \"left\" holds")
                .containsPattern("Deadlock: \"(left|right)\" waits for \"(left|right)\" waits for \"(left|right)\"")
                .as("the thread that the test before left behind").doesNotContain("spins");
    }

    @Test
    void hangCostsItsGroupAndNoOther() throws Exception {
        assertThat(jvm.tests("Hangs").get("neverRun").message())
                .isEqualTo("not run, since a test before it in this group hung: it spins");
        assertThat(jvm.result("Hangs").groups()).extracting(Result.Group::points).containsExactly(0.0, 0.0, 3.0);
        assertThat(jvm.result("Hangs").state()).isEqualTo(State.HUNG);
    }

    @Test
    void jvmIsNotUsedAgainAfterAHang() {
        assertThat(jvm.file("Hangs")).exists();
        assertThat(jvm.file("Right")).doesNotExist();
    }
}

package quest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aSceneIsPrintedWithTitleTimelineAndRemark() {
        assertThat(play(new Nap(true, 1), "--virtual")).isZero();

        assertThat(out.toString().replace(System.lineSeparator(), "\n")).isEqualTo("""
                A nap

                The first hour
                 3600.00 s  sleeper       wakes up
                                          and yawns

                Nobody waited.
                """);
    }

    @Test
    void aSceneOfAnotherSpeedThanLifeSaysSo() {
        assertThat(play(new Nap(false, 3_600_000))).isZero();

        assertThat(out.toString().lines().skip(1).findFirst())
                .contains("(Plays 3,600,000 times as fast as life. In real time: --speed 1)");
    }

    @Test
    void whoChoosesASpeedIsNotToldOfAnother() {
        assertThat(play(new Nap(false, 2), "--speed", "3600000")).isZero();

        assertThat(out.toString()).doesNotContain("times as fast");
    }

    @Test
    void aSceneOfRealThreadsRefusesVirtualTime() {
        assertThat(play(new Nap(false, 1), "--virtual")).isEqualTo(2);

        assertThat(err.toString().lines()).containsExactly(
                "nap has real threads wait, so it cannot play in virtual time; try --speed 10",
                "usage: ./quest run nap [--speed N] [--trace FILE.html|FILE.json]");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aSpeedThatIsNoPositiveNumberIsRefused() {
        for (var speed : List.of("0", "-1", "fast", "NaN", "Infinity")) {
            err.reset();

            assertThat(play(new Nap(true, 1), "--speed", speed)).isEqualTo(2);

            assertThat(err.toString()).startsWith("--speed wants a number above 0").contains("not " + speed);
        }
    }

    @Test
    void anArgumentThatTheSceneDoesNotKnowIsRefused() {
        assertThat(play(new Nap(true, 1), "--loudly")).isEqualTo(2);

        assertThat(err.toString()).startsWith("nap does not know the argument --loudly");
    }

    @Test
    void aSceneThatCannotGoOnSaysWhyAndHasNoRemark() {
        assertThat(play(new Shipwreck())).isEqualTo(3);

        assertThat(err.toString().lines()).containsExactly("there is no ship");
        assertThat(out.toString()).doesNotContain("Ahoy");
    }

    private int play(Scene scene, String... args) {
        return new Performance(scene, new PrintStream(out), new PrintStream(err), InputStream.nullInputStream())
                .play(List.of(args));
    }

    private record Nap(boolean supportsVirtualTime, double defaultSpeed) implements Scene {

        @Override
        public void play(Stage stage) throws InterruptedException {
            stage.act("The first hour");
            stage.sleep(Duration.ofHours(1));
            stage.tell("sleeper", "wakes up\nand yawns");
        }

        @Override
        public String title() {
            return "A nap";
        }

        @Override
        public String remark() {
            return "Nobody waited.\n";
        }

        @Override
        public int lesson() {
            return 1;
        }
    }

    private record Shipwreck() implements Scene {

        @Override
        public void play(Stage stage) {
            throw new SceneBrokenOff("there is no ship");
        }

        @Override
        public String title() {
            return "A voyage";
        }

        @Override
        public String remark() {
            return "Ahoy.";
        }

        @Override
        public int lesson() {
            return 1;
        }
    }
}

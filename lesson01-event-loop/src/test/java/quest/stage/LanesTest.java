package quest.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void aStretchIsAsLongAsItsShareOfTheTime() {
        var picture = new Lanes()
                .draw("ann", '#', seconds(0), seconds(6))
                .draw("bob", '.', seconds(0), seconds(6))
                .draw("bob", '#', seconds(6), seconds(12))
                .note("bob", "waited 6 s");

        assertThat(picture.toString()).isEqualTo("""
                ann           ########################
                bob           ........................########################  waited 6 s
                              0 s                                      12.00 s""");
    }

    @Test
    void whatIsTooShortToBeSeenGetsOneMark() {
        var picture = new Lanes()
                .draw("long", '-', seconds(0), seconds(1000))
                .draw("short", '#', seconds(0), seconds(1))
                .draw("last", '#', seconds(1000), seconds(1000));

        assertThat(picture.toString().lines().skip(1).limit(2)).containsExactly(
                "short         #",
                "last          " + " ".repeat(47) + "#");
    }

    @Test
    void theLaterStretchIsOnTop() {
        var picture = new Lanes().draw("ann", '.', seconds(0), seconds(2)).draw("ann", '#', seconds(0), seconds(1));

        assertThat(picture.toString()).startsWith("ann           " + "#".repeat(24) + ".".repeat(24) + "\n");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        var picture = new Lanes().draw("twelve chars", '#', seconds(0), seconds(100_000))
                .note("twelve chars", "sixteen letters.");

        assertThat(picture.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aStretchThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new Lanes().draw("ann", '#', seconds(2), seconds(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PT2S").hasMessageContaining("PT1S");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}

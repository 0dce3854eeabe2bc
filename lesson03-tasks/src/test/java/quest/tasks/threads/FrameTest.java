package quest.tasks.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    @ParameterizedTest
    @CsvSource({
            "java.base/java.lang.Thread.sleep(Thread.java:540), Thread.sleep, Thread.java:540",
            "quest.tasks.scenes.Raid.dig(Raid.java:81), Raid.dig, Raid.java:81",
            "app//quest.tasks.Raid.dig(Raid.java:81), Raid.dig, Raid.java:81",
            "Raid.<init>(Raid.java), Raid.<init>, Raid.java",
            "java.base/jdk.internal.misc.Unsafe.park(Native Method), Unsafe.park, Native Method",
            "java.base/java.util.Map$Entry.copyOf(Map.java:1), Map.Entry.copyOf, Map.java:1"})
    void aCallIsReadAsItIsWritten(String written, String call, String place) {
        assertThat(Frame.parse(written).call()).isEqualTo(call);
        assertThat(Frame.parse(written).place()).isEqualTo(place);
    }

    @Test
    void aLambdaGoesByTheMethodItIsWrittenIn() {
        assertThat(Frame.parse("quest.Raid.lambda$search$12(Raid.java:9)"))
                .isEqualTo(new Frame("quest.Raid", "search", "Raid.java:9"));
    }

    @Test
    void whatIsNoCallIsRefused() {
        assertThatThrownBy(() -> Frame.parse("asleep")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a call").hasMessageEndingWith("not asleep");
    }
}

package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static Screen screen(boolean terminal, Charset charset, Map<String, String> environment) {
        return Screen.on(new PrintStream(new ByteArrayOutputStream(), true, charset), terminal, environment);
    }

    @Test
    void aTerminalIsColouredAndAPipeIsNot() {
        assertThat(screen(true, StandardCharsets.UTF_8, Map.of()).green("ok")).isEqualTo("\033[32mok\033[0m");
        assertThat(screen(false, StandardCharsets.UTF_8, Map.of()).green("ok")).isEqualTo("ok");
    }

    @Test
    void noColorIsHonouredWhenItIsNotEmpty() {
        assertThat(screen(true, StandardCharsets.UTF_8, Map.of("NO_COLOR", "1")).colours()).isFalse();
        assertThat(screen(true, StandardCharsets.UTF_8, Map.of("NO_COLOR", "")).colours()).isTrue();
        assertThat(screen(true, StandardCharsets.UTF_8, Map.of("TERM", "dumb")).colours()).isFalse();
    }

    @Test
    void windowsOldConsoleGetsNoColours() {
        assertThat(screen(true, StandardCharsets.UTF_8, Map.of("OS", "Windows_NT")).colours()).isFalse();
        assertThat(screen(true, StandardCharsets.UTF_8, Map.of("OS", "Windows_NT", "WT_SESSION", "x")).colours())
                .isTrue();
    }

    @Test
    void marksAreAsciiWhereTheEncodingKnowsNoOthers() {
        var ascii = screen(false, StandardCharsets.US_ASCII, Map.of());
        var encoder = StandardCharsets.US_ASCII.newEncoder();
        for (var state : State.values()) {
            assertThat(encoder.canEncode(ascii.mark(state))).as("%s", state).isTrue();
        }
        assertThat(ascii.bar(1, 4, 8)).isEqualTo("##......");
        assertThat(screen(false, StandardCharsets.UTF_8, Map.of()).bar(1, 4, 8)).isEqualTo("██░░░░░░");
    }

    @Test
    void aBarIsFullOnlyWhenAllIsDone() {
        var screen = screen(false, StandardCharsets.US_ASCII, Map.of());
        assertThat(screen.bar(0, 20, 10)).isEqualTo("..........");
        assertThat(screen.bar(19.99, 20, 10)).isEqualTo("#########.");
        assertThat(screen.bar(0.1 + 0.2 + 0.7, 1, 10)).isEqualTo("##########");
    }

    @Test
    void pointsHaveNoNeedlessZeros() {
        assertThat(Screen.points(3)).isEqualTo("3");
        assertThat(Screen.points(0.5)).isEqualTo("0.5");
        assertThat(Screen.points(0.1 + 0.2)).isEqualTo("0.3");
    }

    @Test
    void textIsBrokenBetweenWords() {
        assertThat(Screen.wrap("one two three four", 9)).containsExactly("one two", "three", "four");
        assertThat(Screen.wrap("a-word-longer-than-the-line x", 5)).containsExactly("a-word-longer-than-the-line", "x");
        assertThat(Screen.wrap("", 5)).containsExactly("");
    }

    @Test
    void stylingTakesNoWidth() {
        assertThat(Screen.width(screen(true, StandardCharsets.UTF_8, Map.of()).bold("✓ ok"))).isEqualTo(4);
    }
}

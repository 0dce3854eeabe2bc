package quest.gameserver.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String shown(boolean terminal) {
        var stream = new PrintStream(out);
        var line = new ProgressLine(terminal ? stream : null, stream::println);
        line.show("a quarter");
        line.show("half");
        line.end();
        line.end();
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void onATerminalEachTakesThePlaceOfTheOneBefore() {
        assertThat(shown(true)).isEqualTo("\ra quarter" + " ".repeat(70) + "\rhalf" + " ".repeat(75) + "\n");
    }

    @Test
    void elsewhereTheyStandOneBelowTheOther() {
        assertThat(shown(false)).isEqualTo("a quarter\nhalf\n");
    }
}

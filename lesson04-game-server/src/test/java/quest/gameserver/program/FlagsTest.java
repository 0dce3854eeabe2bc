package quest.gameserver.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quest.stage.WrongUsage;

class FlagsTest {

    private static Flags parse(String... arguments) {
        return Flags.parse(List.of(arguments), Set.of("--port", "--host", "--millis", "--file"), Set.of("--quiet"));
    }

    @Test
    void whatIsGivenIsTakenAndTheRestIsTheDefault() {
        var flags = parse("--port", "5000", "--quiet", "--millis", "250");

        assertThat(flags.number("--port", 1, 0, 65_535)).isEqualTo(5000);
        assertThat(flags.millis("--millis")).isEqualTo(Duration.ofMillis(250));
        assertThat(flags.has("--quiet")).isTrue();
        assertThat(flags.text("--host", "here")).isEqualTo("here");
        assertThat(flags.path("--file")).isNull();
    }

    @Test
    void thisMachineAloneIsTheDefaultAddress() {
        assertThat(parse().address(7).getAddress().isLoopbackAddress()).isTrue();
        assertThat(parse().address(7).getPort()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
            "--prot 1, there is no argument --prot",
            "--port, --port wants a value after it",
            "--quiet --quiet, --quiet was given twice",
            "--port 70000, '--port wants a whole number from 0 to 65535, not 70000'",
            "--port five, '--port wants a whole number from 0 to 65535, not five'",
            "--host no.host.invalid, '--host wants a name or an address of this machine, not no.host.invalid'"})
    void whatMakesNoSenseIsSaidInWords(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")).address(1)).isInstanceOf(WrongUsage.class)
                .hasMessage(message);
    }
}

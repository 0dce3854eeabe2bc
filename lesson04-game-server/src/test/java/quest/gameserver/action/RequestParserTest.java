package quest.gameserver.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {

    private static String answer(String line) {
        return answer(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(byte[] line) {
        var somewhere = new byte[line.length + 5];
        System.arraycopy(line, 0, somewhere, 3, line.length);
        return new String(RequestParser.parse(somewhere, 3, 3 + line.length).answer(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void everyActionIsAnsweredByItsName(Action action) {
        assertThat(answer(action.text())).isEqualTo("OK " + action.text() + "\n");
    }

    @ParameterizedTest
    @CsvSource({"JUMP, jump", "' \t jump\t ', jump", "Move   Forward, move forward", "'use     POTION ', use potion"})
    void caseSpacesAtTheEndsAndSeveralBetweenMakeNoDifference(String line, String action) {
        assertThat(answer(line)).isEqualTo("OK " + action + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t "})
    void aBlankLineIsAnEmptyAction(String line) {
        assertThat(answer(line)).isEqualTo("ERR empty action\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"move\tforward", "moveforward", "jump!", "jump jump", "ju mp", "ｊump", "use potİon"})
    void anythingElseIsUnknown(String line) {
        assertThat(answer(line)).startsWith("ERR unknown action: ");
    }

    @Test
    void theUnknownTextIsTrimmedAndRepeated() {
        assertThat(answer("  dance  wildly\t")).isEqualTo("ERR unknown action: dance  wildly\n");
    }

    @Test
    void whatCouldPlayTricksOnATerminalIsReplaced() {
        assertThat(answer("a\u0007b\u001b[2Jc\u202Ed\u2028e\u2029f\u00ADg\u0085h\u007Fi"))
                .isEqualTo("ERR unknown action: a?b?[2Jc?d?e?f?g?h?i\n");
    }

    @Test
    void aCharacterOutsideTheFirstPlaneCountsOnceAndIsReplacedOnce() {
        assertThat(answer("x" + Character.toString(0xE0001) + "y")).isEqualTo("ERR unknown action: x?y\n");
        assertThat(answer("🐉".repeat(81))).isEqualTo("ERR unknown action: " + "🐉".repeat(80) + "\n");
    }

    @Test
    void onlyTheFirst80CharactersAreRepeated() {
        assertThat(answer("y".repeat(81))).isEqualTo("ERR unknown action: " + "y".repeat(80) + "\n");
        assertThat(answer("y".repeat(80))).isEqualTo("ERR unknown action: " + "y".repeat(80) + "\n");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThat(answer(new byte[] {'j', (byte) 0xFF})).isEqualTo("ERR not UTF-8\n");
        assertThat(answer(new byte[] {(byte) 0xC0, (byte) 0x80})).isEqualTo("ERR not UTF-8\n");
        assertThat(answer(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})).isEqualTo("ERR not UTF-8\n");
        assertThat(answer(new byte[] {(byte) 0xF0, (byte) 0x9F})).isEqualTo("ERR not UTF-8\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quit", "QUIT", "  Quit "})
    void quitIsTheLast(String line) {
        var request = RequestParser.parse(line.getBytes(StandardCharsets.UTF_8), 0, line.length());

        assertThat(request.isLast()).isTrue();
        assertThat(request.answer()).asString().isEqualTo("BYE\n");
    }
}

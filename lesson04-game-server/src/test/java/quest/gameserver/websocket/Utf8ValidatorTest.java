package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Compared with the JDK's decoder, and with what follows from the table of RFC 3629 for every prefix.
class Utf8ValidatorTest {

    private static final int[] EDGES = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE0, 0xFF};

    private final CharBuffer chars = CharBuffer.allocate(64);

    private static boolean isWhole(byte... bytes) {
        var validator = new Utf8Validator();
        return validator.accept(bytes, 0, bytes.length) && validator.isComplete();
    }

    private boolean jdkSaysWhole(byte... bytes) {
        return !StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), chars.clear(), true).isError();
    }

    private void compare(byte... bytes) {
        if (isWhole(bytes) != jdkSaysWhole(bytes)) {
            assertThat(isWhole(bytes)).as(Trail.brief(bytes)).isEqualTo(jdkSaysWhole(bytes));
        }
    }

    @Test
    void allOfOneAndTwoAndManyOfThreeBytesAreJudgedAsTheJdkDoes() {
        for (int a = 0; a < 256; a++) {
            compare((byte) a);
            for (int b = 0; b < 256; b++) {
                compare((byte) a, (byte) b);
                for (int c : EDGES) {
                    compare((byte) a, (byte) b, (byte) c);
                }
            }
        }
    }

    @Test
    void manyOfFourBytesAreJudgedAsTheJdkDoes() {
        for (int a = 0xEF; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                for (int c : EDGES) {
                    for (int d : EDGES) {
                        compare((byte) a, (byte) b, (byte) c, (byte) d);
                    }
                }
            }
        }
    }

    @Test
    void everyCharacterPassesByteByByteAndIsCompleteAtItsLast() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                continue;
            }
            var bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            var validator = new Utf8Validator();
            for (int i = 0; i < bytes.length; i++) {
                boolean right = validator.accept(bytes, i, i + 1) && validator.isComplete() == (i == bytes.length - 1);
                if (!right) {
                    throw new AssertionError("U+%04X, byte %d".formatted(point, i));
                }
            }
        }
    }

    /// If some byte could still make it whole, it must be accepted; if none can, it must not be.
    @Test
    void aPrefixIsRefusedAtTheFirstByteThatNothingCanSave() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                boolean saved = jdkSaysWhole((byte) a, (byte) b) || canBeSaved(a, b);
                boolean accepted = new Utf8Validator().accept(new byte[] {(byte) a, (byte) b}, 0, 2);
                assertThat(accepted).as("%02x %02x", a, b).isEqualTo(saved);
            }
        }
    }

    private boolean canBeSaved(int a, int b) {
        for (int c : new int[] {0x80, 0x90, 0xA0}) { // every character that is begun can go on with one of them
            if (jdkSaysWhole((byte) a, (byte) b, (byte) c)
                    || jdkSaysWhole((byte) a, (byte) b, (byte) c, (byte) 0x80)
                    || jdkSaysWhole((byte) a, (byte) b, (byte) c, (byte) 0x80, (byte) 0x80)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void asciiIsSkippedUpToTheLastByteBeforeWhatIsNot() {
        for (int before = 0; before < 40; before++) {
            for (var odd : new String[] {"c3a4", "80", "ff", "e282ac", "f09f908d", "c3"}) {
                var bytes = ClientBytes.join(ClientBytes.letters(before), ClientBytes.hex(odd), ClientBytes.letters(9));
                compare(bytes);
            }
        }
    }

    @Test
    void onlyTheGivenPartIsLookedAt() {
        var bytes = ClientBytes.hex("ff ff 61 c3 a4 61 ff ff");
        var validator = new Utf8Validator();

        assertThat(validator.accept(bytes, 2, 6)).isTrue();
        assertThat(validator.isComplete()).isTrue();
    }
}

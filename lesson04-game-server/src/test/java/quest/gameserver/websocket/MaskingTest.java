package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MaskingTest {

    /// As section 5.3 words it: a byte at a time.
    private static byte plain(byte[] payload, int i, int key) {
        return (byte) (payload[i] ^ key >>> 8 * (3 - i % 4));
    }

    @Test
    void everyByteIsMaskedWithItsOwnOfTheKeyWhereverTheBytesLie() {
        var dice = new SplittableRandom(1);
        for (int count = 0; count < 70; count++) {
            for (int offset = 0; offset < 9; offset++) {
                int key = dice.nextInt();
                var payload = new byte[count];
                dice.nextBytes(payload);
                var source = new byte[offset + count];
                System.arraycopy(payload, 0, source, offset, count);
                var target = new byte[count + 12];
                Masking.copy(source, offset, target, 5, count, key);

                for (int i = 0; i < count; i++) {
                    assertThat(target[5 + i]).isEqualTo(plain(payload, i, key));
                }
                assertThat(target[4]).isZero();
                assertThat(target[5 + count]).isZero();
            }
        }
    }

    @Test
    void aPayloadInPiecesGoesOnWithTheTurnedKey() {
        var payload = ClientBytes.letters(50);
        for (int cut = 0; cut <= payload.length; cut++) {
            var target = new byte[payload.length];
            Masking.copy(payload, 0, target, 0, cut, 0x1234_56F8);
            Masking.copy(payload, cut, target, cut, payload.length - cut, Masking.turn(0x1234_56F8, cut));

            for (int i = 0; i < payload.length; i++) {
                assertThat(target[i]).as("cut at %d", cut).isEqualTo(plain(payload, i, 0x1234_56F8));
            }
        }
    }
}

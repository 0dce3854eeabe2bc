package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static quest.gameserver.websocket.ClientBytes.FIN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_000})
    void aMessageIsOneFrameInItsShortestForm(int length) {
        var payload = ClientBytes.letters(length);

        assertThat(bytes(Frames.text(payload))).isEqualTo(ClientBytes.frame(FIN | ClientBytes.TEXT, payload, null));
        assertThat(bytes(Frames.binary(payload))).isEqualTo(ClientBytes.frame(FIN | ClientBytes.BINARY, payload, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
    void aHeadIsWhatComesBeforeAPayload(int length) {
        var payload = ClientBytes.letters(length);
        var head = bytes(Frames.head(Opcode.BINARY, length));

        assertThat(ClientBytes.join(head, payload)).isEqualTo(bytes(Frames.binary(payload)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 125, 126, 65_536})
    void aClientMasksTheSameFrame(int length) {
        var payload = ClientBytes.letters(length);
        var frame = Frames.text(payload);
        var masked = bytes(Frames.masked(frame, 0x37fa213d));

        assertThat(masked).isEqualTo(ClientBytes.frame(FIN | ClientBytes.TEXT, payload));
        assertThat(bytes(frame)).isEqualTo(bytes(Frames.text(payload)));
    }

    @Test
    void aFrameThatIsMaskedMayLieAnywhereInItsBuffer() {
        var around = ByteBuffer.allocate(20).position(3).put(Frames.ping(ClientBytes.letters(5))).flip().position(3);

        assertThat(bytes(Frames.masked(around.slice(), 0x37fa213d)))
                .isEqualTo(bytes(Frames.masked(around, 0x37fa213d)))
                .isEqualTo(ClientBytes.frame(FIN | ClientBytes.PING, ClientBytes.letters(5)));
    }

    @Test
    void aTextIsUtf8() {
        assertThat(bytes(Frames.text("€"))).isEqualTo(ClientBytes.hex("81 03 e2 82 ac"));
    }

    @Test
    void controlFramesCarryWhatTheyAreGiven() {
        assertThat(bytes(Frames.ping(ClientBytes.utf8("a")))).isEqualTo(ClientBytes.hex("89 01 61"));
        assertThat(bytes(Frames.pong(new byte[0]))).isEqualTo(ClientBytes.hex("8a 00"));
        assertThat(bytes(Frames.close(1000, ""))).isEqualTo(ClientBytes.hex("88 02 03 e8"));
        assertThat(bytes(Frames.close(1009, "ab"))).isEqualTo(ClientBytes.hex("88 04 03 f1 61 62"));
    }

    @Test
    void aControlFrameHas125BytesAtMost() {
        assertThat(Frames.pong(new byte[125]).remaining()).isEqualTo(127);
        assertThatThrownBy(() -> Frames.ping(new byte[126])).hasMessageContaining("125 bytes at most, these are 126");
    }

    @Test
    void aReasonIsCutBetweenCharacters() {
        assertThat(reasonOf("x".repeat(200))).isEqualTo("x".repeat(123));
        assertThat(reasonOf("€".repeat(100))).isEqualTo("€".repeat(41));
        assertThat(reasonOf("x" + "€".repeat(100))).isEqualTo("x" + "€".repeat(40));
        assertThat(reasonOf("xx" + "\uD83D\uDC0D".repeat(40))).isEqualTo("xx" + "\uD83D\uDC0D".repeat(30));
        assertThat(reasonOf("x".repeat(122) + "ä")).isEqualTo("x".repeat(122));
        assertThat(reasonOf("x".repeat(121) + "ä")).isEqualTo("x".repeat(121) + "ä");
    }

    private static String reasonOf(String reason) {
        var bytes = bytes(Frames.close(1000, reason));
        return new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
    void aCodeThatMayNotBeSentIsRefused(int code) {
        assertThatThrownBy(() -> Frames.close(code, "")).hasMessageContaining("was " + code);
    }

    @Test
    void aFrameMayBeSharedForNobodyCanChangeIt() {
        assertThat(Frames.text("a").isReadOnly()).isTrue();
        assertThat(Frames.head(Opcode.TEXT, 5).isReadOnly()).isTrue();
    }
}

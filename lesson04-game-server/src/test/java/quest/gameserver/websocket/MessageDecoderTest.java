package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static quest.gameserver.websocket.ClientBytes.CONTINUATION;
import static quest.gameserver.websocket.ClientBytes.FIN;
import static quest.gameserver.websocket.ClientBytes.PING;
import static quest.gameserver.websocket.ClientBytes.TEXT;
import static quest.gameserver.websocket.ClientBytes.frame;
import static quest.gameserver.websocket.ClientBytes.hex;
import static quest.gameserver.websocket.ClientBytes.join;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageDecoderTest {

    private final Trail trail = new Trail();
    private final MessageDecoder decoder = new MessageDecoder(Case.MAX_MESSAGE, true);

    static List<Case> cases() {
        return Case.all();
    }

    static List<Case> shortCases() {
        return Case.all().stream().filter(each -> each.bytes().length <= 5_000).toList();
    }

    /// Feeds from the middle of a larger array, as from a shared buffer, which is used again afterwards.
    private static void feed(MessageDecoder decoder, Trail trail, byte[] bytes, int from, int to) {
        var shared = new byte[to - from + 7];
        Arrays.fill(shared, (byte) 0x81);
        System.arraycopy(bytes, from, shared, 3, to - from);
        var before = shared.clone();
        decoder.feed(shared, 3, 3 + to - from, trail);
        assertThat(Arrays.equals(shared, before)).as("the caller's bytes are as they were").isTrue();
        Arrays.fill(shared, (byte) '!');
    }

    private static Trail trailOf(byte[] bytes, int... cuts) {
        var trail = new Trail();
        var decoder = new MessageDecoder(Case.MAX_MESSAGE, true);
        int from = 0;
        for (int cut : cuts) {
            feed(decoder, trail, bytes, from, cut);
            from = cut;
        }
        feed(decoder, trail, bytes, from, bytes.length);
        return trail;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isUnderstoodAsAWhole(Case each) {
        assertThat(trailOf(each.bytes()).called).isEqualTo(each.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isUnderstoodByteByByte(Case each) {
        for (int i = 0; i < each.bytes().length; i++) {
            decoder.feed(each.bytes(), i, i + 1, trail);
        }
        assertThat(trail.called).isEqualTo(each.expected());
    }

    @ParameterizedTest
    @MethodSource("shortCases")
    void isUnderstoodWhereverItIsCut(Case each) {
        for (int cut = 0; cut <= each.bytes().length; cut++) {
            assertThat(trailOf(each.bytes(), cut).called).as("cut at %d", cut).isEqualTo(each.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isUnderstoodInAnyPieces(Case each) {
        for (long seed = 0; seed < 20; seed++) {
            var dice = new SplittableRandom(seed);
            var cuts = dice.ints(8, 0, each.bytes().length + 1).sorted().toArray();
            assertThat(trailOf(each.bytes(), cuts).called).as("seed %d", seed).isEqualTo(each.expected());
        }
    }

    /// Bytes that mean nothing in particular: whatever is made of them, it depends on no cut.
    @Test
    void howGarbageIsCutMakesNoDifference() {
        var cases = shortCases();
        for (long seed = 0; seed < 5_000; seed++) {
            var dice = new SplittableRandom(seed);
            var bytes = join(cases.get(dice.nextInt(cases.size())).bytes(),
                    cases.get(dice.nextInt(cases.size())).bytes());
            for (int i = dice.nextInt(4); i > 0; i--) {
                bytes[dice.nextInt(Math.min(bytes.length, 40))] = (byte) dice.nextInt();
            }
            var cuts = dice.ints(1 + dice.nextInt(12), 0, bytes.length + 1).sorted().toArray();

            assertThat(trailOf(bytes, cuts).called).as("seed %d", seed).isEqualTo(trailOf(bytes).called);
        }
    }

    @Test
    void everyViolationSaysWhyInACloseFramesLength() {
        for (var each : cases()) {
            var found = trailOf(each.bytes());
            for (var reason : found.reasons) {
                assertThat(reason).as(each.name()).hasSizeBetween(10, 123);
            }
        }
    }

    // ---- as early as it can be ----

    @ParameterizedTest
    @CsvSource({
        "c1 80, reserved bit", "83 80, reserved opcode", "09 80, fragmented ping", "88 fe, long close",
        "81 05, unmasked text", "80 80, continuation of nothing", "81 00, unmasked and empty"
    })
    void twoBytesAreEnoughForMostViolations(String bytes, String what) {
        decoder.feed(hex(bytes), 0, 1, trail);
        assertThat(trail.called).isEmpty();
        decoder.feed(hex(bytes), 1, 2, trail);

        assertThat(trail.called).as(what).containsExactly("violation 1002");
    }

    @Test
    void aLengthIsJudgedBeforeThePayloadComes() {
        var header = frame(FIN | TEXT, 8, Case.MAX_MESSAGE + 1, new byte[0], ClientBytes.KEY);
        decoder.feed(header, 0, header.length, trail);

        assertThat(trail.called).containsExactly("violation 1009");
    }

    @Test
    void theLengthOfAllFragmentsIsJudgedBeforeThePayloadOfTheLastComes() {
        var bytes = join(frame(TEXT, new byte[Case.MAX_MESSAGE]), frame(CONTINUATION, 0, 1, new byte[0],
                ClientBytes.KEY));
        decoder.feed(bytes, 0, bytes.length, trail);

        assertThat(trail.called).containsExactly("violation 1009");
    }

    @Test
    void aTextIsRefusedAtTheFirstByteThatCannotBeRight() {
        var bad = hex("ce ba e1 bd b9 f4 90 80 80 65"); // 90 is the one
        var bytes = frame(FIN | TEXT, bad);
        int culprit = bytes.length - bad.length + 6;
        decoder.feed(bytes, 0, culprit, trail);
        assertThat(trail.called).isEmpty();
        decoder.feed(bytes, culprit, culprit + 1, trail);

        assertThat(trail.called).containsExactly("violation 1007");
    }

    @Test
    void aMessageIsGivenWithItsLastByte() {
        var bytes = join(frame(TEXT, "Hel"), frame(FIN, "lo"));
        decoder.feed(bytes, 0, bytes.length - 1, trail);
        assertThat(trail.called).isEmpty();
        decoder.feed(bytes, bytes.length - 1, bytes.length, trail);

        assertThat(trail.called).containsExactly("text Hello");
    }

    @Test
    void anEmptyMessageIsGivenWithTheLastByteOfItsHeader() {
        var bytes = frame(FIN | PING, "");
        for (int i = 0; i < bytes.length; i++) {
            assertThat(trail.called).isEmpty();
            decoder.feed(bytes, i, i + 1, trail);
        }
        assertThat(trail.called).containsExactly("ping ");
    }

    // ---- the other end ----

    @Test
    void aClientUnderstandsWhatServersSend() {
        var client = new MessageDecoder(100, false);
        var bytes = join(frame(TEXT, ClientBytes.utf8("a"), null), frame(FIN, ClientBytes.utf8("b"), null));
        client.feed(bytes, 0, bytes.length, trail);
        var masked = frame(FIN | TEXT, "x");
        client.feed(masked, 0, masked.length, trail);

        assertThat(trail.called).containsExactly("text ab", "violation 1002");
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new MessageDecoder(0, true)).hasMessageContaining("must be 1 or more, was 0");
    }
}

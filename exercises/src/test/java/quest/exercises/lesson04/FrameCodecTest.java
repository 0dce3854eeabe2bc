package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("FrameCodec")
class FrameCodecTest {

    private static final int LIMIT = 100_000;

    // Written out here, and not taken from the exercise's file, which the learner edits.
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int FIN = 0x80;
    private static final int NO_CODE = 1005;
    private static final String PROTOCOL_ERROR = violation(1002);
    private static final String NOT_UTF8 = violation(1007);
    private static final String TOO_BIG = violation(1009);

    private static final List<String> KINDS =
            List.of("whole", "part of a larger buffer", "slice", "read-only", "direct");

    @Nested
    @Points(0.8)
    @DisplayName("Messages become bytes")
    class Encoding {

        @Test
        @DisplayName("a short text")
        void shortText() {
            assertEncoded("encodeText(\"jump\")", () -> FrameCodec.encodeText("jump"), "81 04", bytes("jump"));
        }

        @Test
        @DisplayName("an empty message")
        void emptyMessage() {
            assertEncoded("encodeText(\"\")", () -> FrameCodec.encodeText(""), "81 00", bytes(""));
            assertEncoded("encode(BINARY, {})", () -> FrameCodec.encode(BINARY, bytes("")), "82 00", bytes(""));
        }

        @Test
        @DisplayName("binary, ping and pong have opcodes of their own")
        void eachKindHasItsOpcode() {
            byte[] payload = {1, -1, 0, 127, -128};
            assertEncoded("encode(BINARY, 5 bytes)", () -> FrameCodec.encode(BINARY, payload), "82 05", payload);
            assertEncoded("encode(PING, 5 bytes)", () -> FrameCodec.encode(PING, payload), "89 05", payload);
            assertEncoded("encode(PONG, 5 bytes)", () -> FrameCodec.encode(PONG, payload), "8A 05", payload);
        }

        @Test
        @DisplayName("up to 125 bytes, the length is in the second byte")
        void shortLength() {
            assertLength(124, "82 7C");
            assertLength(125, "82 7D");
        }

        @Test
        @DisplayName("from 126 bytes on, it is in two more")
        void lengthOfTwoBytes() {
            assertLength(126, "82 7E 00 7E");
            assertLength(127, "82 7E 00 7F");
            assertLength(128, "82 7E 00 80");
            assertLength(300, "82 7E 01 2C");
            assertLength(65_535, "82 7E FF FF");
        }

        @Test
        @DisplayName("from 65,536 bytes on, it is in eight more")
        void lengthOfEightBytes() {
            assertLength(65_536, "82 7F 00 00 00 00 00 01 00 00");
            assertLength(70_000, "82 7F 00 00 00 00 00 01 11 70");
        }

        @Test
        @DisplayName("the length of a text is that of its bytes")
        void lengthOfTextIsInBytes() {
            assertEncoded("encodeText(\"5 €\")", () -> FrameCodec.encodeText("5 €"), "81 05", bytes("5 €"));
            String text = "€".repeat(50);
            assertEncoded("encodeText(50 euro signs of 3 bytes each)", () -> FrameCodec.encodeText(text),
                    "81 7E 00 96", bytes(text));
        }

        @Test
        @DisplayName("a close has a code and a reason")
        void closeHasCodeAndReason() {
            assertEncoded("encodeClose(1000, \"bye\")", () -> FrameCodec.encodeClose(1000, "bye"), "88 05 03 E8",
                    bytes("bye"));
            assertEncoded("encodeClose(4660, \"\")", () -> FrameCodec.encodeClose(4660, ""), "88 02 12 34", bytes(""));
            assertEncoded("encodeClose(1001, \"5 €\")", () -> FrameCodec.encodeClose(1001, "5 €"), "88 07 03 E9",
                    bytes("5 €"));
        }

        @Test
        @DisplayName("or nothing")
        void closeWithoutCodeIsEmpty() {
            assertEncoded("encodeClose(NO_CODE, \"\")", () -> FrameCodec.encodeClose(NO_CODE, ""), "88 00", bytes(""));
        }

        @Test
        @DisplayName("a control frame has at most 125 bytes")
        void controlFrameIsShort() {
            byte[] most = patterned(125);
            assertEncoded("encode(PING, 125 bytes)", () -> FrameCodec.encode(PING, most), "89 7D", most);
            assertRefused("encode(PING, 126 bytes)", () -> FrameCodec.encode(PING, patterned(126)));
            assertRefused("encode(PONG, 70,000 bytes)", () -> FrameCodec.encode(PONG, patterned(70_000)));
            assertRefused("encode(CLOSE, 126 bytes)", () -> FrameCodec.encode(CLOSE, patterned(126)));
            String reason = "€".repeat(41);
            assertEncoded("encodeClose(1000, 41 euro signs), 2 + 41 * 3 = 125 bytes,",
                    () -> FrameCodec.encodeClose(1000, reason), "88 7D 03 E8", bytes(reason));
            assertRefused("encodeClose(1000, 41 euro signs and an x), 2 + 41 * 3 + 1 = 126 bytes,",
                    () -> FrameCodec.encodeClose(1000, reason + "x"));
        }

        private void assertLength(int length, String header) {
            byte[] payload = patterned(length);
            assertEncoded("encode(BINARY, %,d bytes)".formatted(length), () -> FrameCodec.encode(BINARY, payload),
                    header, payload);
        }

        private void assertEncoded(String call, Supplier<byte[]> encode, String header, byte[] payload) {
            byte[] expected = joined(HexFormat.ofDelimiter(" ").parseHex(header), payload);
            byte[] frame = encode.get();
            assertThat(frame).withFailMessage(() -> """
                    %s should be %,d bytes, %s: the header %s, then the payload. It is %s.%s""".formatted(call,
                    expected.length, hex(expected), header,
                    frame == null ? "null" : "%,d bytes, %s".formatted(frame.length, hex(frame)),
                    difference(frame, expected))).isEqualTo(expected);
        }

        private String difference(byte[] frame, byte[] expected) {
            if (frame == null) {
                return "";
            }
            if (frame.length > 1 && (frame[1] & 0x80) != 0) {
                return " The second byte, %02X, has the bit 80: masked. A server does not mask.".formatted(frame[1]);
            }
            int at = Arrays.mismatch(frame, expected);
            return at < 0 || at == frame.length || at == expected.length ? ""
                    : " They differ from byte %,d on, counted from 0: it should be %02X, and is %02X."
                            .formatted(at, expected[at], frame[at]);
        }

        private void assertRefused(String call, Supplier<byte[]> encode) {
            byte[] frame;
            try {
                frame = encode.get();
            } catch (IllegalArgumentException _) {
                return;
            } catch (RuntimeException e) {
                throw new AssertionError(call + " should throw an IllegalArgumentException: more than 125 bytes do not "
                        + "fit into a control frame. It threw " + e + ".", e);
            }
            throw new AssertionError(call + " should throw an IllegalArgumentException: more than 125 bytes do not fit "
                    + "into a control frame. It returned " + (frame == null ? "null" : hex(frame)) + ".");
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("A frame becomes a message")
    class Frames {

        @Test
        @DisplayName("a text, unmasked")
        void textIsUnmasked() {
            var client = new Client(LIMIT);
            client.feed(HexFormat.ofDelimiter(" ").parseHex("81 84 01 02 03 04 6B 77 6E 74"));
            client.because("6B ^ 01 = 6A, 77 ^ 02 = 75, 6E ^ 03 = 6D, 74 ^ 04 = 70.").assertCalled(text("jump"));
        }

        @Test
        @DisplayName("a text longer than the mask")
        void maskIsRepeated() {
            var client = new Client(LIMIT);
            client.feed(frame(FIN | TEXT, "wächst 🐉 5 €"));
            client.because("Byte i of the payload is xor-ed with byte i % 4 of the mask.")
                    .assertCalled(text("wächst 🐉 5 €"));
        }

        @Test
        @DisplayName("binary, all values of a byte, with any mask")
        void binaryIsUnmasked() {
            for (var mask : List.of("00 00 00 00", "FF 80 7F 01", "0D 0A 00 82")) {
                var client = new Client(LIMIT);
                client.feed(frame(FIN | BINARY, patterned(256), HexFormat.ofDelimiter(" ").parseHex(mask)));
                client.because("The mask is " + mask + ".").assertCalled(binary(patterned(256)));
            }
        }

        @Test
        @DisplayName("an empty message is a message")
        void emptyMessageIsAMessage() {
            var client = new Client(LIMIT);
            client.feed(frame(FIN | TEXT, ""));
            client.because("The header is there, and the payload has 0 bytes.").assertCalled(text(""));
            client.feed(frame(FIN | BINARY, ""));
            client.feed(frame(FIN | PING, ""));
            client.assertCalled(text(""), binary(bytes("")), ping(""));
        }

        @Test
        @DisplayName("a length of two bytes")
        void lengthOfTwoBytes() {
            for (int length : List.of(126, 127, 128, 200, 255, 256, 300, 32_767, 32_768, 65_535)) {
                assertArrives(length);
            }
        }

        @Test
        @DisplayName("a length of eight bytes")
        void lengthOfEightBytes() {
            assertArrives(65_536);
            assertArrives(99_999);
        }

        private void assertArrives(int length) {
            var client = new Client(LIMIT);
            byte[] payload = patterned(length);
            client.feed(frame(FIN | BINARY, payload));
            client.feed(frame(FIN | TEXT, "jump"));
            client.because("The first payload has %,d bytes.".formatted(length))
                    .assertCalled(binary(payload), text("jump"));
        }

        @Test
        @DisplayName("several frames in one piece")
        void severalFramesInOnePiece() {
            var client = new Client(LIMIT);
            client.feed(joined(frame(FIN | TEXT, "jump"), frame(FIN | BINARY, "attack"), frame(FIN | TEXT, ""),
                    frame(FIN | TEXT, "defend")));
            client.because("Each frame has a mask of its own.")
                    .assertCalled(text("jump"), binary(bytes("attack")), text(""), text("defend"));
        }

        @Test
        @DisplayName("ping and pong, with what is in them")
        void pingAndPong() {
            var client = new Client(LIMIT);
            client.feed(frame(FIN | PING, "there?"));
            client.feed(frame(FIN | PONG, patterned(125)));
            client.assertCalled(ping("there?"), pong(patterned(125)));
        }

        @Test
        @DisplayName("close, with its code and its reason")
        void closeWithCodeAndReason() {
            assertClose(joined(code(1000), bytes("bye")), close(1000, "bye"));
            assertClose(joined(code(4660), bytes("5 €")), close(4660, "5 €"));
            assertClose(joined(code(3200), bytes("€".repeat(41))), close(3200, "€".repeat(41)));
        }

        @Test
        @DisplayName("close without a reason, and without a code")
        void closeWithoutReasonOrCode() {
            assertClose(code(1001), close(1001, ""));
            assertClose(bytes(""), close(NO_CODE, ""));
        }

        private void assertClose(byte[] payload, String expected) {
            var client = new Client(LIMIT);
            client.feed(frame(FIN | CLOSE, payload));
            client.because("The payload of CLOSE is " + hex(payload) + ".").assertCalled(expected);
        }

        @Test
        @DisplayName("after close, nothing is called any more")
        void nothingIsCalledAfterClose() {
            var client = new Client(LIMIT);
            client.feed(joined(frame(FIN | TEXT, "jump"), frame(FIN | CLOSE, code(1000)), frame(FIN | TEXT, "attack")));
            client.feed(frame(FIN | PING, "there?"));
            client.feed(frame(FIN | CLOSE, code(1000)));
            client.feed(bytes("?????????"));
            client.because("close is the last call.").assertCalled(text("jump"), close(1000, ""));
            var another = new Client(LIMIT);
            another.feed(joined(frame(FIN | CLOSE, new byte[0]), frame(FIN | TEXT, "attack")));
            another.feed(frame(FIN | PING, "there?"));
            another.because("close is the last call, without a code too.").assertCalled(close(NO_CODE, ""));
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("In any pieces")
    class Pieces {

        @Test
        @DisplayName("a frame in two pieces")
        void frameInTwoPieces() {
            byte[] frame = frame(FIN | TEXT, "jump");
            for (int cut = 1; cut < frame.length; cut++) {
                var client = new Client(LIMIT);
                client.feed(Arrays.copyOfRange(frame, 0, cut));
                client.because("%d of %d bytes of the frame are there.".formatted(cut, frame.length)).assertCalled();
                client.feed(Arrays.copyOfRange(frame, cut, frame.length));
                client.because("%d + %d = %d bytes are there, the whole frame."
                        .formatted(cut, frame.length - cut, frame.length)).assertCalled(text("jump"));
            }
        }

        @Test
        @DisplayName("the mask goes on where the last piece ended")
        void maskGoesOn() {
            var client = new Client(LIMIT);
            byte[] frame = frame(FIN | TEXT, "attack!");
            client.feed(Arrays.copyOfRange(frame, 0, 9));
            client.feed(Arrays.copyOfRange(frame, 9, 11));
            client.feed(Arrays.copyOfRange(frame, 11, 13));
            client.because("9 - 6 = 3 bytes of the payload came in the first piece: the next one is xor-ed with byte "
                    + "3 % 4 = 3 of the mask.").assertCalled(text("attack!"));
        }

        @Test
        @DisplayName("of two clients, each by itself")
        void eachClientByItself() {
            var ann = new Client(LIMIT);
            var bob = new Client(LIMIT);
            byte[] anns = joined(frame(TEXT, "ju"), frame(FIN | CONTINUATION, "mp"), frame(FIN | PING, "ann?"));
            byte[] bobs = joined(frame(BINARY, "go"), frame(FIN | PING, "bob?"), frame(FIN | CONTINUATION, "ne"));
            for (int i = 0; i < Math.max(anns.length, bobs.length); i++) {
                ann.feed(Arrays.copyOfRange(anns, Math.min(i, anns.length), Math.min(i + 1, anns.length)));
                bob.feed(Arrays.copyOfRange(bobs, Math.min(i, bobs.length), Math.min(i + 1, bobs.length)));
            }
            String both = "Two clients send, a byte in turn, and each has a codec of its own. ";
            ann.because(both + "This is the first.").assertCalled(text("jump"), ping("ann?"));
            bob.because(both + "This is the second.").assertCalled(ping("bob?"), binary(bytes("gone")));
        }

        @Test
        @DisplayName("each byte by itself, whatever the form of the length")
        void eachByteByItself() {
            var client = new Client(LIMIT);
            byte[] tail = frame(FIN | TEXT, "wächst 🐉");
            for (byte b : joined(frame(FIN | PING, ""), frame(FIN | BINARY, patterned(300)), tail)) {
                client.feed(new byte[] {b});
            }
            client.assertCalled(ping(""), binary(patterned(300)), text("wächst 🐉"));
            byte[] large = frame(FIN | BINARY, patterned(65_536));
            for (int i = 0; i < 20; i++) {
                client.feed(new byte[] {large[i]});
            }
            client.feed(Arrays.copyOfRange(large, 20, large.length));
            client.assertCalled(ping(""), binary(patterned(300)), text("wächst 🐉"), binary(patterned(65_536)));
        }

        @Test
        @DisplayName("an empty piece changes nothing")
        void emptyPieceChangesNothing() {
            var client = new Client(LIMIT);
            byte[] frame = frame(FIN | TEXT, "jump");
            client.feed(bytes(""));
            client.feed(Arrays.copyOfRange(frame, 0, 1));
            client.feed(bytes(""));
            client.feed(Arrays.copyOfRange(frame, 1, 8));
            client.feed(bytes(""));
            client.feed(Arrays.copyOfRange(frame, 8, 10));
            client.feed(bytes(""));
            client.assertCalled(text("jump"));
        }

        @Test
        @DisplayName("a piece may be part of a larger buffer, read-only, or direct")
        void pieceMayBeAnyBuffer() {
            byte[] frames = joined(frame(FIN | TEXT, "jump"), frame(FIN | BINARY, patterned(130)));
            for (var kind : KINDS) {
                var client = new Client(LIMIT);
                client.feed(Arrays.copyOfRange(frames, 0, 7), kind);
                client.feed(Arrays.copyOfRange(frames, 7, 20), kind);
                client.feed(Arrays.copyOfRange(frames, 20, frames.length), kind);
                client.because("What else is in the buffer, '?', is not between position and limit.")
                        .assertCalled(text("jump"), binary(patterned(130)));
            }
        }

        @Test
        @DisplayName("the bytes of a piece are left as they are")
        void bytesOfThePieceAreLeft() {
            var client = new Client(LIMIT);
            byte[] frame = frame(FIN | TEXT, "jump");
            var piece = ByteBuffer.wrap(frame.clone());
            client.codec.feed(piece);
            assertThat(piece.array()).withFailMessage("""
                    The piece is still needed by others, and its bytes should be left as they are, %s. They are %s now.\
                    """, hex(frame), hex(piece.array())).isEqualTo(frame);
        }

        @Test
        @DisplayName("what the receiver got is not changed any more")
        void arraysAreTheReceivers() {
            var client = new Client(LIMIT);
            client.feed(frame(FIN | BINARY, "jump"));
            client.feed(frame(FIN | PING, "here"));
            client.feed(frame(FIN | BINARY, "duck"));
            client.feed(frame(FIN | PING, "gone"));
            var now = client.arrays.stream().map(array -> new String(array, StandardCharsets.UTF_8)).toList();
            assertThat(now).withFailMessage("""
                    The receiver has kept the arrays that it got: jump, here, duck, gone. In them is now %s.""",
                    String.join(", ", now)).containsExactly("jump", "here", "duck", "gone");
        }

        @Test
        @DisplayName("a conversation, cut at any two places")
        void anyTwoCuts() {
            byte[] sent = joined(frame(FIN | TEXT, "€"), frame(TEXT, "ju"), frame(FIN | PING, "?"),
                    frame(FIN | CONTINUATION, "mp"), frame(FIN | CLOSE, joined(code(1001), bytes("bye"))));
            for (int first = 0; first <= sent.length; first++) {
                for (int second = first; second <= sent.length; second++) {
                    var client = new Client(LIMIT);
                    client.feed(Arrays.copyOfRange(sent, 0, first));
                    client.feed(Arrays.copyOfRange(sent, first, second));
                    client.feed(Arrays.copyOfRange(sent, second, sent.length));
                    client.assertCalled(text("€"), ping("?"), text("jump"), close(1001, "bye"));
                }
            }
        }

        @Test
        @DisplayName("a hundred conversations, cut anywhere")
        void conversationsCutAnywhere() {
            for (long seed = 0; seed < 100; seed++) {
                var dice = new SplittableRandom(seed);
                var sent = new ByteArrayOutputStream();
                var expected = compose(sent, dice);
                var client = new Client(LIMIT);
                client.seed = "Seed " + seed + ". ";
                byte[] bytes = sent.toByteArray();
                int longest = dice.nextInt(1, 200);
                for (int from = 0; from < bytes.length; ) {
                    int to = Math.min(bytes.length, from + dice.nextInt(longest + 1));
                    client.feed(Arrays.copyOfRange(bytes, from, to), KINDS.get(dice.nextInt(KINDS.size())));
                    from = to;
                }
                client.assertCalled(expected);
            }
        }

        /// Makes up what a client sends, and says what is to be called for it.
        private String[] compose(ByteArrayOutputStream sent, SplittableRandom dice) {
            var expected = new ArrayList<String>();
            for (int message = dice.nextInt(6); message > 0; message--) {
                boolean isText = dice.nextBoolean();
                byte[] payload = isText ? words(dice) : patterned(dice.nextInt(400));
                int fragments = dice.nextInt(1, 4);
                for (int i = 1, from = 0; i <= fragments; i++) {
                    int to = i == fragments ? payload.length : dice.nextInt(from, payload.length + 1);
                    int opcode = i > 1 ? CONTINUATION : isText ? TEXT : BINARY;
                    byte[] mask = {(byte) dice.nextInt(), (byte) dice.nextInt(), (byte) dice.nextInt(), 0};
                    sent.writeBytes(frame((i == fragments ? FIN : 0) | opcode,
                            Arrays.copyOfRange(payload, from, to), mask));
                    from = to;
                    if (i < fragments && dice.nextBoolean()) {
                        byte[] question = patterned(dice.nextInt(126));
                        sent.writeBytes(frame(FIN | PING, question));
                        expected.add(ping(question));
                    }
                }
                expected.add(isText ? text(new String(payload, StandardCharsets.UTF_8)) : binary(payload));
            }
            return expected.toArray(String[]::new);
        }

        private byte[] words(SplittableRandom dice) {
            var characters = List.of("a", " ", "ä", "€", "🐉", "\uFFFD");
            var words = new StringBuilder();
            for (int i = dice.nextInt(60); i > 0; i--) {
                words.append(characters.get(dice.nextInt(characters.size())));
            }
            return bytes(words.toString());
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Messages in fragments")
    class Fragments {

        @Test
        @DisplayName("a text in three frames")
        void textInThreeFrames() {
            var client = new Client(LIMIT);
            client.feed(frame(TEXT, "ju"));
            client.feed(frame(CONTINUATION, "m"));
            client.because("No frame has had FIN: the message goes on.").assertCalled();
            client.feed(frame(FIN | CONTINUATION, "p"));
            client.because("ju + m + p, each with a mask of its own.").assertCalled(text("jump"));
        }

        @Test
        @DisplayName("what begins as binary is binary")
        void binaryInTwoFrames() {
            var client = new Client(LIMIT);
            client.feed(joined(frame(BINARY, patterned(200)), frame(FIN | CONTINUATION, "jump")));
            client.because("CONTINUATION goes on with what was begun, here BINARY: 200 + 4 = 204 bytes.")
                    .assertCalled(binary(joined(patterned(200), bytes("jump"))));
        }

        @Test
        @DisplayName("a ping between the fragments is told at once")
        void controlFramesBetween() {
            var client = new Client(LIMIT);
            client.feed(frame(TEXT, "ju"));
            client.feed(frame(FIN | PING, "there?"));
            client.because("The ping is whole, whatever else has begun.").assertCalled(ping("there?"));
            client.feed(frame(CONTINUATION, "m"));
            client.feed(frame(FIN | PONG, ""));
            client.feed(frame(FIN | CONTINUATION, "p"));
            client.because("ju + m + p: the frames between are no part of it.")
                    .assertCalled(ping("there?"), pong(bytes("")), text("jump"));
        }

        @Test
        @DisplayName("a character cut in two by the frames")
        void characterCutInTwo() {
            byte[] euro = bytes("€");
            var client = new Client(LIMIT);
            client.feed(frame(TEXT, joined(bytes("5 "), Arrays.copyOfRange(euro, 0, 2))));
            client.feed(frame(FIN | CONTINUATION, joined(Arrays.copyOfRange(euro, 2, 3), bytes("!"))));
            client.because("The euro sign has 3 bytes: 2 came in the first frame, 1 in the next.")
                    .assertCalled(text("5 €!"));
        }

        @Test
        @DisplayName("empty fragments")
        void emptyFragments() {
            var client = new Client(LIMIT);
            client.feed(joined(frame(TEXT, ""), frame(CONTINUATION, "jump"), frame(CONTINUATION, ""),
                    frame(FIN | CONTINUATION, "")));
            client.because("'' + jump + '' + '', and the last one has FIN.").assertCalled(text("jump"));
            client.feed(joined(frame(BINARY, ""), frame(FIN | CONTINUATION, "")));
            client.because("'' + '' is an empty message.").assertCalled(text("jump"), binary(bytes("")));
        }

        @Test
        @DisplayName("one message in fragments after the other")
        void nextMessageBeginsAfresh() {
            var client = new Client(LIMIT);
            client.feed(joined(frame(TEXT, "ju"), frame(FIN | CONTINUATION, "mp"), frame(FIN | BINARY, "attack"),
                    frame(BINARY, "de"), frame(FIN | CONTINUATION, "fend"), frame(FIN | TEXT, "go")));
            client.assertCalled(text("jump"), binary(bytes("attack")), binary(bytes("defend")), text("go"));
        }

        @Test
        @DisplayName("a close between the fragments ends it")
        void closeBetween() {
            var client = new Client(LIMIT);
            client.feed(frame(TEXT, "ju"));
            client.feed(frame(FIN | CLOSE, code(1001)));
            client.feed(frame(FIN | CONTINUATION, "mp"));
            client.because("close is the last call, also when a message has begun.").assertCalled(close(1001, ""));
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Limits, and UTF-8")
    class Limits {

        @Test
        @DisplayName("exactly the limit is fine, for each message anew")
        void exactlyTheLimitIsFine() {
            var client = new Client(8);
            client.feed(frame(FIN | TEXT, "12345678"));
            client.feed(frame(FIN | BINARY, "12345678"));
            client.feed(joined(frame(TEXT, "123"), frame(CONTINUATION, "45"), frame(FIN | CONTINUATION, "678")));
            client.because("Each message has 8 bytes.")
                    .assertCalled(text("12345678"), binary(bytes("12345678")), text("12345678"));
        }

        @Test
        @DisplayName("one more is too big, as soon as the header says so")
        void oneMoreIsTooBig() {
            var client = new Client(8);
            client.feed(frame(FIN | TEXT, "jump"));
            client.feed(header(FIN | TEXT, 9));
            client.because("The header is there, and says that 9 = 8 + 1 bytes will come. Who waits for them waits for "
                    + "what may never come.").assertCalled(text("jump"), TOO_BIG);
        }

        @Test
        @DisplayName("the fragments of a message count together")
        void fragmentsCountTogether() {
            var client = new Client(8);
            client.feed(frame(BINARY, "12345"));
            client.feed(header(CONTINUATION, 4));
            client.because("5 bytes are there, and 4 more will come: 9 = 8 + 1.").assertCalled(TOO_BIG);
        }

        @Test
        @DisplayName("however long it is said to be")
        void hugeLengths() {
            for (long length : List.of(70_000L, 1L << 31, (1L << 32) + 4, 1L << 40, Long.MAX_VALUE)) {
                var client = new Client(8);
                client.feed(header(FIN | BINARY, length));
                client.because("The header says %,d bytes.%s".formatted(length,
                        length > Integer.MAX_VALUE ? " An int has no room for that." : "")).assertCalled(TOO_BIG);
            }
            var client = new Client(8);
            client.feed(frame(BINARY, "1234"));
            client.feed(header(CONTINUATION, Long.MAX_VALUE));
            client.because("4 bytes are there, and %,d more will come. A long has no room for the sum."
                    .formatted(Long.MAX_VALUE)).assertCalled(TOO_BIG);
        }

        @Test
        @DisplayName("a length with its highest bit set is no number below 0")
        void highestBitOfALength() {
            for (long length : List.of(Long.MIN_VALUE, Long.MIN_VALUE + 4, -1L)) {
                var client = new Client(8);
                client.feed(header(FIN | BINARY, length));
                client.because("The length is %X, in hexadecimal. Either code is right.".formatted(length))
                        .assertCalledOneOf(TOO_BIG, PROTOCOL_ERROR);
            }
        }

        @Test
        @DisplayName("control frames do not count")
        void controlFramesDoNotCount() {
            var client = new Client(8);
            client.feed(frame(FIN | PING, patterned(100)));
            client.feed(frame(TEXT, "1234567"));
            client.feed(frame(FIN | PING, patterned(125)));
            client.feed(frame(FIN | CONTINUATION, "8"));
            client.because("The message has 7 + 1 = 8 bytes. The pings are no messages.")
                    .assertCalled(ping(patterned(100)), ping(patterned(125)), text("12345678"));
        }

        @Test
        @DisplayName("a text that is not UTF-8")
        void textThatIsNotUtf8() {
            assertText("C3 28", "C3 begins a character of two bytes, and 28 does not belong to one.");
            assertText("6A 80", "80 may only go on with a character, and none has begun.");
            assertText("C0 AF", "That is a '/' in a form that is too long.");
            assertText("ED A0 80", "That is half of a pair of UTF-16, and no character.");
            assertText("F4 90 80 80", "That is more than the last character, U+10FFFF.");
            assertText("35 20 E2 82", "The euro sign without its last byte.");
        }

        private void assertText(String payload, String reason) {
            byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(payload);
            var client = new Client(LIMIT);
            client.feed(frame(FIN | TEXT, "jump"));
            client.feed(frame(FIN | TEXT, bytes));
            client.because("The payload is " + payload + ". " + reason).assertCalled(text("jump"), NOT_UTF8);
            var other = new Client(LIMIT);
            other.feed(frame(TEXT, Arrays.copyOfRange(bytes, 0, 1)));
            other.feed(frame(FIN | CONTINUATION, Arrays.copyOfRange(bytes, 1, bytes.length)));
            other.because("The payload is " + payload + ", in two frames. " + reason).assertCalled(NOT_UTF8);
        }

        @Test
        @DisplayName("the character U+FFFD is UTF-8 like any other")
        void replacementCharacterIsFine() {
            var client = new Client(LIMIT);
            client.feed(frame(FIN | TEXT, "\uFFFD"));
            client.feed(frame(FIN | CLOSE, joined(code(1000), bytes("\uFFFD\0"))));
            client.because("Decoders put it where something is wrong, but here it was sent: EF BF BD.")
                    .assertCalled(text("\uFFFD"), close(1000, "\uFFFD\0"));
        }

        @Test
        @DisplayName("a reason that is not UTF-8")
        void reasonThatIsNotUtf8() {
            var client = new Client(LIMIT);
            client.feed(frame(FIN | CLOSE, joined(code(1000), new byte[] {(byte) 0xE2, (byte) 0x82})));
            client.because("The reason is E2 82, the euro sign without its last byte.").assertCalled(NOT_UTF8);
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("A client that breaks the rules")
    class Violations {

        @Test
        @DisplayName("a frame without mask")
        void withoutMask() {
            var client = new Client(LIMIT);
            client.feed(HexFormat.ofDelimiter(" ").parseHex("81 04 6A 75 6D 70"));
            client.because("The second byte, 04, does not have the bit 80: the frame is not masked.")
                    .assertCalled(PROTOCOL_ERROR);
            var empty = new Client(LIMIT);
            empty.feed(HexFormat.ofDelimiter(" ").parseHex("89 00"));
            empty.because("The second byte, 00, does not have the bit 80: the frame is not masked, and complete.")
                    .assertCalled(PROTOCOL_ERROR);
        }

        @Test
        @DisplayName("a reserved bit")
        void reservedBit() {
            for (int bit : List.of(0x40, 0x20, 0x10)) {
                assertProtocolError(header(FIN | bit | TEXT, 4),
                        "The first byte has the reserved bit %X.".formatted(bit));
            }
        }

        @Test
        @DisplayName("an opcode that is none")
        void unknownOpcode() {
            for (int opcode : List.of(0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF)) {
                assertProtocolError(header(FIN | opcode, 4), "The opcode is %X.".formatted(opcode));
            }
        }

        @Test
        @DisplayName("a control frame without FIN")
        void controlWithoutFin() {
            for (int opcode : List.of(CLOSE, PING, PONG)) {
                assertProtocolError(header(opcode, 4), "The opcode is %X, and FIN is not set.".formatted(opcode));
            }
        }

        @Test
        @DisplayName("a control frame of more than 125 bytes")
        void longControl() {
            assertProtocolError(header(FIN | PING, 126), "A PING of 126 bytes, 125 + 1.");
            assertProtocolError(header(FIN | PONG, 65_535), "A PONG of 65,535 bytes.");
            assertProtocolError(header(FIN | CLOSE, 65_536), "A CLOSE of 65,536 bytes.");
        }

        @Test
        @DisplayName("a length that is not in its shortest form")
        void lengthNotInShortestForm() {
            assertProtocolError(header(FIN | TEXT, 126, 4), "4 fits into the second byte, and is in two more.");
            assertProtocolError(header(FIN | TEXT, 126, 125), "125 fits into the second byte, and is in two more.");
            assertProtocolError(header(FIN | TEXT, 127, 125), "125 fits into the second byte, and is in eight more.");
            assertProtocolError(header(FIN | TEXT, 127, 65_535), "65,535 fits into two bytes, and is in eight.");
            assertProtocolError(header(FIN | BINARY, 127, 0), "0 fits into the second byte, and is in eight more.");
        }

        @Test
        @DisplayName("a continuation of nothing")
        void continuationOfNothing() {
            assertProtocolError(header(FIN | CONTINUATION, 4), "No message is begun.");
            assertProtocolError(header(CONTINUATION, 4), "No message is begun.");
            assertProtocolError(joined(frame(FIN | TEXT, "jump"), header(FIN | CONTINUATION, 4)),
                    "The message before is complete, and no other is begun.", text("jump"));
            assertProtocolError(joined(frame(TEXT, "ju"), frame(FIN | CONTINUATION, "mp"), header(CONTINUATION, 4)),
                    "The message before is complete, and no other is begun.", text("jump"));
        }

        @Test
        @DisplayName("a message inside another")
        void messageInsideAnother() {
            for (int opcode : List.of(TEXT, BINARY)) {
                assertProtocolError(joined(frame(TEXT, "ju"), header(FIN | opcode, 4)),
                        "A message is begun, and has not ended.");
                assertProtocolError(joined(frame(BINARY, ""), frame(FIN | PING, "?"), header(opcode, 4)),
                        "A message is begun, though without a byte, and has not ended.", ping("?"));
            }
        }

        @Test
        @DisplayName("a close of one byte")
        void closeOfOneByte() {
            assertProtocolError(frame(FIN | CLOSE, new byte[] {3}), "A code has two bytes, and here is one.");
        }

        @Test
        @DisplayName("a close with a code that nobody may send")
        void closeWithForbiddenCode() {
            for (int code : List.of(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 33_768, 65_535)) {
                assertProtocolError(frame(FIN | CLOSE, code(code)), "The code is " + code + ".");
            }
            for (int code : List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1014, 3000, 3999, 4000,
                    4999)) {
                var client = new Client(LIMIT);
                client.feed(frame(FIN | CLOSE, code(code)));
                client.because("The code is " + code + ", which may be sent.").assertCalled(close(code, ""));
            }
        }

        @Test
        @DisplayName("after that, nothing is called any more")
        void nothingIsCalledAfterViolation() {
            var client = new Client(LIMIT);
            client.feed(joined(frame(FIN | TEXT, "jump"), frame(FIN | 0x3, "what"), frame(FIN | TEXT, "attack")));
            client.feed(frame(FIN | PING, "there?"));
            client.feed(frame(FIN | 0x3, "what"));
            client.feed(frame(FIN | CLOSE, code(1000)));
            client.because("violation is the last call.").assertCalled(text("jump"), PROTOCOL_ERROR);
            var other = new Client(8);
            other.feed(joined(frame(FIN | TEXT, "123456789"), frame(FIN | TEXT, "attack")));
            other.feed(frame(FIN | TEXT, "defend"));
            other.because("violation is the last call.").assertCalled(TOO_BIG);
            var third = new Client(8);
            third.feed(joined(frame(FIN | TEXT, new byte[] {-1}), frame(FIN | TEXT, "attack")));
            third.feed(frame(FIN | TEXT, "defend"));
            third.because("violation is the last call.").assertCalled(NOT_UTF8);
        }

        private void assertProtocolError(byte[] sent, String reason, String... before) {
            var client = new Client(LIMIT);
            client.feed(sent);
            var expected = new ArrayList<>(Arrays.asList(before));
            expected.add(PROTOCOL_ERROR);
            client.because(reason).assertCalled(expected.toArray(String[]::new));
        }
    }

    private static String text(String text) {
        return "text(\"" + escaped(text) + "\")";
    }

    private static String binary(byte[] bytes) {
        return "binary(" + allHex(bytes) + ")";
    }

    private static String ping(String payload) {
        return ping(bytes(payload));
    }

    private static String ping(byte[] payload) {
        return "ping(" + allHex(payload) + ")";
    }

    private static String pong(byte[] payload) {
        return "pong(" + allHex(payload) + ")";
    }

    private static String close(int code, String reason) {
        return "close(" + code + ", \"" + escaped(reason) + "\")";
    }

    private static String violation(int code) {
        return "violation(" + code + ")";
    }

    private static String escaped(String text) {
        return text.replace("\uFFFD", "\\uFFFD").replace("\0", "\\0");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] code(int code) {
        return new byte[] {(byte) (code >> 8), (byte) code};
    }

    /// No two of 251 bytes in a row are the same, so that none can be lost unseen.
    private static byte[] patterned(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251 * 3);
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] frame(int first, String payload) {
        return frame(first, bytes(payload));
    }

    /// As a client sends it. The mask depends on the payload, so that each frame has one of its own.
    private static byte[] frame(int first, byte[] payload) {
        int length = payload.length;
        return frame(first, payload, new byte[] {(byte) (length * 7 + 0xA1), (byte) (first + 0x3C), 0x5B, (byte) 0xF7});
    }

    private static byte[] frame(int first, byte[] payload, byte[] mask) {
        byte[] frame = joined(header(first, payload.length), payload);
        int start = frame.length - payload.length;
        System.arraycopy(mask, 0, frame, start - 4, 4);
        for (int i = 0; i < payload.length; i++) {
            frame[start + i] ^= mask[i % 4];
        }
        return frame;
    }

    /// A masked frame's header, with the length in its shortest form.
    private static byte[] header(int first, long length) {
        boolean isLong = length < 0 || length > 0xFFFF;
        return header(first, isLong ? 127 : length > 125 ? 126 : (int) length, length);
    }

    /// @param form 126 for a length of two bytes, 127 for one of eight, else the length itself
    private static byte[] header(int first, int form, long length) {
        var header = ByteBuffer.allocate(14).put((byte) first).put((byte) (0x80 | form));
        switch (form) {
            case 126 -> header.putShort((short) length);
            case 127 -> header.putLong(length);
            default -> { }
        }
        header.put(new byte[] {1, 2, 3, 4});
        return Arrays.copyOf(header.array(), header.position());
    }

    private static String allHex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    private static String hex(byte[] bytes) {
        return bytes.length == 0 ? "nothing" : shortened(allHex(bytes));
    }

    private static String shortened(String words) {
        return printable(words.length() <= 90 ? words
                : words.substring(0, 60) + " … " + words.substring(words.length() - 15));
    }

    /// Half of a pair of UTF-16, where a text was cut or decoded wrongly, cannot be written to a file.
    private static String printable(String words) {
        return new String(bytes(words), StandardCharsets.UTF_8);
    }

    /// Written out only when it is to be shown: most never are.
    private record Piece(byte[] bytes, String kind) {

        @Override
        public String toString() {
            return hex(bytes) + (kind.equals("whole") ? "" : " (" + kind + ")");
        }
    }

    /// The codec, what it was fed, and what it called.
    private static final class Client implements FrameCodec.Receiver {

        private final int limit;
        private final FrameCodec codec;
        private final List<Piece> fed = new ArrayList<>();
        private final List<String> called = new ArrayList<>();
        private final List<byte[]> arrays = new ArrayList<>();
        private String seed = "";
        private String hint = "";

        private Client(int limit) {
            this.limit = limit;
            codec = new FrameCodec(limit, this);
        }

        @Override
        public void text(String text) {
            called.add(text == null ? "text(null)" : FrameCodecTest.text(text));
        }

        @Override
        public void binary(byte[] bytes) {
            arrays.add(bytes);
            called.add(FrameCodecTest.binary(bytes));
        }

        @Override
        public void ping(byte[] payload) {
            arrays.add(payload);
            called.add(FrameCodecTest.ping(payload));
        }

        @Override
        public void pong(byte[] payload) {
            called.add(FrameCodecTest.pong(payload));
        }

        @Override
        public void close(int code, String reason) {
            called.add(reason == null ? "close(" + code + ", null)" : FrameCodecTest.close(code, reason));
        }

        @Override
        public void violation(int code) {
            called.add(FrameCodecTest.violation(code));
        }

        private void feed(byte[] piece) {
            feed(piece, "whole");
        }

        private void feed(byte[] piece, String kind) {
            fed.add(new Piece(piece, kind));
            // What lies before and behind it is not the codec's business: the rest of an earlier piece, perhaps.
            byte[] around = bytes(kind.equals("whole") ? "" : "???");
            var buffer = kind.equals("direct") ? ByteBuffer.allocateDirect(piece.length + 2 * around.length)
                    : ByteBuffer.allocate(piece.length + 2 * around.length);
            buffer.put(around).put(piece).put(around);
            buffer.position(around.length).limit(around.length + piece.length);
            try {
                codec.feed(switch (kind) {
                    case "slice" -> buffer.slice();
                    case "read-only" -> buffer.asReadOnlyBuffer();
                    default -> buffer;
                });
            } catch (RuntimeException e) {
                throw new AssertionError("%sfeed should throw nothing, whatever a client sends.%s Fed: %s. It threw %s."
                        .formatted(seed, limits(), fed(), e), e);
            }
            buffer.clear();
            while (buffer.hasRemaining()) {
                buffer.put((byte) '!'); // as the next read does
            }
        }

        /// The arithmetic of what comes next, for the learner who has it wrong.
        private Client because(String reason) {
            hint = " " + reason;
            return this;
        }

        private void assertCalled(String... expected) {
            assertThat(called).withFailMessage(() -> message(shown(List.of(expected), ", ")) + difference(expected))
                    .containsExactly(expected);
            hint = "";
        }

        private void assertCalledOneOf(String one, String other) {
            assertThat(called).withFailMessage(() -> message(one + " or " + other))
                    .isIn(List.of(one), List.of(other));
            hint = "";
        }

        private String message(String expected) {
            return "%sFed: %s.%s%s Should have been called by now: %s. Was called: %s."
                    .formatted(seed, fed(), limits(), hint, expected, shown(called, ", "));
        }

        private String fed() {
            return shown(fed.stream().map(Piece::toString).toList(), " | ");
        }

        private String limits() {
            return limit == LIMIT ? "" : " A limit of %d bytes.".formatted(limit);
        }

        /// Where two calls that are too long to be shown are not the same.
        private String difference(String... expected) {
            for (int i = 0; i < Math.min(expected.length, called.size()); i++) {
                String should = expected[i];
                String was = called.get(i);
                if (!should.equals(was)) {
                    int at = 0;
                    while (at < Math.min(should.length(), was.length()) && should.charAt(at) == was.charAt(at)) {
                        at++;
                    }
                    return at < 40 ? "" : printable(" Call %d differs: there is …%s…, instead of …%s….".formatted(
                            i + 1, was.substring(at - 20, Math.min(was.length(), at + 20)),
                            should.substring(at - 20, Math.min(should.length(), at + 20))));
                }
            }
            return "";
        }

        /// The last of them, when there are many.
        private static String shown(List<String> many, String between) {
            if (many.isEmpty()) {
                return "nothing";
            }
            var last = many.subList(Math.max(0, many.size() - 8), many.size());
            return (last.size() < many.size() ? "… " + between.strip() + " " : "")
                    + String.join(between, last.stream().map(FrameCodecTest::shortened).toList());
        }
    }
}

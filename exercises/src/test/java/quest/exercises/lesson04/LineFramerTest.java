package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("LineFramer")
class LineFramerTest {

    private static final int LIMIT = 1_024;
    private static final List<String> KINDS =
            List.of("whole", "part of a larger buffer", "slice", "read-only", "direct");

    @Nested
    @Points(0.8)
    @DisplayName("Lines out of pieces")
    class Pieces {

        @Test
        @DisplayName("a piece that is a line")
        void pieceThatIsALine() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\n");
            scribe.assertCalled(line("jump"));
        }

        @Test
        @DisplayName("several lines in one piece")
        void severalLinesInOnePiece() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\nattack\ndefend\n");
            scribe.assertCalled(line("jump"), line("attack"), line("defend"));
        }

        @Test
        @DisplayName("what has not ended is no line yet")
        void whatHasNotEndedIsNoLine() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\natt");
            scribe.because("The end of 'att' has not come: more of it may.").assertCalled(line("jump"));
        }

        @Test
        @DisplayName("a line in several pieces")
        void lineInSeveralPieces() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("ju");
            scribe.assertCalled();
            scribe.feed("m");
            scribe.assertCalled();
            scribe.feed("p\natt");
            scribe.assertCalled(line("jump"));
            scribe.feed("ack\n");
            scribe.assertCalled(line("jump"), line("attack"));
        }

        @Test
        @DisplayName("the line's end may come by itself")
        void endMayComeByItself() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump");
            scribe.feed("\n");
            scribe.feed("attack\n");
            scribe.assertCalled(line("jump"), line("attack"));
        }

        @Test
        @DisplayName("an empty line is a line")
        void emptyLineIsALine() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("\njump\n\n\n");
            scribe.assertCalled(line(""), line("jump"), line(""), line(""));
        }

        @Test
        @DisplayName("an empty piece changes nothing")
        void emptyPieceChangesNothing() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("");
            scribe.feed("ju");
            scribe.feed("");
            scribe.feed("mp\n");
            scribe.feed("");
            scribe.assertCalled(line("jump"));
        }

        @Test
        @DisplayName("a piece may be part of a larger buffer, read-only, or direct")
        void pieceMayBeAnyBuffer() {
            for (var kind : KINDS) {
                var scribe = new Scribe(LIMIT);
                scribe.feed(bytes("ju"), kind);
                scribe.feed(bytes("mp\nat"), kind);
                scribe.feed(bytes("tack\n"), kind);
                scribe.because("What else is in the buffer, '?' and '\\n', is not between position and limit.")
                        .assertCalled(line("jump"), line("attack"));
            }
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("The end of a line, and of all lines")
    class Ends {

        @Test
        @DisplayName("\\r\\n ends a line, and does not belong to it")
        void carriageReturnBelongsToTheEnd() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\r\n\r\nattack\ndefend\r\n");
            scribe.assertCalled(line("jump"), line(""), line("attack"), line("defend"));
        }

        @Test
        @DisplayName("\\r\\n may be cut in two")
        void endMayBeCutInTwo() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\r");
            scribe.because("Whether the \\r is half of an end, the next byte says.").assertCalled();
            scribe.feed("\nattack\r");
            scribe.feed("\n");
            scribe.assertCalled(line("jump"), line("attack"));
        }

        @Test
        @DisplayName("an \\r elsewhere is a character like any other")
        void carriageReturnElsewhereIsACharacter() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("a\rb\n\rc\nd\r\r\n");
            scribe.feed("e\r");
            scribe.feed("f\n");
            scribe.assertCalled(line("a\rb"), line("\rc"), line("d\r"), line("e\rf"));
        }

        @Test
        @DisplayName("the last line needs no end")
        void lastLineNeedsNoEnd() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\nat");
            scribe.feed("t");
            scribe.end();
            scribe.assertCalled(line("jump"), line("att"));
        }

        @Test
        @DisplayName("nothing behind the last end is no line")
        void nothingIsNoLine() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\n");
            scribe.end();
            scribe.assertCalled(line("jump"));
            var silent = new Scribe(LIMIT);
            silent.end();
            silent.assertCalled();
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Characters of several bytes")
    class Characters {

        @Test
        @DisplayName("a line of them in one piece")
        void charactersInOnePiece() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("5 €\nwächst 🐉\n");
            scribe.assertCalled(line("5 €"), line("wächst 🐉"));
        }

        @Test
        @DisplayName("a character cut in two")
        void characterCutInTwo() {
            byte[] euro = bytes("€");
            var scribe = new Scribe(LIMIT);
            scribe.feed("5 ");
            scribe.feed(Arrays.copyOfRange(euro, 0, 2));
            scribe.feed(Arrays.copyOfRange(euro, 2, 3));
            scribe.feed("\n");
            scribe.because("The euro sign has 3 bytes: 2 came in one piece, 1 in the next.")
                    .assertCalled(line("5 €"));
        }

        @Test
        @DisplayName("each byte by itself")
        void eachByteByItself() {
            var scribe = new Scribe(LIMIT);
            for (byte b : bytes("wächst 🐉\r\n€")) {
                scribe.feed(new byte[] {b});
            }
            scribe.end();
            scribe.assertCalled(line("wächst 🐉"), line("€"));
        }

        @Test
        @DisplayName("what is not UTF-8 spoils its own line, and no other")
        void notUtf8SpoilsItsOwnLine() {
            var scribe = new Scribe(LIMIT);
            scribe.feed("jump\n5 ");
            scribe.feed(new byte[] {(byte) 0xE2, (byte) 0x82}); // the euro sign without its last byte
            scribe.feed("\nattack\n6 ");
            scribe.feed(new byte[] {(byte) 0xE2, (byte) 0x82});
            scribe.end();
            scribe.assertCalled(line("jump"), line("5 \uFFFD"), line("attack"), line("6 \uFFFD"));
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("A limit")
    class Limit {

        @Test
        @DisplayName("exactly the limit is fine")
        void exactlyTheLimitIsFine() {
            var scribe = new Scribe(8);
            scribe.feed("12345678\n12345678\r\n");
            scribe.assertCalled(line("12345678"), line("12345678"));
        }

        @Test
        @DisplayName("exactly the limit in pieces is fine too, and the line's end does not count")
        void exactlyTheLimitInPiecesIsFine() {
            var scribe = new Scribe(8);
            scribe.feed("1234");
            scribe.feed("5678");
            scribe.feed("\r");
            scribe.because("4 + 4 = 8 bytes, and perhaps half of an end.").assertCalled();
            scribe.feed("\n1234567");
            scribe.feed("8");
            scribe.end();
            scribe.assertCalled(line("12345678"), line("12345678"));
        }

        @Test
        @DisplayName("one more is too long")
        void oneMoreIsTooLong() {
            var scribe = new Scribe(8);
            scribe.feed("123456789\n");
            scribe.because("The line has 9 bytes, 8 + 1.").assertCalled(TOO_LONG);
        }

        @Test
        @DisplayName("too long is told before the line's end comes")
        void tooLongIsToldBeforeTheEndComes() {
            var scribe = new Scribe(8);
            scribe.feed("12345678");
            scribe.assertCalled();
            scribe.feed("9");
            scribe.because("8 + 1 = 9 bytes are there, whatever comes, and the end may never come.")
                    .assertCalled(TOO_LONG);
        }

        @Test
        @DisplayName("an \\r that ends no line counts")
        void carriageReturnInsideCounts() {
            var scribe = new Scribe(8);
            scribe.feed("12345678\r");
            scribe.assertCalled();
            scribe.feed("x");
            scribe.because("The \\r was no part of an end: 8 + 1 + 1 = 10 bytes.").assertCalled(TOO_LONG);
            var other = new Scribe(8);
            other.feed("12345678\r\r");
            other.because("The first \\r is no part of an end: at least 8 + 1 = 9 bytes.")
                    .assertCalled(TOO_LONG);
        }

        @Test
        @DisplayName("bytes count, not characters")
        void bytesCount() {
            var scribe = new Scribe(8);
            scribe.feed("€€12\n");
            scribe.because("3 + 3 + 1 + 1 = 8 bytes.").assertCalled(line("€€12"));
            scribe.feed("€€€");
            scribe.because("3 euro signs of 3 bytes each are 9 bytes.").assertCalled(line("€€12"), TOO_LONG);
        }

        @Test
        @DisplayName("the lines before it are told first, each with a limit of its own")
        void linesBeforeAreToldFirst() {
            var scribe = new Scribe(8);
            scribe.feed("jump\nattack\nde");
            scribe.feed("fend\n123456789");
            scribe.assertCalled(line("jump"), line("attack"), line("defend"), TOO_LONG);
        }

        @Test
        @DisplayName("after that, nothing is called any more")
        void nothingIsCalledAfterTooLong() {
            var scribe = new Scribe(8);
            scribe.feed("123456789\njump\n");
            scribe.feed("attack\n");
            scribe.feed("0123456789");
            scribe.feed("0123456789\ndefend");
            scribe.end();
            scribe.assertCalled(TOO_LONG);
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("How the bytes are cut makes no difference")
    class AnyCut {

        @Test
        @DisplayName("one text, cut at any two places")
        void anyTwoCuts() {
            byte[] text = bytes("5 €\r\n\n🐉\ra\nä\r\r\n12345678\r\nz");
            String[] expected = {line("5 €"), line(""), line("🐉\ra"), line("ä\r"), line("12345678"), line("z")};
            for (int first = 0; first <= text.length; first++) {
                for (int second = first; second <= text.length; second++) {
                    var scribe = new Scribe(8);
                    scribe.feed(Arrays.copyOfRange(text, 0, first));
                    scribe.feed(Arrays.copyOfRange(text, first, second));
                    scribe.feed(Arrays.copyOfRange(text, second, text.length));
                    scribe.end();
                    scribe.assertCalled(expected);
                }
            }
        }

        @Test
        @DisplayName("a thousand texts, cut anywhere")
        void thousandTextsCutAnywhere() {
            for (long seed = 0; seed < 1_000; seed++) {
                var dice = new SplittableRandom(seed);
                var text = new ByteArrayOutputStream();
                var expected = compose(text, dice);
                var scribe = new Scribe(16);
                scribe.seed = "Seed " + seed + ". ";
                byte[] bytes = text.toByteArray();
                int longest = dice.nextInt(1, 24);
                for (int from = 0; from < bytes.length; ) {
                    int to = Math.min(bytes.length, from + dice.nextInt(longest + 1));
                    scribe.feed(Arrays.copyOfRange(bytes, from, to), KINDS.get(dice.nextInt(KINDS.size())));
                    from = to;
                }
                scribe.end();
                scribe.assertCalled(expected);
            }
        }

        /// Makes up a text, and says what is to be called for it.
        private String[] compose(ByteArrayOutputStream text, SplittableRandom dice) {
            var expected = new ArrayList<String>();
            for (int i = dice.nextInt(8); i > 0; i--) {
                String line = words(dice, 16);
                text.writeBytes(bytes(line + (dice.nextBoolean() ? "\n" : "\r\n")));
                expected.add(line(line));
            }
            switch (dice.nextInt(3)) {
                case 0 -> {
                    String last = words(dice, 16);
                    text.writeBytes(bytes(last));
                    if (!last.isEmpty()) {
                        expected.add(line(last));
                    }
                }
                case 1 -> {
                    text.writeBytes(bytes("x" + "y".repeat(16) + words(dice, 16) + "\njump\n"));
                    expected.add(TOO_LONG);
                }
                default -> { }
            }
            return expected.toArray(String[]::new);
        }

        /// Some characters, of so many bytes at most. None of them ends the line, and it does not end with `\r`.
        private String words(SplittableRandom dice, int most) {
            var characters = List.of("a", "b", " ", "ä", "€", "🐉", "\ra", "\r\rb");
            var words = new StringBuilder();
            int left = dice.nextInt(most + 1);
            while (left > 0) {
                String character = characters.get(dice.nextInt(characters.size()));
                int size = bytes(character).length;
                if (size <= left) {
                    words.append(character);
                }
                left -= size;
            }
            return words.toString();
        }
    }

    private static final String TOO_LONG = "tooLong()";

    private static String line(String line) {
        return "line(\"" + escaped(bytes(line)) + "\")";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// As a string in Java, and what is no whole character as its bytes in hexadecimal.
    private static String escaped(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, bytes(text))) {
            var hex = new StringBuilder();
            for (byte b : bytes) {
                hex.append(b >= ' ' ? String.valueOf((char) b) : "<%02X>".formatted(b & 0xFF));
            }
            text = hex.toString();
        }
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\uFFFD", "\\uFFFD");
    }

    /// The framer, what it was fed, and what it called.
    private static final class Scribe implements LineFramer.Lines {

        private final int limit;
        private final LineFramer framer;
        private final List<String> fed = new ArrayList<>();
        private final List<String> called = new ArrayList<>();
        private String seed = "";
        private String hint = "";
        private boolean ended;

        private Scribe(int limit) {
            this.limit = limit;
            framer = new LineFramer(limit, this);
        }

        @Override
        public void line(String line) {
            called.add(line == null ? "line(null)" : LineFramerTest.line(line));
        }

        @Override
        public void tooLong() {
            called.add(TOO_LONG);
        }

        private void feed(String piece) {
            feed(bytes(piece));
        }

        private void feed(byte[] piece) {
            feed(piece, "whole");
        }

        private void feed(byte[] piece, String kind) {
            fed.add('"' + escaped(piece) + '"' + (kind.equals("whole") ? "" : " (" + kind + ")"));
            // What lies before and behind it is not the framer's business: the rest of an earlier message, perhaps.
            byte[] before = bytes(kind.equals("whole") ? "" : "?\n");
            byte[] behind = bytes(kind.equals("whole") ? "" : "\n?\n");
            int size = before.length + piece.length + behind.length;
            var buffer = kind.equals("direct") ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
            buffer.put(before).put(piece).put(behind);
            buffer.position(before.length).limit(before.length + piece.length);
            framer.feed(switch (kind) {
                case "slice" -> buffer.slice();
                case "read-only" -> buffer.asReadOnlyBuffer();
                default -> buffer;
            });
            buffer.clear();
            while (buffer.hasRemaining()) {
                buffer.put((byte) '!'); // as the next read does
            }
        }

        private void end() {
            ended = true;
            framer.end();
        }

        /// The arithmetic of what comes next, for the learner who has it wrong.
        private Scribe because(String reason) {
            hint = " " + reason;
            return this;
        }

        private void assertCalled(String... expected) {
            assertThat(called).withFailMessage(() -> """
                    %sA limit of %d bytes. Fed: %s%s.%s Should have been called by now: %s. Was called: %s.%s\
                    """.formatted(seed, limit, fed.isEmpty() ? "nothing" : String.join(" | ", fed),
                    ended ? ", then end()" : "", hint, listed(List.of(expected)), listed(called), foreign()))
                    .containsExactly(expected);
            hint = "";
        }

        private String foreign() {
            return called.stream().noneMatch(call -> call.contains("!")) ? ""
                    : " The '!' are what the caller has put into its buffer since: the piece was the caller's again.";
        }

        private static String listed(List<String> calls) {
            return calls.isEmpty() ? "nothing" : calls.stream().collect(Collectors.joining(", "));
        }
    }
}

package quest.gameserver.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFramerTest {

    private static final int LIMIT = 8;

    /// What was called, in order.
    private static final class Trail implements LineFramer.Lines {
        private final List<String> called = new ArrayList<>();
        private static final String LAST = "quit";

        @Override
        public boolean line(byte[] bytes, int from, int to) {
            var line = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            called.add(line);
            return !line.equals(LAST);
        }

        @Override
        public void tooLong() {
            called.add("too long");
        }
    }

    private final Trail trail = new Trail();
    private final LineFramer framer = new LineFramer(LIMIT);

    private List<String> feed(String... pieces) {
        for (var piece : pieces) {
            // Somewhere in a larger array, as in a shared buffer.
            var bytes = ("??" + piece + "\n\n").getBytes(StandardCharsets.ISO_8859_1);
            framer.feed(bytes, 2, bytes.length - 2, trail);
            Arrays.fill(bytes, (byte) '!'); // what belongs to others will be overwritten
        }
        return trail.called;
    }

    @Test
    void bothLineEndsEndALineAndBelongToNone() {
        assertThat(feed("jump\nattack\r\n\r\n\n")).containsExactly("jump", "attack", "", "");
    }

    @Test
    void aCarriageReturnElsewhereIsACharacter() {
        assertThat(feed("a\rb\n\r\r\n")).containsExactly("a\rb", "\r");
    }

    @Test
    void aLineMayComeInPieces() {
        assertThat(feed("ju", "m", "p\nat", "tack\r", "\n")).containsExactly("jump", "attack");
    }

    @Test
    void whatHasNotEndedIsNotALine() {
        assertThat(feed("jump\natt")).containsExactly("jump");
    }

    @Test
    void theLastLineNeedsNoEnd() {
        feed("jump\natt");
        framer.end(trail);

        assertThat(trail.called).containsExactly("jump", "att");
    }

    @Test
    void nothingPendingAtTheEndIsNoLine() {
        feed("jump\n");
        framer.end(trail);
        framer.end(trail);

        assertThat(trail.called).containsExactly("jump");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678\n", "12345678\r\n"})
    void exactlyTheLimitIsFine(String line) {
        assertThat(feed(line)).containsExactly("12345678");
    }

    @Test
    void exactlyTheLimitInPiecesIsFineToo() {
        assertThat(feed("1234", "5678", "\r", "\n")).containsExactly("12345678");
        framer.end(trail);
        assertThat(trail.called).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789\n", "123456789", "12345678\rx", "12345678\r\r\n", "123456789\r\n"})
    void moreIsTooLongAtOnceAndWhateverFollowsIsThrownAway(String line) {
        assertThat(feed("a\n" + line, "jump\n")).containsExactly("a", "too long");
    }

    @Test
    void tooLongIsNoticedBeforeTheEndComes() {
        assertThat(feed("12345", "6789")).containsExactly("too long");
    }

    @Test
    void nothingIsCalledAfterALineThatWasTheLastWanted() {
        assertThat(feed("jump\nquit\njump\n", "jump\n")).containsExactly("jump", "quit");
        framer.end(trail);
        assertThat(trail.called).hasSize(2);
    }

    @Test
    void howTheBytesAreCutMakesNoDifference() {
        var text = "jump\nattack\r\n\nabc\r\r\n12345678\r\nx\r\n\ny";
        var whole = new Trail();
        var once = new LineFramer(LIMIT);
        once.feed(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length(), whole);
        once.end(whole);

        for (long seed = 0; seed < 2_000; seed++) {
            var dice = new SplittableRandom(seed);
            var cut = new Trail();
            var pieces = new LineFramer(LIMIT);
            var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + dice.nextInt(5));
                pieces.feed(bytes, from, to, cut);
                from = to;
            }
            pieces.end(cut);
            assertThat(cut.called).as("seed %d", seed).isEqualTo(whole.called);
        }
    }
}

package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;
import quest.exercises.lesson04.SlowConsumer.Pipe;

@DisplayName("SlowConsumer")
class SlowConsumerTest {

    /// So many frames may wait for a subscriber.
    private static final int LIMIT = 3;

    /// Room for whatever comes.
    private static final int PLENTY = 1_000_000;

    /// How often a pipe may be asked in vain within one call.
    private static final int ASKED_IN_VAIN = 20;

    private final SlowConsumer broadcaster = new SlowConsumer(LIMIT);
    private final List<Screen> screens = new ArrayList<>();
    private int published;

    @Nested
    @Points(0.8)
    @DisplayName("A frame for everybody")
    class Everybody {

        @Test
        @DisplayName("one subscriber gets each frame")
        void oneGetsEachFrame() {
            var ann = subscribe("ann", PLENTY);
            publish(2);
            ann.assertGot("She has room for all", "<1><2>");
        }

        @Test
        @DisplayName("so do three")
        void allGetEachFrame() {
            var all = List.of(subscribe("ann", PLENTY), subscribe("bob", PLENTY), subscribe("eve", PLENTY));
            publish(3);
            all.forEach(screen -> screen.assertGot("All three have room for all", "<1><2><3>"));
        }

        @Test
        @DisplayName("the publisher's buffer is left as it was")
        void bufferIsLeftAsItWas() {
            var ann = subscribe("ann", PLENTY);
            var frame = ByteBuffer.wrap("..<1>..".getBytes(StandardCharsets.UTF_8)).position(2).limit(5);
            published = 1;
            broadcaster.publish(frame);
            turn();
            ann.assertGot("The frame lies between position 2 and limit 5 of its buffer", "<1>");
            assertThat(List.of(frame.position(), frame.limit())).withFailMessage("""
                    The buffer was published with position 2 and limit 5, and should be left so. It has position %d \
                    and limit %d.""", frame.position(), frame.limit()).containsExactly(2, 5);
            broadcaster.publish(frame);
            turn();
            ann.assertGot("The same buffer was published twice", "<1><1>");
        }

        @Test
        @DisplayName("from subscribe until unsubscribe")
        void fromSubscribeUntilUnsubscribe() {
            publish(1);
            var ann = subscribe("ann", PLENTY);
            var bob = subscribe("bob", 0);
            publish(2);
            broadcaster.unsubscribe(ann);
            broadcaster.unsubscribe(bob);
            broadcaster.unsubscribe(bob);
            screens.clear();
            publish(1);
            ann.assertGot("She subscribed after frame 1 and unsubscribed after frame 3", "<2><3>");
            bob.room = PLENTY;
            broadcaster.writable(bob);
            bob.assertGot("He had no room, and unsubscribed before he had", "");
        }

        @Test
        @DisplayName("who has no room holds up nobody")
        void whoHasNoRoomHoldsUpNobody() {
            var ann = subscribe("ann", PLENTY);
            var slow = subscribe("the slow one", 0);
            var eve = subscribe("eve", PLENTY);
            publish(5);
            ann.assertGot("The slow one has no room, she has", "<1><2><3><4><5>");
            eve.assertGot("The slow one has no room, she has", "<1><2><3><4><5>");
            slow.assertGot("It has no room", "");
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("A frame in pieces")
    class InPieces {

        @Test
        @DisplayName("the rest comes when there is room")
        void restComesLater() {
            var slow = subscribe("the slow one", 2);
            publish(1);
            slow.assertGot("It has room for 2 bytes", "<1");
            slow.makeRoom(PLENTY);
            slow.assertGot("It had room for 2 bytes, and then for more", "<1>");
        }

        @Test
        @DisplayName("the rest comes before the next frame")
        void restComesFirst() {
            var slow = subscribe("the slow one", 2);
            publish(2);
            slow.makeRoom(PLENTY);
            slow.assertGot("It had room for 2 bytes while two frames were published, and then for more", "<1><2>");
        }

        @Test
        @DisplayName("byte by byte")
        void byteByByte() {
            var slow = subscribe("the slow one", 0);
            var ann = subscribe("ann", PLENTY);
            publish(2);
            for (int i = 1; i <= 6; i++) {
                slow.makeRoom(1);
                slow.assertGot("Two frames of 3 bytes were published, and it has read " + i + " bytes",
                        "<1><2>".substring(0, i));
            }
            ann.assertGot("She has room for all", "<1><2>");
        }

        @Test
        @DisplayName("a frame that was begun is never cut off")
        void begunFrameIsNeverCutOff() {
            var slow = subscribe("the slow one", 2);
            publish(5);
            slow.makeRoom(PLENTY);
            slow.assertGot("It took 2 bytes of frame 1. Then 2, 3, 4 waited, and with 5 all but the newest were "
                    + "dropped. Frame 1 was begun, and stays", "<1><5>");
        }

        @Test
        @DisplayName("nor a frame that was begun later")
        void frameBegunLaterIsNeverCutOff() {
            var slow = subscribe("the slow one", 0);
            publish(2);
            slow.makeRoom(4);
            publish(4);
            slow.makeRoom(PLENTY);
            slow.assertGot("Frames 1 and 2 waited, then it read 4 bytes: frame 1 and a byte of frame 2. Then 3, 4, 5 "
                    + "waited, and with 6 all but the newest were dropped. Frame 2 was begun, and stays", "<1><2><6>");
        }
    }

    @Nested
    @Points(0.9)
    @DisplayName("The slow one")
    class Slow {

        @Test
        @DisplayName("up to the limit, nothing is lost")
        void nothingIsLostUpToTheLimit() {
            var slow = subscribe("the slow one", 0);
            publish(3);
            slow.makeRoom(PLENTY);
            slow.assertGot("The limit is 3, and 3 frames waited", "<1><2><3>");
        }

        @Test
        @DisplayName("beyond it, only the newest stays")
        void onlyTheNewestStays() {
            var slow = subscribe("the slow one", 0);
            publish(4);
            slow.makeRoom(PLENTY);
            slow.assertGot("The limit is 3, and 3 + 1 = 4 frames were to wait: only the newest stays", "<4>");
        }

        @Test
        @DisplayName("behind which others may wait again")
        void othersMayWaitAgain() {
            var slow = subscribe("the slow one", 0);
            publish(6);
            slow.makeRoom(PLENTY);
            slow.assertGot("The limit is 3. Frames 1, 2, 3 waited; with 4, only 4; then 4, 5, 6", "<4><5><6>");
        }

        @Test
        @DisplayName("the begun frame does not count")
        void begunFrameDoesNotCount() {
            var slow = subscribe("the slow one", 1);
            publish(4);
            slow.makeRoom(PLENTY);
            slow.assertGot("The limit is 3. A byte of frame 1 was taken, so it is begun, and 4 - 1 = 3 waited",
                    "<1><2><3><4>");
        }

        @Test
        @DisplayName("where a frame lies in its buffer does not make it a begun one")
        void positionOfTheBufferIsNoBeginning() {
            var slow = subscribe("the slow one", 0);
            for (published = 1; published <= 4; published++) {
                var bytes = "..<%d>".formatted(published).getBytes(StandardCharsets.UTF_8);
                broadcaster.publish(ByteBuffer.wrap(bytes).position(2));
                turn();
            }
            published = 4;
            slow.makeRoom(PLENTY);
            slow.assertGot("The limit is 3, and 4 frames were to wait, each from position 2 of its buffer. None was "
                    + "begun: only the newest stays", "<4>");
        }

        @Test
        @DisplayName("after a thousand frames")
        void afterThousandFrames() {
            var slow = subscribe("the slow one", 1);
            var ann = subscribe("ann", PLENTY);
            publish(1_001);
            slow.makeRoom(PLENTY);
            slow.assertGot("The limit is 3. Frame 1 was begun. Then 2, 3, 4 waited; with 5, only 5; with 8, only 8; "
                    + "and so on, every third: with 1001 = 5 + 3 * 332, only 1001", "<1><1001>");
            assertThat(ann.got.length()).withFailMessage("""
                    ann has room for all 1001 frames: 9 * 3 + 90 * 4 + 900 * 5 + 2 * 6 = 4899 bytes. She got %d.""",
                    ann.got.length()).isEqualTo(4_899);
        }

        @Test
        @DisplayName("who has caught up gets each frame again")
        void whoHasCaughtUpGetsEachFrame() {
            var slow = subscribe("the slow one", 0);
            publish(4);
            slow.makeRoom(PLENTY);
            publish(5);
            slow.assertGot("It had no room for frames 1 to 4, of which only the newest stayed, and then had plenty",
                    "<4><5><6><7><8><9>");
        }

        @Test
        @DisplayName("each is slow for itself")
        void eachForItself() {
            var slow = subscribe("the slow one", 0);
            var slower = subscribe("the slower one", 0);
            publish(3);
            slow.makeRoom(6);
            publish(1);
            slow.makeRoom(PLENTY);
            slower.makeRoom(PLENTY);
            slow.assertGot("Frames 1, 2, 3 waited, it read 1 and 2, then 3 and 4 waited", "<1><2><3><4>");
            slower.assertGot("Frames 1, 2, 3 waited, and with 4 only 4", "<4>");
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("To be told when there is room")
    class Told {

        @Test
        @DisplayName("while something waits")
        void whileSomethingWaits() {
            var slow = subscribe("the slow one", 2);
            publish(1);
            slow.assertTold(true, "It took 2 of 3 bytes, so 3 - 2 = 1 waits");
            slow.makeRoom(1);
            slow.assertTold(false, "It took the last byte, so nothing waits");
            publish(1);
            slow.assertTold(true, "It has no room for frame 2, so 3 bytes wait");
        }

        @Test
        @DisplayName("and not otherwise")
        void notOtherwise() {
            var ann = subscribe("ann", PLENTY);
            ann.assertTold(false, "Nothing was published");
            publish(3);
            ann.assertTold(false, "She has taken all, so nothing waits");
        }
    }

    @Nested
    @Points(0.2)
    @DisplayName("Who is gone")
    class Gone {

        @Test
        @DisplayName("the others get their frame")
        void othersGetTheirFrame() {
            var ann = subscribe("ann", PLENTY);
            var gone = subscribe("the one who is gone", PLENTY);
            var eve = subscribe("eve", PLENTY);
            publish(1);
            gone.broken = true;
            publish(2);
            ann.assertGot("The pipe of another broke after frame 1", "<1><2><3>");
            eve.assertGot("The pipe of another broke after frame 1", "<1><2><3>");
            assertThat(gone.writesAfterBreaking).withFailMessage("""
                    The pipe threw an IOException, once: it should not be written to any more. It was, %d times in \
                    all.""", gone.writesAfterBreaking).isEqualTo(1);
        }

        @Test
        @DisplayName("also when it is found out later")
        void foundOutLater() {
            var slow = subscribe("the slow one", 1);
            var ann = subscribe("ann", PLENTY);
            publish(2);
            slow.broken = true;
            slow.makeRoom(PLENTY);
            publish(1);
            ann.assertGot("The pipe of another broke after frame 2", "<1><2><3>");
            assertThat(slow.writesAfterBreaking).withFailMessage("""
                    The pipe threw an IOException, once: it should not be written to any more. It was, %d times in \
                    all.""", slow.writesAfterBreaking).isEqualTo(1);
        }
    }

    private Screen subscribe(String name, int room) {
        var screen = new Screen(name, room);
        screens.add(screen);
        broadcaster.subscribe(screen);
        return screen;
    }

    /// Publishes the next frames: `<1>`, `<2>`, …
    private void publish(int frames) {
        for (int i = 0; i < frames; i++) {
            screens.forEach(screen -> screen.askedInVain = 0);
            published++;
            broadcaster.publish(ByteBuffer.wrap("<%d>".formatted(published).getBytes(StandardCharsets.UTF_8)));
            turn();
        }
    }

    /// What a selector does: tells those who asked for it that there is room.
    private void turn() {
        for (var screen : screens) {
            screen.turn();
        }
    }

    /// A subscriber's pipe, which takes what there is room for.
    private final class Screen implements Pipe {

        private final String name;
        private final StringBuilder got = new StringBuilder();
        private int room;
        private int askedInVain;
        private boolean told;
        private boolean broken;
        private int writesAfterBreaking;

        private Screen(String name, int room) {
            this.name = name;
            this.room = room;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (broken) {
                writesAfterBreaking++;
                throw new IOException("broken pipe");
            }
            int taken = Math.min(room, bytes.remaining());
            if (taken == 0 && ++askedInVain > ASKED_IN_VAIN) {
                throw new AssertionError("""
                        %s has no room, and was asked to take bytes %d times within one call. To ask again and \
                        again is to wait, and all others wait as well.""".formatted(name, askedInVain));
            }
            for (int i = 0; i < taken; i++) {
                got.append((char) bytes.get());
            }
            room -= taken;
            return taken;
        }

        @Override
        public void tellWhenWritable(boolean on) {
            told = on;
        }

        /// It reads so many bytes, so that there is room for so many more.
        private void makeRoom(int bytes) {
            room += bytes;
            turn();
        }

        private void turn() {
            while (told && (room > 0 || broken)) {
                int before = got.length();
                askedInVain = 0;
                broadcaster.writable(this);
                if (got.length() == before) {
                    // Told in vain. That it still wants to be told is for the tests that ask for it.
                    return;
                }
            }
        }

        private void assertGot(String when, String expected) {
            assertThat(got.toString()).withFailMessage("""
                    Published: %s. %s: %s. It should have got "%s". It got "%s".""", published == 1 ? "frame <1>"
                    : "frames <1> to <%d>".formatted(published), Character.toUpperCase(name.charAt(0))
                    + name.substring(1), when, expected, shortened()).isEqualTo(expected);
        }

        private void assertTold(boolean expected, String when) {
            assertThat(told).withFailMessage("""
                    %s: %s. The last word of tellWhenWritable should be %s. It was %s. %s""", name, when, expected,
                    told, expected ? "Nobody will say when there is room."
                            : "A selector will say that there is room, again and again, and never sleep.")
                    .isEqualTo(expected);
        }

        private String shortened() {
            int end = got.length() - 30;
            return end <= 30 ? got.toString() : got.substring(0, 30) + " … " + got.substring(end);
        }
    }
}

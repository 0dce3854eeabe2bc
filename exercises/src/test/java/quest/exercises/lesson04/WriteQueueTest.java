package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("WriteQueue")
class WriteQueueTest {

    private static final int LOW = 4;
    private static final int HIGH = 10;
    private static final int WIDE = 1_000_000;
    private static final List<String> KINDS =
            List.of("whole", "part of a larger buffer", "slice", "read-only", "direct");

    @Nested
    @Points(0.9)
    @DisplayName("What the channel does not take, waits")
    class Rest {

        @Test
        @DisplayName("a channel with room takes all at once")
        void channelWithRoomTakesAll() throws IOException {
            var gate = new Gate(WIDE);
            gate.write("jump\n");
            gate.write("go\n");
            gate.assertOut("jump\ngo\n");
            gate.assertPending(0);
        }

        @Test
        @DisplayName("the rest of a message waits")
        void restWaits() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.assertOut("jum");
            gate.assertPending(2);
        }

        @Test
        @DisplayName("ready writes on where it stopped")
        void readyWritesOn() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.ready(WIDE);
            gate.assertOut("jump\n");
            gate.assertPending(0);
        }

        @Test
        @DisplayName("a message in many parts")
        void messageInManyParts() throws IOException {
            var gate = new Gate(0);
            gate.write("walk to the castle\n");
            gate.assertOut("");
            gate.assertPending(19);
            gate.ready(7);
            gate.assertOut("walk to");
            gate.assertPending(12);
            gate.ready(0);
            gate.assertPending(12);
            gate.ready(11);
            gate.assertOut("walk to the castle");
            gate.assertPending(1);
            gate.ready(1);
            gate.assertOut("walk to the castle\n");
            gate.assertPending(0);
        }

        @Test
        @DisplayName("messages keep their order, also when there is room again before ready is called")
        void messagesKeepTheirOrder() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.write("go\n");
            gate.assertPending(5);
            gate.roomFor(WIDE);
            gate.write("stop\n");
            gate.assertOut("jum");
            gate.assertPending(10);
            gate.ready(0);
            gate.assertOut("jump\ngo\nstop\n");
            gate.assertPending(0);
            gate.write("eat\n");
            gate.assertOut("jump\ngo\nstop\neat\n");
        }

        @Test
        @DisplayName("a channel that takes two bytes at a time")
        void twoBytesAtATime() throws IOException {
            var gate = new Gate(WIDE);
            gate.bite = 2;
            gate.write("jump\n");
            gate.write("go\n");
            gate.write("stop\n");
            for (int turns = 0; turns < 13 && gate.key.wants(SelectionKey.OP_WRITE); turns++) {
                gate.ready(0);
            }
            gate.assertOut("jump\ngo\nstop\n");
            gate.assertPending(0);
        }

        @Test
        @DisplayName("an empty message never waits")
        void emptyMessageNeverWaits() throws IOException {
            var gate = new Gate(3);
            gate.write("");
            gate.assertPending(0);
            gate.write("jump\n");
            gate.write("");
            gate.write("go\n");
            gate.write("");
            gate.assertPending(5);
            gate.ready(WIDE);
            gate.assertOut("jump\ngo\n");
            gate.assertPending(0);
            gate.write("");
            gate.assertPending(0);
        }

        @Test
        @DisplayName("what the channel throws gets through")
        void exceptionsGetThrough() throws IOException {
            var broken = new IOException("broken pipe");
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.roomFor(1);
            gate.broken = broken;
            assertThat(catchThrowable(() -> gate.ready(0))).withFailMessage("""
                    The channel threw %s. ready() should throw it too, so that the loop closes the connection. It \
                    returned normally, or threw something else.""", broken).isSameAs(broken);
            var other = new Gate(WIDE);
            other.broken = broken;
            assertThat(catchThrowable(() -> other.write("jump\n"))).withFailMessage("""
                    The channel threw %s. write should throw it too, so that the loop closes the connection. It \
                    returned normally, or threw something else.""", broken).isSameAs(broken);
        }

        @Test
        @DisplayName("whatever is written, in whatever parts it goes: it comes out in order")
        void whateverIsWrittenComesOutInOrder() throws IOException {
            for (long seed = 0; seed < 500; seed++) {
                var dice = new SplittableRandom(seed);
                var gate = new Gate(0);
                gate.seed = "Seed " + seed + ". ";
                var expected = new StringBuilder();
                for (int step = 0; step < 20; step++) {
                    if (dice.nextInt(3) > 0) {
                        String message = "abcdefghijklmnopqrstuvwxyz".substring(dice.nextInt(26));
                        expected.append(message);
                        gate.write(message, KINDS.get(dice.nextInt(KINDS.size())));
                    } else if (gate.key.wants(SelectionKey.OP_WRITE)) {
                        gate.ready(dice.nextInt(60));
                    }
                    gate.assertPending(expected.length() - gate.out.size());
                }
                if (gate.key.wants(SelectionKey.OP_WRITE)) {
                    gate.ready(WIDE);
                }
                gate.assertOut(expected.toString());
            }
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("OP_WRITE only while something waits")
    class Interest {

        @Test
        @DisplayName("on, when something is left over")
        void onWhenSomethingWaits() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.assertInterest(SelectionKey.OP_READ | SelectionKey.OP_WRITE, "2 of 5 bytes wait");
        }

        @Test
        @DisplayName("not on, when all went out at once")
        void notOnWhenAllWentOut() throws IOException {
            var gate = new Gate(5);
            gate.assertInterest(SelectionKey.OP_READ, "Nothing was written yet");
            gate.write("jump\n");
            gate.assertInterest(SelectionKey.OP_READ, "The channel took all 5 bytes, 5 - 5 = 0 wait");
            gate.write("");
            gate.assertInterest(SelectionKey.OP_READ, "An empty message never waits");
        }

        @Test
        @DisplayName("on until the last byte is out, and then off")
        void offWhenNothingWaits() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.write("go\n");
            gate.ready(4);
            gate.assertInterest(SelectionKey.OP_READ | SelectionKey.OP_WRITE, "8 - 3 - 4 = 1 byte waits");
            gate.ready(1);
            gate.assertInterest(SelectionKey.OP_READ, """
                    8 - 3 - 4 - 1 = 0 bytes wait. A free channel is always writable: with OP_WRITE left on, select \
                    returns at once, again and again""");
            gate.roomFor(2);
            gate.write("eat\n");
            gate.assertInterest(SelectionKey.OP_READ | SelectionKey.OP_WRITE, "4 - 2 = 2 bytes wait");
        }

        @Test
        @DisplayName("the key's other operations belong to others")
        void otherOperationsAreLeft() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.key.ops &= ~SelectionKey.OP_READ;
            gate.story.add("somebody else takes OP_READ away");
            gate.write("go\n");
            gate.assertInterest(SelectionKey.OP_WRITE, "5 bytes wait, and nobody gave OP_READ back");
            gate.ready(WIDE);
            gate.assertInterest(0, "Nothing waits, and nobody gave OP_READ back");
            gate.key.ops |= SelectionKey.OP_READ;
            gate.story.add("somebody else gives OP_READ back");
            gate.roomFor(0);
            gate.write("stop\n");
            gate.assertInterest(SelectionKey.OP_READ | SelectionKey.OP_WRITE, "5 bytes wait");
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("A full channel is not asked again and again")
    class Patience {

        @Test
        @DisplayName("write gives up when the channel takes nothing")
        void writeGivesUp() throws IOException {
            var gate = new Gate(0);
            gate.write("jump\n");
            gate.assertPending(5);
        }

        @Test
        @DisplayName("write does not ask while something waits")
        void writeDoesNotAskWhileSomethingWaits() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            int asked = gate.asked;
            gate.write("go\n");
            gate.write("stop\n");
            assertThat(gate.asked - asked).withFailMessage("""
                    %s. 2 bytes were waiting, so the channel is full, and the selector tells when it is not. But write \
                    asked it %d more times.""", gate.told(), gate.asked - asked).isZero();
        }

        @Test
        @DisplayName("ready gives up when the channel takes nothing more")
        void readyGivesUp() throws IOException {
            var gate = new Gate(3);
            gate.write("jump\n");
            gate.write("go\n");
            gate.write("stop\n");
            gate.ready(0);
            gate.ready(4);
            gate.ready(0);
            gate.assertOut("jump\ngo");
            gate.assertPending(6);
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("A message may be shared")
    class Shared {

        @Test
        @DisplayName("its position and limit are left as they are")
        void messageIsLeftAsItIs() throws IOException {
            for (int room : List.of(WIDE, 3, 0)) {
                var gate = new Gate(room);
                gate.write("jump\n");
                gate.write("go\n");
                gate.assertMessagesUntouched();
                if (room < WIDE) {
                    gate.ready(3);
                    gate.assertMessagesUntouched();
                    gate.ready(WIDE);
                }
                gate.assertMessagesUntouched();
            }
        }

        @Test
        @DisplayName("several queues write the same message, each at its own pace")
        void severalQueuesShareAMessage() throws IOException {
            var message = buffer("walk to the castle\n", "whole");
            var wide = new Gate(WIDE);
            var narrow = new Gate(7);
            var closed = new Gate(0);
            for (var gate : List.of(closed, wide, narrow)) {
                gate.write(message, quoted("walk to the castle\n"));
            }
            narrow.ready(4);
            closed.ready(9);
            narrow.ready(WIDE);
            closed.ready(WIDE);
            for (var gate : List.of(wide, narrow, closed)) {
                gate.assertOut("walk to the castle\n");
                gate.assertMessagesUntouched();
            }
        }

        @Test
        @DisplayName("one queue writes the same message twice")
        void sameMessageTwice() throws IOException {
            var message = buffer("go\n", "whole");
            var gate = new Gate(1);
            gate.write(message, quoted("go\n"));
            gate.write(message, quoted("go\n"));
            gate.assertPending(5);
            gate.ready(WIDE);
            gate.assertOut("go\ngo\n");
            gate.assertMessagesUntouched();
        }

        @Test
        @DisplayName("it may be part of a larger buffer, read-only, or direct")
        void messageMayBeAnyBuffer() throws IOException {
            for (String kind : KINDS) {
                var gate = new Gate(3);
                gate.write("jump\n", kind);
                gate.write("go\n", kind);
                gate.ready(3);
                gate.assertPending(2);
                gate.ready(WIDE);
                gate.assertOut("jump\ngo\n");
                gate.assertMessagesUntouched();
            }
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("Water marks")
    class Marks {

        @Test
        @DisplayName("pause when much waits, once")
        void pauseOnce() throws IOException {
            var gate = new Gate(0);
            gate.write("123456");
            gate.assertTold("6 wait, fewer than 10");
            gate.write("123456");
            gate.assertTold("6 + 6 = 12 wait, 10 or more", "pause");
            gate.write("123");
            gate.assertTold("15 wait, and it was told already", "pause");
        }

        @Test
        @DisplayName("resume when little waits, once")
        void resumeOnce() throws IOException {
            var gate = new Gate(0);
            gate.write("123456789012345");
            gate.ready(6);
            gate.assertTold("15 - 6 = 9 wait: not yet fewer than 4", "pause");
            gate.ready(6);
            gate.assertTold("9 - 6 = 3 wait, fewer than 4", "pause", "resume");
            gate.ready(2);
            gate.assertTold("1 waits, and it was told already", "pause", "resume");
            gate.ready(1);
            gate.assertTold("0 wait, and it was told already", "pause", "resume");
        }

        @Test
        @DisplayName("then it begins anew")
        void beginsAnew() throws IOException {
            var gate = new Gate(0);
            gate.write("123456");
            gate.write("123456");
            gate.ready(9);
            gate.write("12345678");
            gate.assertTold("12 - 9 + 8 = 11 wait, for the second time 10 or more", "pause", "resume", "pause");
            gate.ready(WIDE);
            gate.assertTold("0 wait, fewer than 4", "pause", "resume", "pause", "resume");
        }

        @Test
        @DisplayName("exactly the high mark is much, exactly the low one is not little")
        void exactlyTheMarks() throws IOException {
            var gate = new Gate(0);
            gate.write("123456789");
            gate.assertTold("9 wait, fewer than 10");
            gate.write("0");
            gate.assertTold("10 wait, 10 or more", "pause");
            gate.ready(6);
            gate.assertTold("10 - 6 = 4 wait, not fewer than 4", "pause");
            gate.ready(1);
            gate.assertTold("4 - 1 = 3 wait, fewer than 4", "pause", "resume");
        }

        @Test
        @DisplayName("who was never paused is not resumed")
        void nobodyIsResumedWhoWasNotPaused() throws IOException {
            var gate = new Gate(0);
            gate.write("123456789");
            gate.ready(4);
            gate.ready(WIDE);
            gate.assertTold("9, then 5, then 0 waited: never 10 or more");
        }

        @Test
        @DisplayName("what the channel takes at once has never waited")
        void whatIsTakenAtOnceNeverWaited() throws IOException {
            var gate = new Gate(100);
            gate.write("1234567890".repeat(9));
            gate.assertTold("The channel took all 90 bytes at once: 0 wait");
            gate.write("1234567890123456789");
            gate.assertTold("The channel took 10 of 19 bytes at once: 9 wait, fewer than 10");
        }

        @Test
        @DisplayName("a producer that is told to pause may still write")
        void pausedProducerMayWrite() throws IOException {
            var gate = new Gate(0);
            gate.lastWords = "to be continued\n";
            gate.write("1234567890");
            gate.assertTold("10 wait, and the producer wrote its last words when it was told", "pause");
            gate.assertPending(26);
            gate.ready(WIDE);
            gate.assertOut("1234567890to be continued\n");
            gate.assertTold("0 wait, fewer than 4", "pause", "resume");
            gate.assertPending(0);
        }

        @Test
        @DisplayName("a producer that is told to resume may write at once")
        void resumedProducerMayWrite() throws IOException {
            var gate = new Gate(0);
            gate.firstWords = "once more, and again\n";
            gate.write("1234567890");
            gate.ready(12);
            gate.assertTold("""
                    10 waited, the channel had room for 12, and when it was told to resume the producer wrote 21: \
                    10 - 12 + 21 = 19 wait, for the second time 10 or more""", "pause", "resume", "pause");
            gate.assertPending(19);
            gate.assertInterest(SelectionKey.OP_READ | SelectionKey.OP_WRITE, "19 bytes wait");
            gate.ready(WIDE);
            gate.assertTold("0 wait, fewer than 4", "pause", "resume", "pause", "resume");
            gate.assertOut("1234567890once more, and again\n");
            gate.assertPending(0);
            gate.assertInterest(SelectionKey.OP_READ, "Nothing waits");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer buffer(String text, String kind) {
        byte[] around = bytes(kind.equals("whole") ? "" : "??");
        int size = text.length() + 2 * around.length;
        var buffer = kind.equals("direct") ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        buffer.put(around).put(bytes(text)).put(around);
        buffer.position(around.length).limit(size - around.length);
        return switch (kind) {
            case "slice" -> buffer.slice();
            case "read-only" -> buffer.asReadOnlyBuffer();
            default -> buffer;
        };
    }

    private static String quoted(String text) {
        String all = text.replace("\n", "\\n");
        return '"' + (all.length() <= 60 ? all : all.substring(0, 30) + " … " + all.substring(all.length() - 20)) + '"';
    }

    private static String operations(int ops) {
        var names = new ArrayList<String>();
        if ((ops & SelectionKey.OP_READ) != 0) {
            names.add("OP_READ");
        }
        if ((ops & SelectionKey.OP_WRITE) != 0) {
            names.add("OP_WRITE");
        }
        int others = ops & ~(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        if (others != 0) {
            names.add("others, " + others);
        }
        return names.isEmpty() ? "none" : String.join(" and ", names);
    }

    /// A key of no selector: it only remembers what it is interested in.
    private static final class Key extends SelectionKey {

        private int ops = OP_READ;

        private boolean wants(int operation) {
            return (ops & operation) != 0;
        }

        @Override
        public int interestOps() {
            return ops;
        }

        @Override
        public SelectionKey interestOps(int ops) {
            this.ops = ops;
            return this;
        }

        @Override
        public int readyOps() {
            return OP_READ | OP_WRITE;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void cancel() {
            throw new AssertionError("The key was cancelled. It belongs to the loop, which goes on using it.");
        }

        @Override
        public SelectableChannel channel() {
            throw new UnsupportedOperationException("the channel is the one that was given to the constructor");
        }

        @Override
        public Selector selector() {
            throw new UnsupportedOperationException("the selector is the loop's");
        }
    }

    /// A channel with so much room, the queue before it, and all that has happened to them.
    private static final class Gate implements GatheringByteChannel, WriteQueue.Producer {

        private final Key key = new Key();
        private final WriteQueue queue = new WriteQueue(this, key, LOW, HIGH, this);
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<String> story = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final List<ByteBuffer> messages = new ArrayList<>();
        private final List<ByteBuffer> asTheyWere = new ArrayList<>();
        private String lastWords = "";
        private String firstWords = "";
        private String seed = "";
        private IOException broken;
        private int room;
        private int bite = Integer.MAX_VALUE;
        private int asked;
        private boolean refused;

        private Gate(int room) {
            this.room = room;
            story.add(roomText(room));
        }

        private static String roomText(int room) {
            return room >= WIDE ? "the channel has room for all" : "the channel has room for " + room;
        }

        // ---- what the test does ----

        private void write(String message) throws IOException {
            write(message, "whole");
        }

        private void write(String message, String kind) throws IOException {
            write(buffer(message, kind), quoted(message) + (kind.equals("whole") ? "" : ", " + kind));
        }

        private void write(ByteBuffer message, String shown) throws IOException {
            story.add("write(" + shown + ")");
            messages.add(message);
            asTheyWere.add(message.duplicate());
            queue.write(message);
        }

        private void roomFor(int more) {
            room = more;
            refused = false;
            story.add(roomText(more));
        }

        /// The selector finds that the channel has room for so much more, if the key asks for that.
        private void ready(int more) throws IOException {
            refused = false;
            room += more;
            if (!key.wants(SelectionKey.OP_WRITE)) {
                throw new AssertionError("""
                        %s. %d of the bytes written have gone out, and the key is interested in %s: without OP_WRITE \
                        the selector never tells that the channel takes more.""".formatted(told(), out.size(),
                        operations(key.ops)));
            }
            story.add("%sready()".formatted(more == 0 ? "" : roomText(more) + (more < WIDE ? " more, " : ", ")));
            queue.ready();
        }

        private String told() {
            int from = Math.max(0, story.size() - 12);
            return seed + (from > 0 ? "… " : "First ") + String.join("; ", story.subList(from, story.size()));
        }

        private void assertOut(String expected) {
            var actual = out.toString(StandardCharsets.US_ASCII);
            assertThat(actual).withFailMessage("%s. These bytes should have gone out: %s. Yours: %s.",
                    told(), quoted(expected), quoted(actual)).isEqualTo(expected);
        }

        private void assertPending(long expected) {
            long actual = queue.pending();
            assertThat(actual).withFailMessage("""
                    %s. Now %s of the %d bytes that were written should wait. pending() is %d, and %d bytes have gone \
                    out.""", told(), expected, asTheyWere.stream().mapToInt(ByteBuffer::remaining).sum(), actual,
                    out.size()).isEqualTo(expected);
        }

        private void assertInterest(int expected, String why) {
            assertThat(key.ops).withFailMessage("%s. %s: the key should be interested in %s. It is interested in %s.",
                    told(), why, operations(expected), operations(key.ops)).isEqualTo(expected);
        }

        private void assertTold(String why, String... expected) {
            assertThat(told).withFailMessage("""
                    %s. Marks %d and %d. %s: the producer should have been told by now: %s. It was told: %s.""", told(),
                    LOW, HIGH, why, listed(Arrays.asList(expected)), listed(told)).containsExactly(expected);
        }

        private static String listed(List<String> calls) {
            return calls.isEmpty() ? "nothing" : String.join(", ", calls);
        }

        private void assertMessagesUntouched() {
            for (int i = 0; i < messages.size(); i++) {
                var message = messages.get(i);
                var before = asTheyWere.get(i);
                assertThat(List.of(message.position(), message.limit())).withFailMessage("""
                        %s. A message may be on its way to others too: message %d had position %d and limit %d, and \
                        should have them still. It has position %d and limit %d: %d - %d = %d of %d bytes are left \
                        for the others.""", told(), i + 1, before.position(), before.limit(), message.position(),
                        message.limit(), message.limit(), message.position(), message.remaining(), before.remaining())
                        .isEqualTo(List.of(before.position(), before.limit()));
            }
        }

        // ---- what the queue does ----

        @Override
        public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
            if (broken != null) {
                throw broken;
            }
            long offered = 0;
            for (int i = offset; i < offset + length; i++) {
                offered += buffers[i].remaining();
            }
            asked++;
            if (refused && offered > 0) {
                throw new AssertionError("""
                        %s. The channel took nothing, it is full, and was asked again before the next ready(). With \
                        a reader who does not read, that goes on for ever, and the loop's one thread has no time for \
                        anybody else. The selector tells when there is room.""".formatted(told()));
            }
            int most = Math.min(room, bite);
            int taken = 0;
            for (int i = offset; i < offset + length; i++) {
                while (taken < most && buffers[i].hasRemaining()) {
                    out.write(buffers[i].get());
                    taken++;
                }
            }
            room -= taken;
            refused = taken == 0 && offered > 0;
            return taken;
        }

        @Override
        public long write(ByteBuffer[] buffers) throws IOException {
            return write(buffers, 0, buffers.length);
        }

        @Override
        public int write(ByteBuffer buffer) throws IOException {
            return (int) write(new ByteBuffer[] {buffer}, 0, 1);
        }

        @Override
        public void pause() {
            String words = lastWords;
            lastWords = "";
            told("pause", words);
        }

        @Override
        public void resume() {
            String words = firstWords;
            firstWords = "";
            told("resume", words);
        }

        private void told(String what, String words) {
            told.add(what);
            story.add(what);
            if (!words.isEmpty()) {
                try {
                    write(words);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            throw new AssertionError("The channel was closed. It belongs to the loop, which goes on using it.");
        }
    }
}

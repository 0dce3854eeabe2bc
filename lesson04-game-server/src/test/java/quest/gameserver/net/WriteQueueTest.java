package quest.gameserver.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

    /// Takes so many bytes at each call, and then no more until it is given room.
    private static final class Narrow implements GatheringByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final List<Integer> buffersPerCall = new ArrayList<>();
        private long room;
        private long mostOffered;

        private Narrow(long room) {
            this.room = room;
        }

        @Override
        public int write(ByteBuffer buffer) {
            return (int) write(new ByteBuffer[] {buffer}, 0, 1);
        }

        @Override
        public long write(ByteBuffer[] buffers) {
            return write(buffers, 0, buffers.length);
        }

        @Override
        public long write(ByteBuffer[] buffers, int offset, int length) {
            buffersPerCall.add(length);
            mostOffered = Math.max(mostOffered,
                    Arrays.stream(buffers, offset, offset + length).mapToLong(ByteBuffer::remaining).sum());
            long before = taken.size();
            for (int i = offset; i < offset + length; i++) {
                while (buffers[i].hasRemaining() && room > 0) {
                    taken.write(buffers[i].get());
                    room--;
                }
            }
            return taken.size() - before;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
        }
    }

    private final ChunkPool pool = new ChunkPool();
    private final WriteQueue queue = new WriteQueue(pool);

    private static byte[] bytes(int length, int first) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    @Test
    void manySmallPiecesGoOutInOneCall() throws IOException {
        var channel = new Narrow(1_000);
        for (int i = 0; i < 100; i++) {
            queue.add(bytes(3, i), 0, 3);
        }
        assertThat(queue.size()).isEqualTo(300);

        assertThat(queue.writeTo(channel)).isTrue();

        assertThat(channel.buffersPerCall).containsExactly(1);
        assertThat(channel.taken.size()).isEqualTo(300);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whatTheChannelDoesNotTakeWaits() throws IOException {
        var channel = new Narrow(10);
        queue.add(bytes(25, 0), 0, 25);

        assertThat(queue.writeTo(channel)).isFalse();
        assertThat(queue.size()).isEqualTo(15);
        queue.add(bytes(5, 25), 0, 5);
        channel.room = 100;
        assertThat(queue.writeTo(channel)).isTrue();

        assertThat(channel.taken.toByteArray()).isEqualTo(bytes(30, 0));
    }

    @Test
    void aLargeBufferIsSharedAndLeftAsItIs() throws IOException {
        var message = ByteBuffer.wrap(bytes(5_000, 1));
        var other = new WriteQueue(pool);
        var first = new Narrow(10_000);
        var second = new Narrow(7);

        queue.add(message);
        other.add(message);
        other.add(bytes(2, 0), 0, 2);
        queue.writeTo(first);
        other.writeTo(second);
        second.room = 10_000;
        other.writeTo(second);

        assertThat(message.position()).isZero();
        assertThat(first.taken.toByteArray()).isEqualTo(message.array());
        assertThat(second.taken.toByteArray()).startsWith(message.array()).hasSize(5_002);
    }

    @Test
    void clearingForgetsAll() throws IOException {
        queue.add(bytes(10, 0), 0, 10);
        queue.add(ByteBuffer.wrap(bytes(5_000, 0)));
        queue.add(bytes(10, 0), 0, 10);

        queue.clear();

        assertThat(queue.size()).isZero();
        var channel = new Narrow(100);
        assertThat(queue.writeTo(channel)).isTrue();
        assertThat(channel.taken.size()).isZero();
    }

    @Test
    void whateverIsAddedComesOutInOrder() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            var dice = new SplittableRandom(seed);
            var random = new WriteQueue(pool);
            var expected = new ByteArrayOutputStream();
            var channel = new Narrow(0);
            for (int step = 0; step < 60; step++) {
                var piece = bytes(dice.nextInt(dice.nextInt(10) == 0 ? 9_000 : 200), dice.nextInt(256));
                int from = piece.length == 0 ? 0 : dice.nextInt(piece.length);
                if (dice.nextBoolean()) {
                    random.add(piece, from, piece.length);
                } else {
                    random.add(ByteBuffer.wrap(piece, from, piece.length - from));
                }
                expected.write(piece, from, piece.length - from);
                if (dice.nextInt(3) == 0) {
                    channel.room = dice.nextInt(4_000);
                    assertThat(random.writeTo(channel)).isEqualTo(random.isEmpty());
                    assertThat(random.size()).as("seed %d", seed).isEqualTo(expected.size() - channel.taken.size());
                }
            }
            channel.room = Long.MAX_VALUE;
            assertThat(random.writeTo(channel)).isTrue();
            assertThat(Arrays.equals(channel.taken.toByteArray(), expected.toByteArray())).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void aGreatDealIsOfferedPieceByPieceForThePiecesAreCopied() throws IOException {
        var channel = new Narrow(Long.MAX_VALUE);
        var bytes = new byte[3_000_000];
        new SplittableRandom(5).nextBytes(bytes);
        queue.add(ByteBuffer.wrap(bytes));

        assertThat(queue.writeTo(channel)).isTrue();

        assertThat(channel.taken.toByteArray()).isEqualTo(bytes);
        assertThat(channel.mostOffered).isLessThanOrEqualTo(256 * 1024);
    }

    @Test
    void ofSeveralLargePiecesNotAllAreOfferedAtOnce() throws IOException {
        var channel = new Narrow(Long.MAX_VALUE);
        for (int i = 0; i < 20; i++) {
            queue.add(ByteBuffer.allocate(100_000));
        }

        assertThat(queue.writeTo(channel)).isTrue();

        assertThat(channel.taken.size()).isEqualTo(2_000_000);
        assertThat(channel.mostOffered).isLessThan(256 * 1024 + 100_000);
    }
}

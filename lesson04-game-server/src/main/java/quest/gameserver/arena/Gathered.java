package quest.gameserver.arena;

import java.nio.ByteBuffer;
import quest.gameserver.websocket.Frames;

/// Messages of one turn as WebSocket frames, one after the other. One thread's.
final class Gathered {

    private static final int FIRST_SIZE = 1_024;

    private ByteBuffer frames = ByteBuffer.allocate(0);
    private int lastSize = FIRST_SIZE;

    boolean isEmpty() {
        return frames.position() == 0;
    }

    void add(byte[] json) {
        makeRoomFor(Frames.headSize(json.length) + json.length);
        Frames.putText(frames, json, json.length);
    }

    void addAll(Gathered others) {
        makeRoomFor(others.frames.position());
        frames.put(others.frames.duplicate().flip());
    }

    private void makeRoomFor(int bytes) {
        if (frames.remaining() < bytes) {
            var before = frames.flip();
            frames = ByteBuffer.allocate(Math.max(lastSize, 2 * (before.remaining() + bytes))).put(before);
        }
    }

    /// What has gathered; it is not changed any more. From now on it gathers afresh.
    ByteBuffer take() {
        var taken = frames.flip().asReadOnlyBuffer();
        lastSize = Math.max(FIRST_SIZE, taken.remaining());
        frames = ByteBuffer.allocate(0);
        return taken;
    }
}

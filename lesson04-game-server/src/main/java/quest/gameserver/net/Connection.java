package quest.gameserver.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import quest.eventloop.TimerHandle;

/// A connection to a peer, accepted by a [TcpServer] or made by a [TcpClient]. What is written to it waits in a queue
/// and goes out at the end of the loop's turn, in one system call if possible: the system call is what costs, and not
/// the bytes. Only while the system takes no more does the loop wait for the channel to become writable.
///
/// On the loop's thread only.
public final class Connection {

    /// From the first to the last; each is passed at most once.
    private enum State {
        /// Both sides may send.
        OPEN,
        /// We shall send nothing more than what waits; what comes in is thrown away.
        FINISHING,
        /// All is sent, and the peer knows it. It may close its side now.
        LINGERING,
        CLOSED
    }

    private final ConnectionGroup group;
    private final long number;
    private final SocketChannel channel;
    private final WriteQueue queue;
    private final SelectionKey key;
    private ConnectionHandler handler;

    private State state = State.OPEN;
    private boolean inputEnded;
    private boolean paused;         // by the handler
    private boolean congested;
    private boolean dirty;          // will be flushed at the end of the turn
    private int sweepOfLastMove;    // for the idle timeout
    private TimerHandle lingering;

    /// @param channel connected, in non-blocking mode
    Connection(ConnectionGroup group, long number, SocketChannel channel) {
        this.group = group;
        this.number = number;
        this.channel = channel;
        this.queue = new WriteQueue(group.pool());
        this.key = group.loop().register(channel, SelectionKey.OP_READ, _ -> ready());
    }

    // ---- for the protocol ----

    /// From now on another protocol hears what happens here, as after an upgrade from HTTP to WebSocket.
    public void handleWith(ConnectionHandler protocol) {
        handler = protocol;
        moved();
    }

    /// Counted from 1 as they connect.
    public long number() {
        return number;
    }

    /// @return null if the system does not know it any more
    public SocketAddress remoteAddress() {
        return channel.socket().getRemoteSocketAddress();
    }

    /// Writes a copy of some bytes. What is written after [#finish] is thrown away.
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /// Writes a copy of some bytes.
    ///
    /// @param to where they end, exclusive
    public void write(byte[] bytes, int from, int to) {
        if (state == State.OPEN) {
            queue.add(bytes, from, to);
            written();
        }
    }

    /// Writes the bytes between a buffer's position and its limit, without copying them if they are many: to send one
    /// message to many, encode it once. The buffer is left as it is, and its bytes must not be changed any more: the
    /// one that [ConnectionHandler#received] hands over is the wrong one for this.
    public void write(ByteBuffer shared) {
        if (state == State.OPEN) {
            queue.add(shared);
            written();
        }
    }

    /// Writes at once what the system takes, if nothing waits: for one who has gathered what many shall get, so that it
    /// need not wait for the turn's end, and be gathered again for each. What is not taken is still the caller's.
    ///
    /// @param bytes outside the heap, or they would be copied; position and limit are left as they are
    /// @return how many bytes were taken
    public int writeNow(ByteBuffer bytes) {
        if (state != State.OPEN || !queue.isEmpty()) {
            return 0;
        }
        int start = bytes.position();
        guarded(() -> channel.write(bytes));
        int taken = bytes.position() - start;
        bytes.position(start);
        if (taken > 0) {
            moved();
        }
        return taken;
    }

    private void written() {
        if (!congested && queue.size() > group.options().highWater()) {
            congested = true;
        }
        if (!dirty) {
            dirty = true;
            group.flushLater(this);
        }
    }

    /// How many bytes wait to be written.
    public long pending() {
        return queue.size();
    }

    /// Whether more than the high water mark waits, or has waited and not yet sunk below the low one.
    public boolean isCongested() {
        return congested;
    }

    /// Whether the protocol may still write.
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /// Reads nothing more until [#resumeReading]. What the peer sends waits in the system's buffers, and when those are
    /// full, with the peer.
    public void pauseReading() {
        paused = true;
        updateInterest();
    }

    public void resumeReading() {
        paused = false;
        updateInterest();
    }

    /// Says goodbye: what waits is written, then our side is closed, and the connection when the peer has closed its
    /// own or the time to linger is over. What still comes in is thrown away.
    public void finish() {
        if (state == State.OPEN) {
            state = State.FINISHING;
            if (!dirty) {
                dirty = true;
                group.flushLater(this);
            }
        }
    }

    /// Closes at once; what waits is lost.
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        if (lingering != null) {
            lingering.cancel();
        }
        queue.clear();
        try {
            channel.close();
        } catch (IOException e) {
            group.report(e);
        }
        try {
            handler.closed(this);
        } catch (RuntimeException e) {
            group.report(e);
        }
        group.closed(this);
    }

    // ---- for the group ----

    private void ready() {
        guarded(() -> {
            if (key.isValid() && key.isReadable()) {
                read();
            }
            if (key.isValid() && key.isWritable()) {
                writeOut();
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    /// Whatever goes wrong ends this connection, and no other.
    private void guarded(Step step) {
        try {
            step.run();
        } catch (IOException _) {
            close(); // the peer is gone: nobody's fault
        } catch (RuntimeException | Error e) {
            group.report(e);
            close();
        }
    }

    private void read() throws IOException {
        var buffer = group.readBuffer().clear();
        int read = channel.read(buffer);
        if (read < 0) {
            inputEnded = true;
            if (state == State.LINGERING) {
                close();
                return;
            }
            if (state == State.OPEN) {
                handler.inputEnded(this);
            }
            updateInterest();
            return;
        }
        moved();
        if (state == State.OPEN && read > 0) {
            handler.received(this, buffer.flip());
        }
    }

    /// Reads what has arrived, once: the last that is read before a shutdown.
    void readOnceMore() {
        guarded(() -> {
            if (state == State.OPEN && readsNow()) {
                read();
            }
        });
    }

    /// Has the protocol come to its end.
    void shutdown() {
        guarded(() -> {
            if (state == State.OPEN) {
                handler.shutdown(this);
            }
        });
    }

    /// Called at the end of a turn in which something was written.
    void flush() {
        guarded(this::writeOut);
    }

    private void writeOut() throws IOException {
        dirty = false;
        if (state == State.CLOSED) {
            return;
        }
        if (!queue.isEmpty()) {
            long before = queue.size();
            queue.writeTo(channel);
            if (queue.size() < before) {
                moved();
            }
        }
        if (congested && queue.size() < group.options().lowWater()) {
            congested = false;
            if (state == State.OPEN) {
                handler.writable(this);
            }
        }
        if (state == State.FINISHING && queue.isEmpty()) {
            allSent();
        }
        updateInterest();
    }

    private void allSent() throws IOException {
        if (inputEnded) {
            close();
            return;
        }
        state = State.LINGERING;
        channel.shutdownOutput();
        lingering = group.loop().schedule(this::close, group.options().linger());
    }

    private void updateInterest() {
        if (state == State.CLOSED || !key.isValid()) {
            return;
        }
        int ops = (readsNow() ? SelectionKey.OP_READ : 0)
                | (queue.isEmpty() || dirty ? 0 : SelectionKey.OP_WRITE);
        if (key.interestOps() != ops) {
            key.interestOps(ops);
        }
    }

    private boolean readsNow() {
        return !inputEnded && (state != State.OPEN || !paused && !(congested && group.options().pauseReading()));
    }

    private void moved() {
        sweepOfLastMove = group.sweep();
    }

    boolean isIdleSince(int sweep) {
        return sweepOfLastMove - sweep <= 0;
    }
}

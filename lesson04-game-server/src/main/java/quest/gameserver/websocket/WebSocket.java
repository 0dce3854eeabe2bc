package quest.gameserver.websocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;

/// The server's end of a WebSocket: turns what comes on a connection into messages for a [WebSocketHandler], answers
/// pings, and closes in order (RFC 6455, sections 5.5 and 7). Made when the handshake was accepted, for
/// [Connection#handleWith].
///
/// While nothing is under way it holds no buffer, and no timer. On the loop's thread only.
public final class WebSocket implements ConnectionHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// From the first to the last; each is passed at most once.
    private enum State {
        OPEN,
        /// We have sent a close frame, and wait for the peer's. Messages that were under way are thrown away.
        CLOSING,
        /// The handler knows that it is over; the connection has its own end to come to.
        CLOSED
    }

    private final EventLoop loop;
    private final Connection connection;
    private final MessageDecoder decoder;
    private final WebSocketHandler handler;
    private final Silence silence;

    private State state = State.OPEN;
    private boolean readingPaused;
    private byte[] owedPong;            // while congested, to the ping that came last; null: none
    private int closeCode;              // while CLOSING: ours
    private String closeReason;
    private TimerHandle patience;       // once a close frame was sent
    private long pendingBefore;         // when patience was begun, or at the last look of a KeepAlive

    /// @param connection the handshake's answer is written to it already
    /// @param maxMessage bytes; past it, the WebSocket is closed with 1009
    public WebSocket(EventLoop loop, Connection connection, int maxMessage, WebSocketHandler handler) {
        this.loop = loop;
        this.connection = connection;
        this.handler = handler;
        decoder = new MessageDecoder(maxMessage, true);
        silence = new Silence(loop.clock().nanoTime());
    }

    // ---- for the handler and its friends ----

    public Connection connection() {
        return connection;
    }

    /// Whether what is sent goes out.
    public boolean isOpen() {
        return state == State.OPEN && connection.isOpen();
    }

    /// How many bytes wait to be written.
    public long pending() {
        return connection.pending();
    }

    /// Whether so many wait that it is better to send nothing until [WebSocketHandler#writable].
    public boolean isCongested() {
        return connection.isCongested();
    }

    /// Sends a text. What is sent after the WebSocket was closed is thrown away.
    public void send(String text) {
        send(Frames.text(text));
    }

    /// Sends frames that were encoded already, as by [Frames]. Large ones are not copied: the bytes must not be changed
    /// any more.
    public void send(ByteBuffer encodedFrames) {
        if (state == State.OPEN) {
            connection.write(encodedFrames);
        }
    }

    /// Sends as much of some frames as goes out at once, see [Connection#writeNow]. The rest is to follow, with
    /// [#send(ByteBuffer)], before anything else.
    ///
    /// @return how many bytes went out; none while something waits
    public int sendNow(ByteBuffer encodedFrames) {
        return state == State.OPEN ? connection.writeNow(encodedFrames) : 0;
    }

    /// Sends a message, without copying its payload if it is large: the bytes must not be changed any more.
    ///
    /// @param kind    TEXT or BINARY
    /// @param payload from its position to its limit; left as it is
    public void send(Opcode kind, ByteBuffer payload) {
        send(Frames.head(kind, payload.remaining()));
        send(payload);
    }

    /// Asks the peer for a sign of life.
    public void ping() {
        send(Frames.ping(new byte[0]));
    }

    /// Says goodbye: what was sent goes out, then a close frame; then the peer has 2 seconds to send its own.
    ///
    /// @param code   one that may be sent, [CloseCode#mayBeSent]
    /// @param reason cut to 123 bytes
    /// @throws IllegalArgumentException for another code
    public void close(int code, String reason) {
        var frame = Frames.close(code, reason);
        if (state != State.OPEN) {
            return;
        }
        send(frame);
        state = State.CLOSING;
        closeCode = code;
        closeReason = reason;
        resumeReading(); // or the peer's close frame would never be seen
        beginPatience();
    }

    /// Reads nothing more until [#resumeReading], pings neither.
    public void pauseReading() {
        if (state == State.OPEN) {
            readingPaused = true;
            connection.pauseReading();
        }
    }

    public void resumeReading() {
        if (readingPaused) {
            readingPaused = false;
            connection.resumeReading();
        }
    }

    // ---- for the connection ----

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        silence.heard(loop.clock().nanoTime());
        try {
            int start = bytes.arrayOffset() + bytes.position();
            decoder.feed(bytes.array(), start, start + bytes.remaining(), new Incoming());
        } catch (RuntimeException e) {
            loop.reportException(e);
            fail(CloseCode.INTERNAL_ERROR, "the server failed");
        }
    }

    @Override
    public void inputEnded(Connection from) {
        over(CloseCode.ABNORMAL, "the peer ended the connection without a close frame");
        beginPatience();
        connection.finish();
    }

    @Override
    public void writable(Connection to) {
        if (owedPong != null) {
            send(Frames.pong(owedPong));
            owedPong = null;
        }
        if (state == State.OPEN) {
            handler.writable(this);
        }
    }

    @Override
    public void shutdown(Connection of) {
        if (state == State.OPEN) {
            handler.shutdown(this);
        }
    }

    @Override
    public void closed(Connection of) {
        if (patience != null) {
            patience.cancel();
        }
        over(CloseCode.ABNORMAL, "the connection was lost");
    }

    // ---- for what was decoded ----

    private final class Incoming implements MessageDecoder.Receiver {

        @Override
        public void text(String text) {
            if (state == State.OPEN) {
                handler.text(WebSocket.this, text);
            }
        }

        @Override
        public void text(byte[] utf8, int length) {
            if (state == State.OPEN) {
                handler.text(WebSocket.this, utf8, length);
            }
        }

        @Override
        public void binary(byte[] bytes) {
            if (state == State.OPEN) {
                handler.binary(WebSocket.this, bytes);
            }
        }

        /// Who sends pings and reads no pongs gets one, to the last, when there is room: section 5.5.3.
        @Override
        public void ping(byte[] payload) {
            if (isCongested()) {
                owedPong = payload;
            } else {
                send(Frames.pong(payload));
            }
        }

        @Override
        public void pong(byte[] payload) {
            // that something came was noted already
        }

        /// The peer's code is its answer to ours, or ours is the answer to it: section 5.5.1.
        @Override
        public void close(int code, String reason) {
            send(Frames.close(code == CloseCode.NONE ? CloseCode.NORMAL : code, reason));
            end(code, reason);
        }

        @Override
        public void violation(int code, String why) {
            fail(code, why);
        }
    }

    // ---- the end ----

    /// Section 7.1.7: tell the peer why, and wait for nothing.
    private void fail(int code, String why) {
        send(Frames.close(code, why));
        end(code, why);
    }

    private void end(int code, String reason) {
        over(code, reason);
        beginPatience();
        connection.finish();
    }

    /// Tells the handler, unless it knows. If we closed first, our code counts.
    private void over(int code, String reason) {
        if (state == State.CLOSED) {
            return;
        }
        boolean ours = state == State.CLOSING;
        state = State.CLOSED;
        handler.closed(this, ours ? closeCode : code, ours ? closeReason : reason);
    }

    private void beginPatience() {
        if (patience == null) {
            lookAgain();
        }
    }

    private void lookAgain() {
        pendingBefore = connection.pending();
        patience = loop.schedule(this::outOfPatience, PATIENCE);
    }

    /// A peer that still takes what waits for it is given more time; one that takes nothing would never have the
    /// connection end.
    private void outOfPatience() {
        long pending = connection.pending();
        if (pending == 0) {
            over(closeCode, closeReason);
            connection.finish();
        } else if (pending < pendingBefore) {
            lookAgain();
        } else {
            connection.close();
        }
    }

    // ---- for KeepAlive ----

    /// Sees to it that a peer which is gone does not stay for ever. While we do not read, its silence means nothing;
    /// what tells then is whether it takes what waits for it.
    void checkSilence(long now, long patienceNanos) {
        if (state != State.OPEN) {
            return;
        }
        if (readingPaused && connection.pending() < pendingBefore) {
            silence.heard(now);
        }
        pendingBefore = connection.pending();
        switch (silence.check(now, patienceNanos)) {
            case NOTHING -> { }
            case PING -> ping();
            case CLOSE -> close(CloseCode.GOING_AWAY, "nothing was heard from you, not even the answer to a ping");
        }
    }

    boolean isOver() {
        return state != State.OPEN;
    }
}

package quest.gameserver.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import quest.eventloop.EventLoop;

/// Moves a body from its source to a connection, a piece at a time, and asks for no piece while the peer is congested.
/// On the loop's thread.
final class BodyPump {

    /// Of the body, as the head has announced it.
    enum Framing { LENGTH, CHUNKED, UNTIL_CLOSE }

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final EventLoop loop;
    private final HttpConnection connection;
    private final BodySource source;
    private final Framing framing;
    private long left;          // bytes that were announced and have not come; of LENGTH
    private boolean asked;      // a piece is on its way
    private boolean pumping;
    private boolean closed;

    /// @param length with [Framing#LENGTH]
    BodyPump(EventLoop loop, HttpConnection connection, BodySource source, Framing framing, long length) {
        this.loop = loop;
        this.connection = connection;
        this.source = source;
        this.framing = framing;
        this.left = length;
    }

    /// Goes on while there are pieces and room for them. A loop and not a recursion: a source may have many at hand.
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!closed && !asked && connection.hasRoom()) {
            ask();
        }
        pumping = false;
    }

    private void ask() {
        asked = true;
        connection.waitingForService();
        CompletableFuture<ByteBuffer> next;
        try {
            next = Objects.requireNonNull(source.next(), "the body's next piece");
        } catch (RuntimeException e) {
            next = CompletableFuture.failedFuture(e);
        }
        next.whenComplete((piece, failure) -> {
            if (loop.inEventLoop()) {
                came(piece, failure);
            } else {
                loop.execute(() -> came(piece, failure));
            }
        });
    }

    private void came(ByteBuffer piece, Throwable failure) {
        asked = false;
        if (closed) {
            return;
        }
        connection.waitingForPeer();
        if (failure != null) {
            breakOff(failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause() : failure);
        } else if (piece == null) {
            end();
        } else {
            write(piece);
            pump();
        }
    }

    private void write(ByteBuffer piece) {
        int length = piece.remaining();
        switch (framing) {
            case LENGTH -> {
                left -= length;
                if (left < 0) {
                    breakOff(new IllegalStateException("a body is longer than its head says, by %,d bytes so far"
                            .formatted(-left)));
                    return;
                }
                connection.write(piece);
            }
            case CHUNKED -> {
                if (length > 0) { // one of 0 would be the last
                    connection.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    connection.write(piece);
                    connection.write(LINE_END);
                }
            }
            case UNTIL_CLOSE -> connection.write(piece);
        }
    }

    private void end() {
        if (framing == Framing.LENGTH && left > 0) {
            breakOff(new IllegalStateException("a body is shorter than its head says, by %,d bytes".formatted(left)));
            return;
        }
        if (framing == Framing.CHUNKED) {
            connection.write(LAST_CHUNK);
        }
        close();
        connection.bodyEnded();
    }

    /// The head cannot be taken back: that the body stops short of its end is how the peer learns of the failure.
    private void breakOff(Throwable failure) {
        loop.reportException(failure);
        connection.breakOff();
    }

    /// The source is needed no more.
    void close() {
        if (!closed) {
            closed = true;
            try {
                source.close();
            } catch (RuntimeException e) {
                loop.reportException(e);
            }
        }
    }
}

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

    /// How the peer sees where the body ends (RFC 9112, section 6.3).
    sealed interface Framing {

        record Length(long bytes) implements Framing { }

        record Chunked() implements Framing { }

        record UntilClose() implements Framing { }

        /// HTTP/1.0 knows no chunks.
        static Framing of(Response head, boolean toHttp10) {
            var length = head.headers().first("Content-Length");
            return length != null ? new Length(Long.parseLong(length)) : toHttp10 ? new UntilClose() : new Chunked();
        }

        /// The header field that says so.
        default Headers field() {
            return switch (this) {
                case Length(long bytes) -> Headers.of("Content-Length", String.valueOf(bytes));
                case Chunked() -> Headers.of("Transfer-Encoding", "chunked");
                case UntilClose() -> Headers.of();
            };
        }
    }

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final EventLoop loop;
    private final HttpConnection connection;
    private final Outgoing out;
    private final BodySource source;
    private final Framing framing;
    private final boolean closes;
    private long written;       // bytes of the body
    private boolean asked;      // a piece is on its way
    private boolean pumping;
    private boolean closed;

    /// @param closes whether the connection ends with the body
    BodyPump(EventLoop loop, HttpConnection connection, Outgoing out, BodySource source, Framing framing,
             boolean closes) {
        this.loop = loop;
        this.connection = connection;
        this.out = out;
        this.source = source;
        this.framing = framing;
        this.closes = closes;
    }

    /// Goes on while there are pieces and room for them. A loop and not a recursion: a source may have many at hand.
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!closed && !asked && out.hasRoom()) {
            ask();
        }
        pumping = false;
    }

    private void ask() {
        asked = true;
        connection.waitingForService();
        CompletableFuture<ByteBuffer> next;
        try {
            next = Objects.requireNonNull(source.next(), "the future of the body's next piece");
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
        written += length;
        switch (framing) {
            case Framing.Length(long announced) -> {
                if (written > announced) {
                    breakOff(wrongLength(announced));
                } else {
                    out.bytes(piece);
                }
            }
            case Framing.Chunked() -> {
                if (length > 0) { // one of 0 would be the last
                    out.bytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.bytes(piece);
                    out.bytes(LINE_END);
                }
            }
            case Framing.UntilClose() -> out.bytes(piece);
        }
    }

    private void end() {
        switch (framing) {
            case Framing.Length(long announced) -> {
                if (written < announced) {
                    breakOff(wrongLength(announced));
                    return;
                }
            }
            case Framing.Chunked() -> out.bytes(LAST_CHUNK);
            case Framing.UntilClose() -> { }
        }
        close();
        connection.bodyEnded(closes);
    }

    private IllegalStateException wrongLength(long announced) {
        return new IllegalStateException("a body has %,d bytes up to here, and its head has announced %,d"
                .formatted(written, announced));
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

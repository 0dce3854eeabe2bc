package quest.gameserver.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/// A long body, fetched piece by piece as the peer reads it, so that it is never in memory as a whole.
public interface BodySource extends AutoCloseable {

    /// The next piece, or null after the last. Called on the loop's thread, and not again before the piece is there;
    /// the future may be completed by any thread. Its bytes must not be changed any more. A failure breaks the
    /// connection off, so that the peer sees that something is missing.
    CompletableFuture<ByteBuffer> next();

    /// The body is at its end, or the peer is gone. Called once, on the loop's thread, possibly while a piece is on its
    /// way.
    @Override
    default void close() {
    }
}

package quest.gameserver.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import quest.eventloop.EventLoop;
import quest.gameserver.http.BodySource;

/// A replay on its way to somebody, 64 KiB at a time. The file stays open, so it is read to its end even if it is
/// deleted meanwhile. Loop thread only; what blocks is done on virtual threads.
public final class ReplayReader implements BodySource {

    private final EventLoop loop;
    private final FileChannel channel;
    private final long length;
    private long left;
    private CompletableFuture<ByteBuffer> reading = CompletableFuture.completedFuture(null);
    private boolean closed;

    ReplayReader(EventLoop loop, FileChannel channel, long length) {
        this.loop = loop;
        this.channel = channel;
        this.length = length;
        this.left = length;
    }

    /// How many bytes all pieces have together.
    public long length() {
        return length;
    }

    /// @throws IllegalStateException if the last piece is not there yet
    @Override
    public CompletableFuture<ByteBuffer> next() {
        loop.checkThread("read a replay");
        if (!reading.isDone()) {
            throw new IllegalStateException("the piece before is not there yet: one at a time");
        }
        if (closed || left == 0) {
            close();
            return CompletableFuture.completedFuture(null);
        }
        reading = loop.offload(() -> ReplayFile.read(channel, left)).thenApply(piece -> {
            left -= piece.remaining();
            return piece;
        });
        return reading;
    }

    /// Closes the file as soon as the piece that is under way has been read. Closing again does nothing.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            reading.whenComplete((_, _) -> closeChannel());
        }
    }

    private void closeChannel() {
        try {
            loop.offload(() -> {
                channel.close();
                return null;
            }).whenComplete((_, failure) -> {
                if (failure instanceof IOException) {
                    loop.reportException(failure);
                }
            });
        } catch (RejectedExecutionException _) {
            // The loop is closed, and the file is closed when this object goes.
        }
    }
}

package quest.tasks.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ShutdownChannelGroupException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import quest.eventloop.EventLoop;

/// A file that is written without waiting, and that says on an event loop when it is done: the JDK's
/// [AsynchronousFileChannel], which by itself says so on a thread of its own.
///
/// What makes it asynchronous is that thread: on most systems it blocks in the file system on the caller's behalf.
public final class LoopFile implements AutoCloseable {

    private final EventLoop loop;
    private final ExecutorService thread;
    private final AsynchronousFileChannel channel;

    private LoopFile(EventLoop loop, ExecutorService thread, AsynchronousFileChannel channel) {
        this.loop = loop;
        this.thread = thread;
        this.channel = channel;
    }

    /// Opens a file. That may block, as nothing here but [#write] does not: not for the loop's thread.
    ///
    /// @throws IOException as [AsynchronousFileChannel#open] does
    public static LoopFile open(EventLoop loop, Path path, OpenOption... options) throws IOException {
        var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("file").daemon().factory());
        try {
            return new LoopFile(loop, thread, AsynchronousFileChannel.open(path, Set.of(options), thread));
        } catch (IOException | RuntimeException e) {
            thread.shutdown();
            throw e;
        }
    }

    /// Begins to write, and returns at once. Any thread. The future is completed on the loop's thread when all bytes
    /// are written, or with what the file system says against it.
    ///
    /// @param bytes    left alone until the future is complete
    /// @param position where in the file they go, from 0
    public CompletableFuture<Void> write(ByteBuffer bytes, long position) {
        var written = new CompletableFuture<Void>();
        writeRest(bytes, position, written);
        return written;
    }

    /// A write may take fewer bytes than it is given. It is given the rest, then.
    private void writeRest(ByteBuffer bytes, long position, CompletableFuture<Void> written) {
        try {
            channel.write(bytes, position, null, new CompletionHandler<Integer, Void>() {
                @Override
                public void completed(Integer count, Void nothing) {
                    if (bytes.hasRemaining()) {
                        writeRest(bytes, position + count, written);
                    } else {
                        onLoop(() -> written.complete(null), written);
                    }
                }

                @Override
                public void failed(Throwable failure, Void nothing) {
                    onLoop(() -> written.completeExceptionally(failure), written);
                }
            });
        } catch (ShutdownChannelGroupException _) {     // closed, and its thread with it
            onLoop(() -> written.completeExceptionally(new ClosedChannelException()), written);
        }
    }

    private void onLoop(Runnable completion, CompletableFuture<Void> written) {
        try {
            loop.execute(completion);
        } catch (RejectedExecutionException e) {
            written.completeExceptionally(e);   // here, since there is no loop any more
        }
    }

    /// Closes the file. A write that is under way fails.
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.shutdown();
        }
    }
}

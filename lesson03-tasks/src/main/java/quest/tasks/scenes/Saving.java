package quest.tasks.scenes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.stage.Stage;
import quest.tasks.files.AtomicSave;
import quest.tasks.files.LoopFile;

/// Ways to bring a world into a file, each of which says what it has written. What returns a future is called by the
/// loop's thread and does not block it; the rest blocks whoever calls.
record Saving(Stage stage, EventLoop loop, Path file) {

    /// What a slow disk does after a region, on the thread that writes.
    interface Rest {
        void after(int region) throws InterruptedException;
    }

    /// Over the old save. Blocks.
    void over(World world, Rest rest) throws IOException, InterruptedException {
        write(world, file, rest);
    }

    /// Beside the old save, then in its place. Blocks.
    void beside(World world, Rest rest) throws IOException, InterruptedException {
        try (var save = AtomicSave.begin(file)) {
            write(world, save.temporary(), rest);
            save.commit();
        }
    }

    private void write(World world, Path path, Rest rest) throws IOException, InterruptedException {
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int region = 1; region <= World.REGIONS; region++) {
                writeAll(channel, world.region(region));
                tellWritten(region);
                rest.after(region);
            }
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// By a virtual thread, which blocks in the loop's stead.
    CompletableFuture<Void> byVirtualThread(World world, Rest rest) {
        return loop.offload(() -> {
            beside(world, rest);
            return null;
        });
    }

    /// By an asynchronous channel, a region when the one before is written. Only writing is asynchronous: to open,
    /// force, rename and close a file blocks here as anywhere, so that is offloaded.
    CompletableFuture<Void> byAsynchronousChannel(World world, Duration rest) {
        return loop.offload(() -> Opened.of(loop, file)).thenCompose(opened -> writeFrom(1, world, opened.channel(), rest)
                .thenCompose(_ -> loop.offload(opened::commit))
                .handle((_, failure) -> loop.offload(() -> opened.close(failure)))
                .thenCompose(closed -> closed));
    }

    private CompletableFuture<Void> writeFrom(int region, World world, LoopFile channel, Duration rest) {
        if (region > World.REGIONS) {
            return CompletableFuture.completedFuture(null);
        }
        var position = (long) (region - 1) * World.REGION_BYTES;
        return channel.write(world.region(region), position).thenCompose(_ -> {
            loop.checkThread("go on with the save");
            tellWritten(region);
            return Futures.delay(loop, rest);
        }).thenCompose(_ -> writeFrom(region + 1, world, channel, rest));
    }

    private record Opened(AtomicSave save, LoopFile channel) {

        private static Opened of(EventLoop loop, Path file) throws IOException {
            var save = AtomicSave.begin(file);
            return new Opened(save, LoopFile.open(loop, save.temporary(),
                    StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        private Void commit() throws IOException {
            channel.close();
            save.commit();
            return null;
        }

        private Void close(Throwable failure) throws IOException {
            try (save; channel) {
                if (failure != null) {
                    throw new IOException("not saved", Futures.cause(failure));
                }
                return null;
            }
        }
    }

    private void tellWritten(int region) {
        stage.tell("save", "region %d of %d is written".formatted(region, World.REGIONS));
    }
}

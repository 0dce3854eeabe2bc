package quest.tasks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.eventloop.EventLoop;

class LoopFileTest {

    @TempDir
    private Path folder;
    private final EventLoop loop = new EventLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void theLoopIsToldOnItsOwnThread() throws IOException {
        try (var file = open("a")) {
            var onLoop = new CompletableFuture<Boolean>();
            loop.execute(() -> file.write(bytes("hello"), 0).thenRun(() -> onLoop.complete(loop.inEventLoop())));

            assertThat(loop.runUntilComplete(onLoop)).isTrue();
        }
        assertThat(folder.resolve("a")).hasContent("hello");
    }

    /// The bytes would be the same if the second write began when the first is done.
    @Test
    void twoWritesMayBeUnderWayAtOnce() throws IOException {
        try (var file = open("a")) {
            var second = file.write(bytes("world"), 5);
            var first = file.write(bytes("hello"), 0);
            loop.runUntilComplete(CompletableFuture.allOf(first, second));
        }
        assertThat(folder.resolve("a")).hasContent("helloworld");
    }

    @Test
    void whatTheFileSystemSaysAgainstItIsTheFuturesFailure() throws IOException {
        var file = open("a");
        file.close();
        assertThatThrownBy(() -> loop.runUntilComplete(file.write(bytes("late"), 0)))
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aFolderThatIsNotThereIsSaidAtOnce() {
        assertThatThrownBy(() -> open("no/such")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void withoutALoopAWriteFails() throws IOException {
        try (var file = open("a")) {
            loop.close();
            var failure = file.write(bytes("hello"), 0).handle((_, thrown) -> thrown).join();
            assertThat(failure).isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void itsThreadEndsWithIt() throws Exception {
        var before = Thread.getAllStackTraces().keySet();
        Iterable<Thread> own;
        try (var file = open("a")) {
            loop.runUntilComplete(file.write(bytes("hello"), 0));
            own = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread) && thread.getName().equals("file")).toList();
            assertThat(own).hasSize(1);
        }
        for (var thread : own) {
            thread.join();
        }
    }

    private LoopFile open(String name) throws IOException {
        return LoopFile.open(loop, folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

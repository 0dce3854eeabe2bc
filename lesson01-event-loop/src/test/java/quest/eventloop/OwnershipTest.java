package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What other threads than the loop's may and may not do.
class OwnershipTest {

    private final EventLoop loop = new EventLoop();
    private Thread thread;

    @BeforeEach
    void runTheLoop() {
        var running = new CompletableFuture<Void>();
        loop.execute(() -> running.complete(null));
        thread = Thread.ofPlatform().name("the loop's own").start(loop::run);
        running.join();
    }

    @AfterEach
    void endTheLoop() throws InterruptedException {
        loop.close();
        thread.join();
    }

    @Test
    void schedulingFromAnotherThreadNamesBothThreads() {
        Thread.currentThread().setName("a stranger");
        assertThatThrownBy(() -> loop.schedule(() -> { }, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"the loop's own\"")
                .hasMessageContaining("\"a stranger\"")
                .hasMessageContaining("loop.execute");
        assertThatThrownBy(() -> loop.scheduleAtFixedRate(() -> { }, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void registeringFromAnotherThreadIsRefused() throws IOException {
        var pipe = Pipe.open();
        try (var source = pipe.source(); var _ = pipe.sink()) {
            source.configureBlocking(false);
            assertThatThrownBy(() -> loop.register(source, SelectionKey.OP_READ, _ -> { }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(source.isRegistered()).isFalse();
        }
    }

    @Test
    void cancellingFromAnotherThreadIsRefusedAndChangesNothing() {
        var handle = CompletableFuture.supplyAsync(() -> loop.schedule(() -> { }, Duration.ofDays(1)), loop).join();

        assertThatThrownBy(handle::cancel).isInstanceOf(IllegalStateException.class).hasMessageContaining("cancel");
        assertThat(handle.isCancelled()).isFalse();
    }

    @Test
    void runningItTwiceIsRefused() {
        assertThatThrownBy(loop::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("the loop's own");
        var fromWithin = CompletableFuture.runAsync(loop::run, loop);
        assertThatThrownBy(fromWithin::join).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheRunningThreadIsInTheLoop() {
        assertThat(loop.inEventLoop()).isFalse();
        assertThat(CompletableFuture.supplyAsync(loop::inEventLoop, loop).join()).isTrue();
    }
}

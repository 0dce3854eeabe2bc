package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final Duration THRESHOLD = Duration.ofMillis(5);

    private final LinkedBlockingQueue<SlowCallback> reports = new LinkedBlockingQueue<>();

    private EventLoop newLoop() {
        return EventLoop.builder().reportSlowCallbacks(THRESHOLD, reports::add).build();
    }

    /// Blocks until the watchdog has noticed: no machine is too slow for that.
    private SlowCallback aCallbackThatBlocks() {
        try {
            return reports.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBlockedLoopIsReportedWithTheStackOfWhatBlocksIt() {
        try (var loop = newLoop()) {
            var report = loop.runUntilComplete(CompletableFuture.supplyAsync(this::aCallbackThatBlocks, loop));

            assertThat(report.lasted()).isGreaterThanOrEqualTo(THRESHOLD);
            assertThat(report.thread()).isSameAs(Thread.currentThread());
            assertThat(report.stack()).anyMatch(frame -> frame.getMethodName().equals("aCallbackThatBlocks"));
            assertThat(report.stack()).noneMatch(frame -> frame.getMethodName().equals("runOnce"));
            assertThat(report.toString()).contains("has been blocked for").contains("aCallbackThatBlocks");
        }
    }

    @Test
    void itFindsTheNextOneTooAfterTheLoopHasSlept() {
        try (var loop = newLoop()) {
            for (int i = 0; i < 3; i++) {
                var blocked = new CompletableFuture<SlowCallback>();
                loop.schedule(() -> blocked.complete(aCallbackThatBlocks()), THRESHOLD.multipliedBy(3));
                assertThat(loop.runUntilComplete(blocked).stack()).isNotEmpty();
            }
        }
    }

    @Test
    void aHandlerThatBlocksIsFoundEvenThoughItIsCalledFromTheSelector() throws java.io.IOException {
        var pipe = java.nio.channels.Pipe.open();
        try (var source = pipe.source(); var sink = pipe.sink(); var loop = newLoop()) {
            source.configureBlocking(false);
            var blocked = new CompletableFuture<SlowCallback>();
            loop.register(source, java.nio.channels.SelectionKey.OP_READ, key -> {
                key.cancel();
                blocked.complete(aCallbackThatBlocks());
            });
            loop.schedule(() -> {
                try {
                    sink.write(java.nio.ByteBuffer.wrap(new byte[] {1}));
                } catch (java.io.IOException e) {
                    blocked.completeExceptionally(e);
                }
            }, THRESHOLD);

            assertThat(loop.runUntilComplete(blocked).stack()).isNotEmpty();
        }
    }

    @Test
    void theWatchdogEndsWithTheRun() throws InterruptedException {
        var watchdog = new CompletableFuture<Thread>();
        try (var loop = EventLoop.builder().reportSlowCallbacks(THRESHOLD, slow -> {
            watchdog.complete(Thread.currentThread());
            reports.add(slow);
        }).build()) {
            loop.runUntilComplete(CompletableFuture.supplyAsync(this::aCallbackThatBlocks, loop));
            watchdog.join().join();
        }
    }

    @Test
    void aThresholdOfNothingIsRefused() {
        assertThatThrownBy(() -> EventLoop.builder().reportSlowCallbacks(Duration.ZERO, _ -> { }))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 ms");
    }
}

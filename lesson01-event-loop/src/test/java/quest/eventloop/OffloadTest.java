package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class OffloadTest {

    @Test
    void theWorkIsDoneElsewhereAndTheResultComesBackToTheLoop() {
        try (var loop = EventLoop.builder().clock(new VirtualClock()).build()) {
            var seen = loop.offload(() -> loop.inEventLoop() ? "on the loop" : "elsewhere")
                    .thenApply(where -> where + ", back " + (loop.inEventLoop() ? "on the loop" : "elsewhere"));

            assertThat(loop.runUntilComplete(seen)).isEqualTo("elsewhere, back on the loop");
        }
    }

    @Test
    void aFailureComesBackToo() {
        try (var loop = EventLoop.builder().clock(new VirtualClock()).build()) {
            var failed = loop.offload(() -> {
                throw new IOException("no disk");
            });

            assertThatThrownBy(() -> loop.runUntilComplete(failed)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void cancellingTheFutureInterruptsTheWork() throws InterruptedException {
        try (var loop = new EventLoop()) {
            var started = new CountDownLatch(1);
            var interrupted = new CountDownLatch(1);
            var result = loop.offload(() -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return null;
            });
            started.await();
            result.cancel(false);
            interrupted.await();
        }
    }

    @Test
    void closingTheLoopEndsTheWorkAndFailsTheFuture() throws InterruptedException {
        var loop = new EventLoop();
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var result = loop.offload(() -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        });
        started.await();
        loop.close();
        interrupted.await();

        assertThatThrownBy(result::join).isInstanceOf(Exception.class);
    }

    @Test
    void workersThatRefuseLeaveNothingBehind() {
        try (var loop = EventLoop.builder().clock(new VirtualClock()).build()) {
            assertThatThrownBy(() -> loop.offload(() -> 1, _ -> {
                throw new RejectedExecutionException("full");
            })).hasMessage("full");
            assertThatThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>()))
                    .hasMessageContaining("never be complete");
        }
    }
}

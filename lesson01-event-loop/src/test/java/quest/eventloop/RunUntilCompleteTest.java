package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunUntilCompleteTest {

    private final EventLoop loop = EventLoop.builder().clock(new VirtualClock()).build();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void returnsTheValue() {
        var future = new CompletableFuture<String>();
        loop.schedule(() -> future.complete("gold"), Duration.ofSeconds(1));

        assertThat(loop.runUntilComplete(future)).isEqualTo("gold");
        assertThat(loop.runUntilComplete(future)).isEqualTo("gold");
    }

    @Test
    void throwsTheCauseAsItIs() {
        var lost = new FileNotFoundException("the map");
        var future = new CompletableFuture<String>();
        loop.execute(() -> future.completeExceptionally(lost));

        assertThatThrownBy(() -> loop.runUntilComplete(future)).isSameAs(lost);
        assertThatThrownBy(() -> loop.runUntilComplete(future.thenApply(String::length))).isSameAs(lost);
    }

    @Test
    void aCancelledFutureIsACancellation() {
        var future = new CompletableFuture<String>();
        loop.execute(() -> future.cancel(false));

        assertThatThrownBy(() -> loop.runUntilComplete(future)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aFutureThatNothingCanCompleteIsSaidSoUnderVirtualTime() {
        loop.schedule(() -> { }, Duration.ofSeconds(1));
        loop.schedule(() -> { }, Duration.ofDays(1)).cancel();

        assertThatThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("never be complete");
    }

    @Test
    void stoppingTheLoopEndsTheWaiting() {
        loop.schedule(loop::stop, Duration.ofSeconds(1));

        assertThatThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("stopped");
    }

    @Test
    void theLoopIsAnExecutorForTheJdksFutures() {
        var future = CompletableFuture.supplyAsync(loop::inEventLoop, loop)
                .thenApplyAsync(before -> before && loop.inEventLoop(), loop);

        assertThat(loop.runUntilComplete(future)).isTrue();
    }
}

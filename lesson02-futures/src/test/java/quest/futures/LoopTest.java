package quest.futures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import quest.eventloop.EventLoop;
import quest.eventloop.VirtualClock;

/// A loop in virtual time, and after every test the proof that nothing was left behind on it.
abstract class LoopTest {

    final VirtualClock clock = new VirtualClock();
    final List<Throwable> reported = new ArrayList<>();
    final List<String> trail = new ArrayList<>();
    final EventLoop loop = EventLoop.builder().clock(clock).exceptionHandler(reported::add).build();

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    long now() {
        return clock.nanoTime() / 1_000_000;
    }

    void tell(String what) {
        trail.add(now() + " ms " + what);
    }

    <T> T await(CompletableFuture<T> future) {
        return loop.runUntilComplete(future);
    }

    /// A future that fails after a while.
    <T> CancellableFuture<T> failing(Throwable failure, long millis) {
        var future = new CancellableFuture<T>();
        var timer = loop.schedule(() -> future.completeExceptionally(failure), ms(millis));
        return future.onCancel(() -> loop.execute(timer::cancel));
    }

    /// A loop with no timer, callback, channel or offloaded work says so at once; with one left, time would pass first.
    @AfterEach
    void nothingIsLeft() {
        assertThatThrownBy(() -> loop.runUntilComplete(loop.offload(() -> "a turn, so that what was posted is done")
                .thenCompose(_ -> new CompletableFuture<>()))).hasMessageContaining("never be complete");
        long end = clock.nanoTime();
        assertThatThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>())).hasMessageContaining("never be complete");
        assertThat(clock.nanoTime()).as("the time when the test was over, and nothing was left").isEqualTo(end);
        loop.close();
    }
}

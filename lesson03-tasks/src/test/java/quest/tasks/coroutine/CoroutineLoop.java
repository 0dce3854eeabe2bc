package quest.tasks.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import quest.eventloop.EventLoop;
import quest.eventloop.VirtualClock;

/// For tests of coroutines: a loop in virtual time, a trail, and after every test the proof that nothing is left on it.
abstract class CoroutineLoop {

    final VirtualClock clock = new VirtualClock();
    final List<Throwable> reported = new ArrayList<>();
    final List<String> trail = new ArrayList<>();
    final EventLoop loop = EventLoop.builder().clock(clock).exceptionHandler(reported::add).build();

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    void tell(String what) {
        trail.add(clock.nanoTime() / 1_000_000 + " " + what);
    }

    <T> T result(Coroutine<T> coroutine) {
        return loop.runUntilComplete(coroutine.future());
    }

    /// Runs the loop for a while of its own time.
    void pass(long millis) {
        var over = new CompletableFuture<Void>();
        loop.schedule(() -> over.complete(null), ms(millis));
        loop.runUntilComplete(over);
    }

    /// A loop with no timer, callback, channel or offloaded work says so at once; with one left, time would pass first.
    @AfterEach
    void nothingIsLeft() {
        if (!loop.isClosed()) {
            assertThatThrownBy(() -> loop.runUntilComplete(loop.offload(() -> "a turn, so that what was posted is done")
                    .thenCompose(_ -> new CompletableFuture<>()))).hasMessageContaining("never be complete");
            long end = clock.nanoTime();
            assertThatThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>()))
                    .hasMessageContaining("never be complete");
            assertThat(clock.nanoTime()).as("the time when the test was over, and nothing was left").isEqualTo(end);
            loop.close();
        }
        assertThat(reported).as("what the loop's exception handler was told").isEmpty();
    }
}

package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.eventloop.LoopListener;
import quest.futures.Futures;
import quest.stage.Moment;
import quest.stage.Scene;
import quest.stage.SceneOutput;
import quest.stage.Stage;

/// Plays a scene in virtual time on a loop of the test's own, and proves that nothing was left on it.
final class Rehearsal {

    interface Play {
        void on(Stage stage, EventLoop loop) throws Exception;
    }

    private Rehearsal() {
    }

    /// @return what was told
    static List<String> of(Play play) throws Exception {
        var reported = new ArrayList<Throwable>();
        var calls = new Calls();
        try (var stage = Stage.rehearsal()) {
            var loop = stage.keep(stage.loopBuilder().listener(calls).exceptionHandler(reported::add).build());
            play.on(stage, loop);
            var told = told(stage);
            assertNothingIsLeftOn(loop, calls);
            loop.close();
            assertThat(reported).as("what the loop's exception handler was told").isEmpty();
            return told;
        }
    }

    /// Counts what the loop calls.
    private static final class Calls implements LoopListener {
        private int count;

        @Override
        public void started(Object callback) {
            count++;
        }
    }

    static List<String> told(Stage stage) {
        return stage.timeline().stream().map(Moment::toString).toList();
    }

    /// All that the reader sees with `--virtual`.
    static List<String> printed(Scene scene) {
        return SceneOutput.inVirtualTime(scene, List.of());
    }

    /// Waits for an hour, in which the loop must have nothing to do but to wake who waits. After it, a loop with no timer,
    /// callback, channel or offloaded work says so at once; with one left, time would pass first.
    private static void assertNothingIsLeftOn(EventLoop loop, Calls calls) {
        loop.runUntilComplete(loop.offload(() -> "a turn, so that what was posted is done"));
        calls.count = 0;
        loop.runUntilComplete(Futures.delay(loop, Duration.ofHours(1)));
        assertThat(calls.count).as("calls in the hour after the scene; the one that ends the hour is expected").isOne();

        long end = loop.clock().nanoTime();
        assertNeverComplete(loop, new CompletableFuture<>());
        assertThat(loop.clock().nanoTime()).as("the time an hour after the scene, and nothing was left").isEqualTo(end);
    }

    private static void assertNeverComplete(EventLoop loop, CompletableFuture<?> future) {
        assertThatThrownBy(() -> loop.runUntilComplete(future)).hasMessageContaining("never be complete");
    }
}

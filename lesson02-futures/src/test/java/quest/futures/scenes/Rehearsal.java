package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
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
        try (var stage = Stage.rehearsal()) {
            var loop = stage.keep(stage.loopBuilder().exceptionHandler(reported::add).build());
            play.on(stage, loop);
            assertNothingIsLeftOn(loop);
            loop.close();
            assertThat(reported).as("what the loop's exception handler was told").isEmpty();
            return told(stage);
        }
    }

    static List<String> told(Stage stage) {
        return stage.timeline().stream().map(Moment::toString).toList();
    }

    /// All that the reader sees with `--virtual`.
    static List<String> printed(Scene scene) {
        return SceneOutput.inVirtualTime(scene, List.of());
    }

    /// A loop with no timer, callback, channel or offloaded work says so at once; with one left, time would pass first.
    private static void assertNothingIsLeftOn(EventLoop loop) {
        assertNeverComplete(loop, loop.offload(() -> "a turn, so that what was posted is done")
                .thenCompose(_ -> new CompletableFuture<>()));
        long end = loop.clock().nanoTime();
        assertNeverComplete(loop, new CompletableFuture<>());
        assertThat(loop.clock().nanoTime()).as("the time when the scene was over, and nothing was left").isEqualTo(end);
    }

    private static void assertNeverComplete(EventLoop loop, CompletableFuture<?> future) {
        assertThatThrownBy(() -> loop.runUntilComplete(future)).hasMessageContaining("never be complete");
    }
}

package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Moment;
import quest.stage.Stage;

/// Plays a scene of coroutines in virtual time, on a loop of the test's own, and proves that nothing is left on it.
final class Played {

    interface Play {
        void on(Stage stage, EventLoop loop) throws Exception;
    }

    private Played() {
    }

    /// @return what was told
    static List<String> onALoop(Play play) throws Exception {
        var reported = new ArrayList<Throwable>();
        try (var stage = Stage.rehearsal()) {
            var loop = stage.keep(stage.loopBuilder().exceptionHandler(reported::add).build());
            play.on(stage, loop);
            long end = loop.clock().nanoTime();
            assertThatThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>()))
                    .hasMessageContaining("never be complete");
            assertThat(loop.clock().nanoTime()).as("the time after the scene, when nothing is left").isEqualTo(end);
            loop.close();
            assertThat(reported).as("what the loop's exception handler was told").isEmpty();
            return stage.timeline().stream().map(Moment::toString).toList();
        }
    }
}

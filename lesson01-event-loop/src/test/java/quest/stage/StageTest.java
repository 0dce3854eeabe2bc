package quest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StageTest {

    @Test
    void inVirtualTimeSleepingAndComputingMoveTheClock() throws Exception {
        try (var stage = Stage.rehearsal()) {
            stage.sleep(Duration.ofHours(1));
            stage.compute(Duration.ofHours(2));

            assertThat(stage.elapsed()).isEqualTo(Duration.ofHours(3));
        }
    }

    @Test
    void inVirtualTimeOffloadedWorkTakesNoTime() {
        try (var stage = Stage.rehearsal()) {
            var loop = stage.newLoop();
            var work = new CompletableFuture<Void>();
            loop.execute(() -> loop.offload(() -> {
                stage.sleep(Duration.ofHours(1));
                stage.compute(Duration.ofHours(1));
                return null;
            }).thenRun(() -> work.complete(null)));

            loop.runUntilComplete(work);

            assertThat(stage.elapsed()).isZero();
        }
    }

    @Test
    void inRealTimeComputingTakesAtLeastAsLongAsAsked() {
        try (var stage = Stage.fastRehearsal()) {
            stage.compute(Duration.ofSeconds(2));

            assertThat(stage.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void anActBeginsAtZero() throws Exception {
        try (var stage = Stage.rehearsal()) {
            stage.sleep(Duration.ofSeconds(1));
            stage.tell("ann", "is late");
            stage.act("Second act");
            stage.tell("ann", "is early");

            assertThat(stage.timeline()).extracting(Moment::toString)
                    .containsExactly("1.00 s ann: is late", "0.00 s ann: is early");
        }
    }

    @Test
    void theKeyboardGivesWhatIsTypedAndThenNothing() throws Exception {
        try (var stage = Stage.rehearsal("north\nquit\n")) {
            var keyboard = stage.keyboard(new Typed(Duration.ofSeconds(1), "never read"));

            assertThat(keyboard.readLine()).isEqualTo("north");
            assertThat(keyboard.readLine()).isEqualTo("quit");
            assertThat(keyboard.readLine()).isNull();
            assertThat(stage.elapsed()).isZero();
        }
    }

    @Test
    void ifNobodyTypesAnythingTheScriptDoesInItsOwnTime() throws Exception {
        try (var stage = Stage.rehearsal("")) {
            var keyboard = stage.keyboard(new Typed(Duration.ofSeconds(3), "north"), new Typed(Duration.ofSeconds(1), "quit"));

            assertThat(keyboard.readLine()).isEqualTo("north");
            assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(3));
            assertThat(keyboard.readLine()).isEqualTo("quit");
            assertThat(stage.elapsed()).isEqualTo(Duration.ofSeconds(4));
            assertThat(keyboard.readLine()).isNull();
        }
    }
}

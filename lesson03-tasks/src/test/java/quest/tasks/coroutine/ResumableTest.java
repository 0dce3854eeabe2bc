package quest.tasks.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumableTest {

    private final List<String> trail = new ArrayList<>();

    private void stop(String where) {
        trail.add(where);
        Resumable.suspend();
    }

    @Test
    void itGoesOnWhereItStopped() {
        var knight = new Resumable(() -> {
            stop("draws");
            stop("strikes");
            trail.add("sheathes");
        });

        assertThat(knight.resume()).isTrue();
        trail.add("main");
        assertThat(knight.resume()).isTrue();
        assertThat(knight.isDone()).isFalse();
        assertThat(knight.resume()).isFalse();

        assertThat(knight.isDone()).isTrue();
        assertThat(trail).containsExactly("draws", "main", "strikes", "sheathes");
    }

    @Test
    void itKnowsWhereItStopped() {
        var knight = new Resumable(() -> stop("strikes"));

        assertThat(knight.stack()).isEmpty();
        knight.resume();
        assertThat(knight.stack()).extracting(StackTraceElement::getMethodName).contains("stop");
        knight.resume();
        assertThat(knight.stack()).isEmpty();
    }

    @Test
    void aFailureEndsItAndReachesWhoResumed() {
        var knight = new Resumable(() -> {
            throw new IllegalArgumentException("fell");
        });

        assertThatThrownBy(knight::resume).hasMessage("fell");

        assertThat(knight.isDone()).isTrue();
        assertThatThrownBy(knight::resume).isInstanceOf(IllegalStateException.class).hasMessageContaining("has ended");
    }

    @Test
    void theInnermostStops() {
        var squire = new Resumable(() -> stop("squire"));
        var knight = new Resumable(() -> {
            trail.add("squire stopped: " + squire.resume());
            stop("knight");
        });

        knight.resume();

        assertThat(trail).containsExactly("squire", "squire stopped: true", "knight");
        assertThat(Resumable.current()).isNull();
    }

    @Test
    void itCannotBeResumedWhileItRuns() {
        var self = new ArrayList<Resumable>();
        self.add(new Resumable(() -> self.getFirst().resume()));

        assertThatThrownBy(self.getFirst()::resume).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is running");
    }

    @Test
    void stoppingWhereNothingCanBeResumedIsAnError() {
        assertThatThrownBy(() -> Resumable.suspend()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing here that could be resumed").hasMessageContaining("ResumableTest.java:");
    }
}

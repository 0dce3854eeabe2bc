package quest.tasks.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhysicsEngineTest {

    @ParameterizedTest
    @EnumSource
    void everyStyleComputesTheSame(Style style) throws Exception {
        var bodies = Bodies.random(103, 3);     // does not go evenly into 10 parts
        var expected = bodies.blank();
        bodies.step(expected, 0, 103);
        try (var engine = new PhysicsEngine(10)) {
            assertThat(engine.step(style, bodies).sameAs(expected)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsMayBeEmpty(Style style) throws Exception {
        var bodies = Bodies.random(3, 3);
        var expected = bodies.blank();
        bodies.step(expected, 0, 3);
        try (var engine = new PhysicsEngine(10)) {
            assertThat(engine.step(style, bodies).sameAs(expected)).isTrue();
        }
    }

    @Test
    void noThreadIsLeftWhenItIsClosed() throws Exception {
        var before = Thread.getAllStackTraces().keySet();
        List<Thread> own;
        try (var engine = new PhysicsEngine(10)) {
            engine.step(Style.POOL, Bodies.random(50, 3));
            own = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread) && thread.getName().startsWith("physics-")).toList();
            assertThat(own).hasSize(Runtime.getRuntime().availableProcessors());
        }
        for (var thread : own) {
            thread.join();      // comes back: it has nothing left to do
        }
    }
}

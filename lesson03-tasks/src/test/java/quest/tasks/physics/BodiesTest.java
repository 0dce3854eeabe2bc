package quest.tasks.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BodiesTest {

    @Test
    void theSameSeedMakesTheSameBodies() {
        assertThat(Bodies.random(50, 3).sameAs(Bodies.random(50, 3))).isTrue();
        assertThat(Bodies.random(50, 3).sameAs(Bodies.random(50, 4))).isFalse();
    }

    @Test
    void aStepMovesThemAndLeavesWhereTheyWere() {
        var before = Bodies.random(50, 3);
        var after = before.blank();

        before.step(after, 0, 50);

        assertThat(after.sameAs(before)).isFalse();
        assertThat(before.sameAs(Bodies.random(50, 3))).isTrue();
    }

    @Test
    void theyPullEachOtherAlikeSoTheirMomentumStaysZero() {
        var bodies = Bodies.random(100, 3);
        for (int step = 0; step < 10; step++) {
            var next = bodies.blank();
            bodies.step(next, 0, 100);
            bodies = next;
        }
        assertThat(bodies.momentum()).isCloseTo(0, within(1e-15));
        assertThat(bodies.sameAs(Bodies.random(100, 3))).isFalse();
    }

    @Test
    void partsMakeTheWholeInAnyOrder() {
        var bodies = Bodies.random(50, 3);
        var whole = bodies.blank();
        bodies.step(whole, 0, 50);
        var parts = bodies.blank();
        bodies.step(parts, 20, 50);
        bodies.step(parts, 0, 7);
        assertThat(parts.sameAs(whole)).isFalse();
        bodies.step(parts, 7, 20);
        assertThat(parts.sameAs(whole)).isTrue();
    }
}

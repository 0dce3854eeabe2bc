package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShuffleTest {

    private static List<String> run(long seed) {
        var trail = new ArrayList<String>();
        var clock = new VirtualClock();
        try (var loop = EventLoop.builder().clock(clock).readyOrder(ReadyOrder.shuffled(seed)).build()) {
            for (var second : List.of(1, 2)) {
                for (var name : List.of("a", "b", "c")) {
                    loop.schedule(() -> {
                        trail.add(second + name);
                        loop.execute(() -> trail.add(second + name + "+"));
                    }, Duration.ofSeconds(second));
                }
            }
            loop.schedule(loop::stop, Duration.ofSeconds(3));
            loop.run();
        }
        return trail;
    }

    @Test
    void equalSeedsGiveEqualOrders() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(run(seed)).isEqualTo(run(seed));
        }
    }

    @Test
    void differentSeedsGiveManyOrders() {
        var orders = new HashSet<List<String>>();
        for (long seed = 0; seed < 200; seed++) {
            orders.add(run(seed));
        }
        assertThat(orders).hasSizeGreaterThan(100);
    }

    @Test
    void aPostedCallbackMayOvertakeATimerOfTheSameMoment() {
        var seen = new HashSet<Boolean>();
        for (long seed = 0; seed < 100; seed++) {
            var trail = run(seed);
            seen.add(trail.indexOf("1a+") < trail.indexOf("1b"));
        }
        assertThat(seen).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void nothingIsReorderedAcrossADeadline() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(run(seed)).hasSize(12).extracting(entry -> entry.charAt(0)).isSorted();
        }
    }

    @Test
    void timersThatAreLateKeepTheOrderOfTheirDeadlines() {
        for (long seed = 0; seed < 200; seed++) {
            var trail = new ArrayList<Integer>();
            var clock = new VirtualClock();
            try (var loop = EventLoop.builder().clock(clock).readyOrder(ReadyOrder.shuffled(seed)).build()) {
                for (int deadline = 1; deadline <= 5; deadline++) {
                    int number = deadline;
                    loop.schedule(() -> trail.add(number), Duration.ofSeconds(deadline));
                    loop.schedule(() -> trail.add(number), Duration.ofSeconds(deadline));
                }
                loop.execute(() -> clock.advance(Duration.ofSeconds(10)));
                loop.schedule(loop::stop, Duration.ofSeconds(20));
                loop.run();
            }
            assertThat(trail).hasSize(10).isSorted();
        }
    }
}

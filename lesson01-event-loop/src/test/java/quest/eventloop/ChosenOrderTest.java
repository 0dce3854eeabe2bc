package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChosenOrderTest {

    private final List<String> trail = new ArrayList<>();
    private final List<List<Runnable>> offers = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock();

    private EventLoop loop(Chooser chooser) {
        return EventLoop.builder().clock(clock).readyOrder(ReadyOrder.chosen(ready -> {
            offers.add(ready);
            return chooser.choose(ready);
        })).build();
    }

    private Runnable step(String name) {
        return () -> trail.add(name);
    }

    @Test
    void whatIsChosenRuns() {
        try (var loop = loop(ready -> ready.size() - 1)) {
            List.of("a", "b", "c").forEach(name -> loop.execute(step(name)));
            loop.stop();
            loop.run();
        }
        assertThat(trail).containsExactly("c", "b", "a");
        assertThat(offers).extracting(List::size).containsExactly(3, 2, 1);
    }

    @Test
    void whatIsLeftStaysInTheOrderOfPosting() {
        var choices = List.of(1, 0, 1, 0).iterator();
        try (var loop = loop(_ -> choices.next())) {
            List.of("a", "b", "c", "d").forEach(name -> loop.execute(step(name)));
            loop.stop();
            loop.run();
        }
        assertThat(trail).containsExactly("b", "a", "d", "c");
    }

    @Test
    void callbacksAreOfferedAsTheyWereGiven() {
        var posted = step("posted");
        var due = step("due");
        var over = new CompletableFuture<Void>();
        Runnable end = () -> over.complete(null);
        try (var loop = loop(_ -> 0)) {
            loop.execute(posted);
            loop.schedule(due, Duration.ofSeconds(1));
            loop.schedule(end, Duration.ofSeconds(2));
            loop.runUntilComplete(over);
        }
        assertThat(offers).containsExactly(List.of(posted), List.of(due), List.of(end));
    }

    @Test
    void noTimerOvertakesAnEarlierDeadline() {
        try (var loop = loop(ready -> ready.size() - 1)) {
            for (int deadline = 1; deadline <= 3; deadline++) {
                loop.schedule(step(deadline + " first"), Duration.ofSeconds(deadline));
                loop.schedule(step(deadline + " second"), Duration.ofSeconds(deadline));
            }
            loop.execute(() -> clock.advance(Duration.ofSeconds(10)));
            loop.schedule(loop::stop, Duration.ofSeconds(20));
            loop.run();
        }
        assertThat(trail).containsExactly("1 second", "1 first", "2 second", "2 first", "3 second", "3 first");
    }

    @Test
    void whatTheLoopPostsToItselfIsNoChoice() {
        var over = new CompletableFuture<Void>();
        try (var loop = loop(_ -> 0)) {
            loop.execute(() -> over.complete(null));
            loop.execute(step("after"));
            loop.schedule(step("never"), Duration.ofSeconds(1)).cancel();
            loop.runUntilComplete(over);
        }
        assertThat(offers).extracting(List::size).containsExactly(2, 1);
        assertThat(trail).containsExactly("after");
    }

    @Test
    void timerCancelledAfterItsTimeIsNoChoice() {
        try (var loop = loop(_ -> 0)) {
            var cancelled = new ArrayList<TimerHandle>();
            loop.schedule(() -> cancelled.getFirst().cancel(), Duration.ofSeconds(1));
            cancelled.add(loop.schedule(step("never"), Duration.ofSeconds(1)));
            loop.schedule(step("later"), Duration.ofSeconds(2));
            loop.schedule(loop::stop, Duration.ofSeconds(3));
            loop.run();
        }
        assertThat(offers).extracting(List::size).containsExactly(2, 1, 1);
        assertThat(trail).containsExactly("later");
    }

    @Test
    void saysSoIfAChoiceIsNone() {
        try (var loop = loop(_ -> 2)) {
            loop.execute(step("a"));
            loop.execute(step("b"));

            assertThatThrownBy(loop::run).isInstanceOf(IllegalStateException.class)
                    .hasMessage("the chooser wants callback 2, but there are 2, counted from 0");
        }
        assertThat(trail).isEmpty();
    }

    @Test
    void whatTheChooserThrowsEndsTheRun() {
        try (var loop = loop(_ -> {
            throw new UnsupportedOperationException("no more of this");
        })) {
            loop.execute(step("a"));

            assertThatThrownBy(loop::run).hasMessage("no more of this");
        }
        assertThat(trail).isEmpty();
    }
}

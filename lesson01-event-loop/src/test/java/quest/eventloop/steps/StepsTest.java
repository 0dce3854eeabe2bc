package quest.eventloop.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// The three loops that the lesson's page builds up. The time limits end tests that hang, and say nothing about speed.
class StepsTest {

    private final List<String> trail = new ArrayList<>();

    @Test
    void aReadyLoopCallsInTheOrderOfPosting() {
        var loop = new ReadyLoop();
        loop.execute(() -> {
            trail.add("a");
            loop.execute(() -> trail.add("c"));
        });
        loop.execute(() -> trail.add("b"));
        assertThat(trail).isEmpty();

        loop.run();

        assertThat(trail).containsExactly("a", "b", "c");
    }

    @Test
    void aTimerLoopCallsTheEarliestDeadlineFirst() {
        var loop = TimerLoop.withToyClock();
        loop.schedule(() -> trail.add("c"), Duration.ofHours(3));
        loop.schedule(() -> {
            trail.add("a");
            loop.schedule(() -> trail.add("b"), Duration.ofHours(1));
        }, Duration.ofHours(1));
        loop.execute(() -> trail.add("posted"));

        loop.run();

        assertThat(trail).containsExactly("posted", "a", "b", "c");
    }

    @Test
    void inATimerLoopAnEndlessChainOfCallbacksDoesNotStopTheTimers() {
        var now = new long[1];
        var loop = new TimerLoop(() -> now[0]++, nanos -> now[0] += nanos);
        var over = new boolean[1];
        loop.execute(new Runnable() {
            @Override
            public void run() {
                if (!over[0]) {
                    loop.execute(this);
                }
            }
        });
        loop.schedule(() -> over[0] = true, Duration.ofNanos(100));

        loop.run();

        assertThat(over[0]).isTrue();
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aSelectorLoopIsWokenByAnotherThread() throws IOException {
        try (var loop = new SelectorLoop()) {
            loop.schedule(() -> trail.add("too late"), Duration.ofHours(1));
            Thread.ofVirtual().start(() -> loop.execute(() -> {
                trail.add("woken");
                loop.stop();
            }));

            loop.run();
        }
        assertThat(trail).containsExactly("woken");
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aSelectorLoopIsWokenByAChannel() throws IOException {
        var pipe = Pipe.open();
        try (var source = pipe.source(); var sink = pipe.sink(); var loop = new SelectorLoop()) {
            source.configureBlocking(false);
            loop.register(source, SelectionKey.OP_READ, _ -> {
                trail.add("read " + source.read(ByteBuffer.allocate(8)));
                loop.stop();
            });
            sink.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));

            loop.run();
        }
        assertThat(trail).containsExactly("read 3");
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aSelectorLoopRunsItsTimersInOrderAndNotBeforeTheyAreDue() throws IOException {
        try (var loop = new SelectorLoop()) {
            long start = System.nanoTime();
            loop.schedule(() -> trail.add("too late"), Duration.ofHours(1));
            loop.schedule(() -> trail.add("first"), Duration.ofMillis(1));
            loop.schedule(() -> {
                trail.add(System.nanoTime() - start < 2_000_000 ? "second, too early" : "second");
                loop.stop();
            }, Duration.ofMillis(2));

            loop.run();
        }
        assertThat(trail).containsExactly("first", "second");
    }
}

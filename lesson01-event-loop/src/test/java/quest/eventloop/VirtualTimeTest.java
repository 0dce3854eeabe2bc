package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private final VirtualClock clock = new VirtualClock();
    private final EventLoop loop = EventLoop.builder().clock(clock).build();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void tenHoursOfGameTimePassWithoutWaiting() {
        var ticks = new int[1];
        loop.scheduleAtFixedRate(() -> ticks[0]++, Duration.ZERO, Duration.ofMillis(100));
        var tenHours = new CompletableFuture<Void>();
        loop.schedule(() -> tenHours.complete(null), Duration.ofHours(10));
        loop.runUntilComplete(tenHours);

        assertThat(clock.nanoTime()).isEqualTo(Duration.ofHours(10).toNanos());
        assertThat(ticks[0]).as("from 0 to 10 h, both included").isEqualTo(360_001);
    }

    @Test
    void theSameProgramGivesTheSameTrailEveryTime() {
        assertThat(List.of(trailOfABusyWorld(), trailOfABusyWorld())).containsOnly(trailOfABusyWorld());
    }

    private static List<String> trailOfABusyWorld() {
        var clock = new VirtualClock();
        var trail = new ArrayList<String>();
        try (var loop = EventLoop.builder().clock(clock).build()) {
            for (int i = 1; i <= 20; i++) {
                int number = i;
                loop.scheduleAtFixedRate(() -> {
                    trail.add(clock.nanoTime() + " tick " + number);
                    loop.execute(() -> trail.add(clock.nanoTime() + " after " + number));
                }, Duration.ofMillis(i % 3), Duration.ofMillis(i));
            }
            loop.schedule(loop::stop, Duration.ofSeconds(1));
            loop.run();
        }
        return trail;
    }

    @Test
    void timeStandsStillWhileOffloadedWorkIsUnderWay() {
        var tickBeforeWork = new boolean[1];
        loop.schedule(() -> tickBeforeWork[0] = true, Duration.ofMillis(1));
        var release = new CountDownLatch(1);
        var work = loop.offload(() -> {
            release.await();
            return clock.nanoTime();
        });
        loop.execute(release::countDown);

        assertThat(loop.runUntilComplete(work)).isZero();
        assertThat(tickBeforeWork[0]).isFalse();
    }

    @Test
    void dataThatIsThereIsHandledBeforeTimeJumps() throws IOException {
        var pipe = Pipe.open();
        try (var source = pipe.source(); var sink = pipe.sink()) {
            source.configureBlocking(false);
            sink.write(ByteBuffer.wrap(new byte[] {1}));
            var trail = new ArrayList<String>();
            loop.register(source, SelectionKey.OP_READ, key -> {
                trail.add("data at " + clock.nanoTime());
                key.cancel();
            });
            loop.schedule(() -> {
                trail.add("timer at " + clock.nanoTime());
                loop.stop();
            }, Duration.ofNanos(5));
            loop.run();

            assertThat(trail).containsExactly("data at 0", "timer at 5");
        }
    }

    @Test
    void withNoTimerLeftTheLoopReallyWaitsForItsChannels() throws IOException {
        var pipe = Pipe.open();
        try (var source = pipe.source(); var sink = pipe.sink()) {
            source.configureBlocking(false);
            var data = new CompletableFuture<Void>();
            loop.register(source, SelectionKey.OP_READ, key -> {
                key.cancel();
                data.complete(null);
            });
            Thread.ofPlatform().start(() -> {
                try {
                    sink.write(ByteBuffer.wrap(new byte[] {1}));
                } catch (IOException e) {
                    data.completeExceptionally(e);
                }
            });
            loop.runUntilComplete(data);

            assertThat(clock.nanoTime()).isZero();
        }
    }

    @Test
    void advancingStandsForACallbackThatTakesLong() {
        var lateBy = new long[1];
        loop.schedule(() -> clock.advance(Duration.ofMillis(300)), Duration.ofMillis(10));
        loop.schedule(() -> {
            lateBy[0] = clock.nanoTime() / 1_000_000 - 20;
            loop.stop();
        }, Duration.ofMillis(20));
        loop.run();

        assertThat(lateBy[0]).isEqualTo(290);
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFasterClockNeedsAPositiveFactor() {
        assertThatThrownBy(() -> LoopClock.faster(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoopClock.faster(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(LoopClock.faster(10).toRealNanos(1_000)).isEqualTo(100);
        assertThat(LoopClock.system().toRealNanos(1_000)).isEqualTo(1_000);
    }
}

package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// A loop with nothing to do costs nothing.
class IdleTest {

    private static final int TURNS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Turns that find nothing to do: each is woken, looks around, and would sleep again.
    @Test
    void aTurnWithoutWorkAllocatesNothing() throws IOException {
        try (var loop = EventLoop.builder().clock(new VirtualClock()).build()) {
            loop.stop(); // so that no turn falls asleep
            turn(loop, TURNS); // classes are loaded, lambdas linked
            long before = threads.getCurrentThreadAllocatedBytes();
            turn(loop, TURNS);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated / TURNS).as("bytes per turn").isZero();
        }
    }

    @Test
    void norDoesATurnThatFindsItsChannelsQuiet() throws IOException {
        var pipe = Pipe.open();
        try (var source = pipe.source(); var _ = pipe.sink(); var loop = new EventLoop()) {
            source.configureBlocking(false);
            loop.register(source, SelectionKey.OP_READ, _ -> { });
            loop.stop();
            turn(loop, TURNS);
            long before = threads.getCurrentThreadAllocatedBytes();
            turn(loop, TURNS);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated / TURNS).as("bytes per turn").isZero();
        }
    }

    /// What a post costs is allocated by the thread that posts, and not by the loop's.
    @Test
    void norDoesALoopThatIsWokenAndFallsAsleepAgain() throws InterruptedException {
        try (var loop = new EventLoop()) {
            var thread = Thread.ofPlatform().start(loop::run);
            var woken = new Semaphore(0);
            Runnable callback = woken::release;
            wake(loop, callback, woken);
            long before = threads.getThreadAllocatedBytes(thread.threadId());
            wake(loop, callback, woken);
            long allocated = threads.getThreadAllocatedBytes(thread.threadId()) - before;

            assertThat(allocated / TURNS).as("bytes per turn").isZero();
        }
    }

    private static void wake(EventLoop loop, Runnable callback, Semaphore woken) throws InterruptedException {
        for (int i = 0; i < TURNS; i++) {
            loop.execute(callback);
            woken.acquire();
        }
    }

    private static void turn(EventLoop loop, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            loop.runOnce();
        }
    }

    /// Measured in processor time of the loop's own thread, which other load on the machine does not change.
    @Test
    void anIdleLoopSleepsUntilItIsWoken() throws InterruptedException {
        try (var loop = new EventLoop()) {
            var thread = Thread.ofPlatform().start(loop::run);
            CompletableFuture.runAsync(() -> { }, loop).join();
            while (thread.getState() != Thread.State.RUNNABLE || !isInSelector(thread)) {
                Thread.onSpinWait();
            }
            long used = threads.getThreadCpuTime(thread.threadId());
            long start = System.nanoTime();
            while (System.nanoTime() - start < 20_000_000) {
                Thread.onSpinWait();
            }
            long usedMeanwhile = threads.getThreadCpuTime(thread.threadId()) - used;

            assertThat(usedMeanwhile).as("ns of processor time while this thread was busy for 20 ms").isLessThan(10_000_000);
        }
    }

    private static boolean isInSelector(Thread thread) {
        for (var frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("doSelect")) {
                return true;
            }
        }
        return false;
    }
}

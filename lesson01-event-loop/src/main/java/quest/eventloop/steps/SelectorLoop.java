package quest.eventloop.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import quest.eventloop.ChannelHandler;

/// A [TimerLoop] that can be woken: it sleeps in a selector, which other threads and channels can end. Step 3 of 3 to
/// [quest.eventloop.EventLoop], which does the same with care.
///
/// Simplified: each post costs a system call, even while the loop is awake. Timers cannot be cancelled, and moments are
/// compared as if [System#nanoTime()] could not overflow. What a callback or a handler throws ends the loop.
final class SelectorLoop implements Executor, AutoCloseable {

    private record Timer(long deadline, Runnable callback) {
    }

    private final Selector selector;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();    // any thread's
    private final Queue<Runnable> ready = new ArrayDeque<>();               // the loop's own, as all below
    private final Queue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::deadline));
    private volatile boolean stopping;

    SelectorLoop() throws IOException {
        selector = Selector.open();
    }

    /// Posts a callback. Any thread.
    @Override
    public void execute(Runnable callback) {
        inbox.add(callback);
        selector.wakeup();
    }

    /// Has a callback called after a delay. The loop's thread only, as for [#register].
    void schedule(Runnable callback, Duration delay) {
        timers.add(new Timer(System.nanoTime() + delay.toNanos(), callback));
    }

    /// Has a handler called whenever the channel is ready.
    void register(SelectableChannel channel, int ops, ChannelHandler handler) throws IOException {
        channel.register(selector, ops, handler);
    }

    void run() throws IOException {
        while (!stopping) {
            runOnce();
        }
    }

    private void runOnce() throws IOException {
        sleep();
        while (!timers.isEmpty() && timers.peek().deadline() <= System.nanoTime()) {
            ready.add(timers.poll().callback());
        }
        for (Runnable posted; (posted = inbox.poll()) != null; ) {
            ready.add(posted);
        }
        while (!ready.isEmpty()) {
            ready.poll().run();
        }
    }

    /// Until a channel is ready, the next timer is due, or somebody calls `wakeup`, during the sleep or before it.
    private void sleep() throws IOException {
        if (timers.isEmpty()) {
            selector.select(SelectorLoop::callHandler);
            return;
        }
        long nanos = timers.peek().deadline() - System.nanoTime();
        if (nanos > 0) {
            selector.select(SelectorLoop::callHandler, nanos / 1_000_000 + 1);
        } else {
            selector.selectNow(SelectorLoop::callHandler);
        }
    }

    private static void callHandler(SelectionKey key) {
        try {
            ((ChannelHandler) key.attachment()).ready(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Any thread.
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    static void main() throws IOException {
        try (var loop = new SelectorLoop()) {
            loop.schedule(() -> IO.println("the bell rings"), Duration.ofSeconds(2));
            loop.schedule(loop::stop, Duration.ofSeconds(3));
            Thread.ofVirtual().start(() -> {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                loop.execute(() -> IO.println("a messenger wakes the sleeping loop"));
            });
            loop.run();
        }
    }
}

package quest.eventloop.steps;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// A [ReadyLoop] that knows the time: callbacks can be called later. Step 2 of 3 to [quest.eventloop.EventLoop].
///
/// While it sleeps, nobody can wake it, be it another thread or the network: that is [SelectorLoop]'s step. Simplified:
/// timers cannot be cancelled, and those with equal deadlines run in any order.
final class TimerLoop implements Executor {

    private record Timer(long deadline, Runnable callback) {
    }

    private final LongSupplier clock;       // says what time it is, in nanoseconds
    private final LongConsumer sleeper;     // waits for so many of them
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final Queue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::deadline));

    TimerLoop(LongSupplier clock, LongConsumer sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public void execute(Runnable callback) {
        ready.add(callback);
    }

    /// Has a callback called after a delay.
    void schedule(Runnable callback, Duration delay) {
        timers.add(new Timer(clock.getAsLong() + delay.toNanos(), callback));
    }

    void run() {
        while (!ready.isEmpty() || !timers.isEmpty()) {
            runOnce();
        }
    }

    private void runOnce() {
        if (ready.isEmpty()) {
            sleeper.accept(timers.peek().deadline() - clock.getAsLong());
        }
        while (!timers.isEmpty() && timers.peek().deadline() <= clock.getAsLong()) {
            ready.add(timers.poll().callback());
        }
        for (int left = ready.size(); left > 0; left--) {
            ready.poll().run();
        }
    }

    /// Time that nobody waits for: to sleep is to move the clock's hand.
    static TimerLoop withToyClock() {
        var now = new AtomicLong();
        return new TimerLoop(now::get, now::addAndGet);
    }

    static void main() {
        var loop = withToyClock();
        loop.schedule(() -> IO.println("the bomb goes off"), Duration.ofHours(3));
        loop.schedule(() -> IO.println("the potion wears off"), Duration.ofHours(1));
        for (var bell : new String[] {"first", "second", "third", "fourth"}) {
            loop.schedule(() -> IO.println("the " + bell + " bell rings"), Duration.ofHours(2));
        }
        loop.run();
    }
}

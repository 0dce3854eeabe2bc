package quest.gameserver.client;

import java.time.Duration;
import java.util.function.LongConsumer;
import quest.eventloop.EventLoop;
import quest.eventloop.LoopClock;
import quest.eventloop.VirtualClock;

/// Says when each request of a fixed rate is due: the n-th at n / rate after the first, whatever became of those
/// before. If the loop was busy it is called late, for each that was due meanwhile, and told when that was. On the
/// loop's thread.
final class Pacer {

    private static final long SECOND = 1_000_000_000;
    /// A timer is a millisecond late, since selectors count in milliseconds. So the last bit is spent looking at the
    /// clock. Virtual time does not pass for those who look at it, and its timers are exact.
    private static final Duration SPIN = Duration.ofMillis(2);

    private final EventLoop loop;
    private final LoopClock clock;
    private final long rate;
    private final long spin;
    private final LongConsumer onDue;
    private long start;
    private long next;
    private boolean stopped;

    /// @param onDue called with the moment at which a request was due, by the loop's clock
    Pacer(EventLoop loop, int perSecond, LongConsumer onDue) {
        this.loop = loop;
        this.clock = loop.clock();
        this.rate = perSecond;
        this.onDue = onDue;
        this.spin = clock instanceof VirtualClock ? 0 : SPIN.toNanos();
    }

    /// The first is due now.
    void start() {
        start = clock.nanoTime();
        sendDue();
    }

    void stop() {
        stopped = true;
    }

    private void sendDue() {
        long now = clock.nanoTime();
        while (!stopped && due() - now <= 0) {
            long due = due();
            next++;
            onDue.accept(due);
        }
        if (stopped) {
            return;
        }
        long left = due() - now - spin;
        if (left > 0) {
            loop.schedule(this::sendDue, Duration.ofNanos(left));
        } else {
            loop.execute(this::sendDue);
        }
    }

    /// In two parts, for the product of many requests and a billion would not fit.
    private long due() {
        return start + next / rate * SECOND + next % rate * SECOND / rate;
    }
}

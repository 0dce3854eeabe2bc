package quest.gameserver.websocket;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import quest.eventloop.LoopClock;

/// Time that passes only when the test says so, while sockets take what time they need. A loop that waits for a timer
/// looks up every millisecond.
final class HandClock implements LoopClock {

    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public long toRealNanos(long nanos) {
        return Math.min(nanos, 1_000_000);
    }

    void advance(Duration duration) {
        now.addAndGet(duration.toNanos());
    }
}

package quest.eventloop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still while anything happens and jumps to the next deadline when nothing does. Ten hours of game
/// time pass in milliseconds, and in the same order every time.
///
/// Starts at 0. What a loop does under it:
///
/// - While a callback is ready, time stands still. When none is, no channel is ready and no other thread has posted
///   anything, the clock jumps to the deadline of the next timer.
/// - While work handed to [EventLoop#offload] is under way, time stands still and the loop really waits: such work takes
///   no virtual time, however long it takes.
/// - A registered channel does not hold time back. Data that is already there is handled before the jump; data that is
///   still on its way finds the clock further on. With no timer left, the loop really waits for its channels.
///
/// Any thread may read it. [#advance] belongs on the loop's thread, where it stands for a callback that takes long.
public final class VirtualClock implements LoopClock {

    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanoTime() {
        return now.get();
    }

    /// Lets time pass, as if the calling thread had been busy or asleep for so long.
    ///
    /// @throws IllegalArgumentException for a negative duration: time does not go back
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        now.addAndGet(duration.toNanos());
    }

    /// Nobody waits for virtual time.
    @Override
    public long toRealNanos(long nanos) {
        return 0;
    }

    void jumpTo(long deadline) {
        now.accumulateAndGet(deadline, Math::max);
    }
}

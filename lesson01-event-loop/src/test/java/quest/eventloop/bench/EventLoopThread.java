package quest.eventloop.bench;

import java.time.Duration;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;

/// The course's loop, as it is when nothing is chosen.
final class EventLoopThread implements CallbackThread<TimerHandle> {

    private final EventLoop loop = new EventLoop();

    EventLoopThread() {
        Thread.ofPlatform().daemon().name("loop").start(loop::run);
    }

    @Override
    public void execute(Runnable callback) {
        loop.execute(callback);
    }

    @Override
    public TimerHandle schedule(Runnable callback, long nanos) {
        return loop.schedule(callback, Duration.ofNanos(nanos));
    }

    @Override
    public void cancel(TimerHandle timer) {
        timer.cancel();
    }

    @Override
    public void close() {
        loop.close();
    }
}

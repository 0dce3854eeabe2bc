package quest.eventloop;

/// A callback with one deadline after the other, on a fixed grid.
final class PeriodicTimer extends Timer {

    private final long period;  // ns

    PeriodicTimer(EventLoop loop, Runnable callback, long deadline, long period) {
        super(loop, callback, deadline);
        this.period = period;
    }

    /// What the callback throws goes on to the loop, after the next tick is settled.
    @Override
    public void run() {
        if (isCancelled()) {
            return;
        }
        try {
            callback().run();
        } finally {
            if (!isCancelled() && !loop.isClosed()) {
                deadline = nextOnGrid(loop.clock().nanoTime());
                loop.add(this);
            }
        }
    }

    /// The first moment of the grid that has not passed. Moments that were missed are left out: a late tick neither
    /// shifts the grid nor is followed by a burst.
    private long nextOnGrid(long now) {
        long late = Math.max(0, now - deadline - 1);
        return deadline + (late / period + 1) * period;
    }
}

package quest.eventloop;

/// A callback with a deadline, or, with a period, one deadline after the other.
final class Timer implements TimerHandle, Runnable {

    private final EventLoop loop;
    private final long period;          // ns; 0: runs once
    private volatile boolean cancelled;
    private Runnable callback;          // null as soon as it will not run again, so that whatever it holds is freed
    private long deadline;
    boolean queued;                     // in the timer queue; on its way to run, or done, when not

    Timer(EventLoop loop, Runnable callback, long deadline, long period) {
        this.loop = loop;
        this.callback = callback;
        this.deadline = deadline;
        this.period = period;
    }

    /// Called by the loop, once the timer is due. It may have been cancelled since.
    @Override
    public void run() {
        if (cancelled) {
            return;
        }
        var due = callback;
        if (period == 0) {
            callback = null;
            due.run();
            return;
        }
        try {
            due.run();
        } finally {
            if (!cancelled) {
                deadline = nextOnGrid(loop.clock().nanoTime());
                loop.enqueue(this);
            }
        }
    }

    /// The first moment of the grid that has not passed. Moments that were missed are left out: a late tick neither
    /// shifts the grid nor is followed by a burst.
    private long nextOnGrid(long now) {
        long late = Math.max(0, now - deadline - 1);
        return deadline + (late / period + 1) * period;
    }

    @Override
    public boolean cancel() {
        loop.checkThread("cancel");
        if (cancelled || callback == null) {
            return false;
        }
        cancelled = true;
        loop.forget(this);
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    /// What it was made to call; null when it will not call it any more.
    Runnable callback() {
        return callback;
    }

    /// Called by the timer queue, on the loop's thread, after the timer was cancelled.
    void clear() {
        callback = null;
    }
}

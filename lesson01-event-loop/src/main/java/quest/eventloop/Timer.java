package quest.eventloop;

/// A callback with a deadline.
sealed class Timer implements TimerHandle, Runnable permits PeriodicTimer {

    final EventLoop loop;
    long deadline;
    long order;                         // among equal deadlines; the timer queue's business
    boolean queued;                     // in the timer queue; on its way to run, or done, when not
    private volatile boolean cancelled;
    private Runnable callback;          // null as soon as it will not run again, so that whatever it holds is freed

    Timer(EventLoop loop, Runnable callback, long deadline) {
        this.loop = loop;
        this.callback = callback;
        this.deadline = deadline;
    }

    /// Called by the loop, once the timer is due. It may have been cancelled since.
    @Override
    public void run() {
        if (!cancelled) {
            var due = callback;
            callback = null;
            due.run();
        }
    }

    @Override
    public final boolean cancel() {
        loop.checkThread("cancel");
        if (cancelled || callback == null) {
            return false;
        }
        cancelled = true;
        loop.forget(this);
        return true;
    }

    @Override
    public final boolean isCancelled() {
        return cancelled;
    }

    @Override
    public final long deadline() {
        return deadline;
    }

    /// What it was made to call; null when it will not call it any more.
    final Runnable callback() {
        return callback;
    }

    /// Called by the timer queue, on the loop's thread, after the timer was cancelled.
    final void clear() {
        callback = null;
    }
}

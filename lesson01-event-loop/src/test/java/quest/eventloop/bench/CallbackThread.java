package quest.eventloop.bench;

/// One thread that runs callbacks, now or later: as much as an event loop and a pool of one thread have in common.
///
/// @param <T> what it gives back for a timer
interface CallbackThread<T> extends AutoCloseable {

    /// Any thread. What one thread posts runs in the order of posting.
    void execute(Runnable callback);

    /// Runs a callback once, `nanos` from now. Called from a callback.
    T schedule(Runnable callback, long nanos);

    /// Calls a timer off. Called from a callback.
    void cancel(T timer);

    /// Ends the thread. What has not run never will.
    @Override
    void close();
}

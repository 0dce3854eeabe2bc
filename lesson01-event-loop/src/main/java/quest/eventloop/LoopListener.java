package quest.eventloop;

/// Told of everything a loop calls: for printers, pictures, profilers. A loop without a listener pays nothing for it.
///
/// A callback is passed as it was given: a [Runnable] from [EventLoop#execute] or [EventLoop#schedule], a
/// [ChannelHandler] from [EventLoop#register]. What a listener throws goes to the loop's exception handler.
public interface LoopListener {

    /// A callback was handed to the loop. Called by the thread that did so, which need not be the loop's.
    ///
    /// @param deadline from when on it may run, in nanoseconds of the loop's clock; now, if it was posted
    default void scheduled(Object callback, long deadline) {
    }

    /// A timer was cancelled that would have called the callback, or, if it is periodic and cancels itself, would have called it
    /// again. Called by the thread that did so.
    ///
    /// @param deadline with which it was scheduled
    default void cancelled(Object callback, long deadline) {
    }

    /// A callback is about to be called. On the loop's thread.
    default void started(Object callback) {
    }

    /// A callback has returned, or thrown. On the loop's thread.
    default void ended(Object callback) {
    }
}

package quest.eventloop;

/// What [EventLoop#schedule] gives back: the way to call it off. (asyncio: `TimerHandle`.)
public sealed interface TimerHandle permits Timer {

    /// Takes the timer back: it will not run, or, if it is periodic, not again. A periodic timer may cancel itself while
    /// it runs. Only the loop's thread may call it; while nobody runs the loop, any thread may.
    ///
    /// @return whether that kept anything from running: false if it has run already or was cancelled before
    /// @throws IllegalStateException on another thread than the loop's
    boolean cancel();

    /// Whether it was cancelled in time. Any thread may ask.
    boolean isCancelled();

    /// When it is due, in nanoseconds of the loop's clock; of a periodic timer, when it is due next.
    long deadline();
}

package quest.eventloop;

/// The callbacks that may run now, in the order in which they will. [ReadyOrder] makes one.
///
/// Only the loop's thread touches it.
abstract class ReadyQueue {

    /// A callback that was posted.
    abstract void add(Runnable callback);

    /// A timer that has come due. Timers are handed over earliest first, and go ahead of the posted callbacks that are
    /// still waiting, so that no amount of those can hold up a timer.
    abstract void addDue(Runnable timer, long deadline);

    /// The next one, or null.
    abstract Runnable poll();

    abstract boolean isEmpty();
}

package quest.tasks.physics;

/// Ways to have a thousand parts of a computation done.
public enum Style {
    /// One after the other, by the thread that asks.
    IN_SEQUENCE,
    /// Each a callback on one event loop.
    ON_THE_LOOP,
    /// Each on a virtual thread of its own, in a scope.
    VIRTUAL_THREADS,
    /// On a pool of as many platform threads as the machine has processors.
    POOL
}

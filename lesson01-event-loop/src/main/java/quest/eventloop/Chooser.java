package quest.eventloop;

import java.util.List;

/// Somebody who decides which of the ready callbacks runs next, see [ReadyOrder#chosen]. (Elsewhere: a *scheduler*, in the
/// sense of an operating system's.)
@FunctionalInterface
public interface Chooser {

    /// Called on the loop's thread before each callback, also when only one is ready: so a chooser knows every step. What it
    /// throws is thrown by the loop's `run` or `runUntilComplete`, and nothing more is run.
    ///
    /// @param ready the callbacks as they were given to the loop, in an order that depends only on what has run before:
    ///              oldest first. Never empty
    /// @return the index of the one to run
    int choose(List<Runnable> ready);
}

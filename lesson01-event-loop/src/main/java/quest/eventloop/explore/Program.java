package quest.eventloop.explore;

import quest.eventloop.EventLoop;

/// A small program on a loop that can be run again and again.
///
/// Each run must begin from the beginning, with new state, and do the same as long as the same is chosen: no clock but the
/// loop's, no randomness without a fixed seed, no other threads, no network. It may use timers: time is virtual.
@FunctionalInterface
public interface Program {

    /// Runs on the loop, to its end: posts its first steps, and then, most often, calls [EventLoop#runUntilComplete].
    /// Called on the thread that explores.
    ///
    /// @param loop a new one for each run, with a virtual clock; it is closed afterwards
    /// @throws Exception if what came out is wrong. That, or anything that a step throws, or a future that will never be
    ///                   complete, makes the schedule a failing one
    void run(EventLoop loop) throws Exception;
}

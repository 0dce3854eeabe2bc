package quest.eventloop.explore;

/// What came out of trying many schedules.
public sealed interface Exploration {

    /// How many were tried.
    int schedules();

    /// Whether these are all that there are. If not, the exploration was told to stop, or came to its limit.
    boolean complete();

    /// None of them failed. If the exploration is complete, that is a proof, for a program of just this size: no order of its
    /// steps makes it fail.
    record Survived(int schedules, boolean complete) implements Exploration {
    }

    /// Some of them failed.
    ///
    /// @param failing    how many
    /// @param foundAfter how many had been tried when the first was found, itself included
    /// @param first      the one that was found first
    /// @param simplest   of those that failed, the first with the fewest switches
    record Faulty(int schedules, boolean complete, int failing, int foundAfter, Run.Failed first, Run.Failed simplest)
            implements Exploration {
    }
}

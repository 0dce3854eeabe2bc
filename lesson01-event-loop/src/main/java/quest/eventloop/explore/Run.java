package quest.eventloop.explore;

import java.util.List;

/// One run of a program, and how it ended.
public sealed interface Run {

    Schedule schedule();

    /// What ran, in this order.
    List<Step> steps();

    /// The program returned, and nothing was thrown.
    record Passed(Schedule schedule, List<Step> steps) implements Run {
    }

    /// @param why what was thrown; what was thrown first, if several were
    record Failed(Schedule schedule, List<Step> steps, Throwable why) implements Run {
    }
}

package quest.tasks.steps;

import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;

/// One quest, written three times: walk to the dragon, strike until it falls, carry the treasure home. Each step takes
/// time, the dragon may strike back, and the horse is stabled whatever happens.
///
/// What the three do is the same to the last line of the timeline; one test holds for all. What differs is how they
/// wait.
public interface Quest {

    /// Begins the quest.
    ///
    /// @return how many strikes it took; or the failure of the step that went wrong, once the horse is in its stable
    CompletableFuture<Integer> begin(EventLoop loop, Land land);
}

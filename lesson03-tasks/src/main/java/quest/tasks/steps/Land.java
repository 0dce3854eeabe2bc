package quest.tasks.steps;

import java.util.concurrent.CompletableFuture;

/// What a quest meets on its way. Each takes time, and may fail. Any thread may ask; the answers come on the loop's.
public interface Land {

    CompletableFuture<Void> walkTo(String place);

    /// @return whether the dragon has fallen
    CompletableFuture<Boolean> strike();

    CompletableFuture<Void> stableTheHorse();
}

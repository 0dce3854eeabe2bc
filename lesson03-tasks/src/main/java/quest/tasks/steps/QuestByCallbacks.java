package quest.tasks.steps;

import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;

/// The quest in callbacks, as in lessons 1 and 2. Each step ends where the next one must be named: the loop has
/// become a recursion, its counter a parameter, and `finally` a handler that needs a case for each outcome.
public final class QuestByCallbacks implements Quest {

    @Override
    public CompletableFuture<Integer> begin(EventLoop loop, Land land) {
        return land.walkTo("dragon")
                .thenCompose(_ -> strikeUntilItFalls(land, 1))
                .thenCompose(strikes -> land.walkTo("home").thenApply(_ -> strikes))
                .handle((strikes, failure) -> land.stableTheHorse().thenCompose(_ -> failure == null
                        ? CompletableFuture.completedFuture(strikes)
                        : CompletableFuture.<Integer>failedFuture(failure)))
                .thenCompose(outcome -> outcome);
    }

    private CompletableFuture<Integer> strikeUntilItFalls(Land land, int strikes) {
        return land.strike().thenCompose(fallen -> fallen
                ? CompletableFuture.completedFuture(strikes)
                : strikeUntilItFalls(land, strikes + 1));
    }
}

package quest.tasks.steps;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import quest.eventloop.EventLoop;

/// The quest on a virtual thread: the same lines once more, and where it waits, it blocks, as any thread would. That
/// stops it alone, since a blocked virtual thread holds no thread of the system.
///
/// Beside the coroutine: it may wait anywhere, with locks held, below code that knows nothing of it. But it runs beside
/// the loop and not on it, so what it shares with others needs a lock, or must be handed over.
public final class QuestByVirtualThread implements Quest {

    @Override
    public CompletableFuture<Integer> begin(EventLoop loop, Land land) {
        var outcome = new CompletableFuture<Integer>();
        Thread.ofVirtual().name("quest").start(() -> {
            try {
                outcome.complete(play(land));
            } catch (ExecutionException e) {
                outcome.completeExceptionally(e.getCause());
            } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    private static int play(Land land) throws ExecutionException, InterruptedException {
        try {
            land.walkTo("dragon").get();
            int strikes = 1;
            while (!land.strike().get()) {
                strikes++;
            }
            land.walkTo("home").get();
            return strikes;
        } finally {
            land.stableTheHorse().get();
        }
    }
}

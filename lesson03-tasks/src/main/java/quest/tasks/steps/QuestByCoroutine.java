package quest.tasks.steps;

import static quest.tasks.coroutine.Coroutine.await;

import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.tasks.coroutine.Coroutine;

/// The quest as a coroutine: a loop is a loop again, and `finally` is `finally`. Where it waits, it says so: `await`.
/// All of it runs on the loop's thread.
public final class QuestByCoroutine implements Quest {

    @Override
    public CompletableFuture<Integer> begin(EventLoop loop, Land land) {
        return Coroutine.start(loop, () -> {
            try {
                await(land.walkTo("dragon"));
                int strikes = 1;
                while (!await(land.strike())) {
                    strikes++;
                }
                await(land.walkTo("home"));
                return strikes;
            } finally {
                await(land.stableTheHorse());
            }
        }).future();
    }
}

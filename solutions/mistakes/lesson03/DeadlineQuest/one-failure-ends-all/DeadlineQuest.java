// Mistake: a scout who fails calls all others back. Caught by: InTime.failureBringsTheFallback
package quest.exercises.lesson03;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public final class DeadlineQuest {

    private DeadlineQuest() {
    }

    public static <T> List<T> explore(List<Callable<T>> scouts, Duration timeout, T fallback)
            throws InterruptedException {
        var out = new ArrayList<Subtask<T>>();
        try (var scope = StructuredTaskScope.open(
                Joiner.<T>awaitAllSuccessfulOrThrow(), config -> config.withTimeout(timeout))) {
            for (var scout : scouts) {
                out.add(scope.fork(scout));
            }
            scope.join();
        } catch (StructuredTaskScope.TimeoutException | StructuredTaskScope.FailedException _) {
            // Whoever has not reported brings the fallback.
        }
        var reports = new ArrayList<T>();
        for (var scout : out) {
            reports.add(scout.state() == Subtask.State.SUCCESS ? scout.get() : fallback);
        }
        return reports;
    }
}

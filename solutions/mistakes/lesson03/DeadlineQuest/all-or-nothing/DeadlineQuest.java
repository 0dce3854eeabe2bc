// Mistake: at the deadline what was reported in time is thrown away. Caught by: Late.whatWasReportedInTimeIsKept
package quest.exercises.lesson03;

import java.time.Duration;
import java.util.Collections;
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
        try (var scope = StructuredTaskScope.open(Joiner.<T>awaitAll(), config -> config.withTimeout(timeout))) {
            var out = scouts.stream().map(scout -> scope.fork(scout)).toList();
            scope.join();
            return out.stream()
                    .map(scout -> scout.state() == Subtask.State.SUCCESS ? scout.get() : fallback).toList();
        } catch (StructuredTaskScope.TimeoutException _) {
            return Collections.nCopies(scouts.size(), fallback);
        }
    }
}

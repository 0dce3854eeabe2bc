// Mistake: each task writes its own report, also after the deadline. Caught by: Late.lateReportDoesNotCount
package quest.exercises.lesson03;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

public final class DeadlineQuest {

    private DeadlineQuest() {
    }

    public static <T> List<T> explore(List<Callable<T>> scouts, Duration timeout, T fallback)
            throws InterruptedException {
        var reports = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(scouts.size(), fallback)));
        try (var scope = StructuredTaskScope.open(Joiner.<T>awaitAll(), config -> config.withTimeout(timeout))) {
            for (int i = 0; i < scouts.size(); i++) {
                int scout = i;
                scope.fork(() -> {
                    reports.set(scout, scouts.get(scout).call());
                    return null;
                });
            }
            scope.join();
        } catch (StructuredTaskScope.TimeoutException _) {
            // The others were late.
        }
        return reports;
    }
}

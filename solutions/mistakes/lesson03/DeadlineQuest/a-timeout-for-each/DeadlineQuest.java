// Mistake: gives each scout the whole timeout, from the moment when it is their turn. Caught by: Late.deadlineIsTheSameForAll
package quest.exercises.lesson03;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class DeadlineQuest {

    private DeadlineQuest() {
    }

    public static <T> List<T> explore(List<Callable<T>> scouts, Duration timeout, T fallback)
            throws InterruptedException {
        var reports = new ArrayList<T>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var out = new ArrayList<Future<T>>();
            for (var scout : scouts) {
                out.add(executor.submit(scout));
            }
            try {
                for (var scout : out) {
                    reports.add(report(scout, timeout, fallback));
                }
            } finally {
                executor.shutdownNow();
            }
        }
        return reports;
    }

    private static <T> T report(Future<T> scout, Duration timeout, T fallback) throws InterruptedException {
        try {
            return scout.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException _) {
            return fallback;
        } catch (TimeoutException _) {
            scout.cancel(true);
            return fallback;
        }
    }
}

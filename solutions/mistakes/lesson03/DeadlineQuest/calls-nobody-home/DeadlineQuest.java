// Mistake: stops waiting for the late, and does not interrupt them. Caught by: Home.lateScoutsAreCalledBack
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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var out = new ArrayList<Future<T>>();
            for (var scout : scouts) {
                out.add(executor.submit(scout));
            }
            long deadline = System.nanoTime() + timeout.toNanos();
            var reports = new ArrayList<T>();
            for (var scout : out) {
                try {
                    reports.add(scout.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
                } catch (ExecutionException | TimeoutException _) {
                    reports.add(fallback);
                }
            }
            return reports;
        }
    }
}

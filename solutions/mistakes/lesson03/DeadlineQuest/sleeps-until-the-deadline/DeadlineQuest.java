// Mistake: sleeps until the deadline, even when all are back. Caught by: InTime.doesNotWaitForTheDeadline
package quest.exercises.lesson03;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
            try {
                Thread.sleep(timeout);
            } finally {
                executor.shutdownNow();
            }
            var reports = new ArrayList<T>();
            for (var scout : out) {
                reports.add(scout.state() == Future.State.SUCCESS ? scout.resultNow() : fallback);
            }
            return reports;
        }
    }
}

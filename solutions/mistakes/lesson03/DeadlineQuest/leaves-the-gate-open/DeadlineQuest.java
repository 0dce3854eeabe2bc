// Mistake: calls the late back, and does not wait for them. Caught by: Home.endsWhenTheLastHasEnded
package quest.exercises.lesson03;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

public final class DeadlineQuest {

    private DeadlineQuest() {
    }

    public static <T> List<T> explore(List<Callable<T>> scouts, Duration timeout, T fallback)
            throws InterruptedException {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var reports = new ArrayList<T>();
            for (var scout : executor.invokeAll(scouts, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                reports.add(scout.state() == Future.State.SUCCESS ? scout.resultNow() : fallback);
            }
            return reports;
        } finally {
            executor.shutdownNow();
        }
    }
}

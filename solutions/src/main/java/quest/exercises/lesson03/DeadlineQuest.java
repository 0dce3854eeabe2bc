package quest.exercises.lesson03;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// Gathers what comes until a deadline, and puts up with the rest.
///
/// Any thread may call it.
public final class DeadlineQuest {

    private DeadlineQuest() {
    }

    /// What each scout reported in time, or the fallback, in the order of the scouts. Any thread may call it, and waits
    /// in it.
    ///
    /// @param scouts  each one's ride; it runs until it is done, fails, or is interrupted
    /// @param timeout how long to wait at most; positive
    /// @throws InterruptedException if the calling thread was interrupted while it waited
    public static <T> List<T> explore(List<Callable<T>> scouts, Duration timeout, T fallback)
            throws InterruptedException {
        var out = new ArrayList<Subtask<T>>();
        // awaitAll, because here a failure is no reason to call back the others.
        try (var scope = StructuredTaskScope.open(Joiner.<T>awaitAll(), config -> config.withTimeout(timeout))) {
            for (var scout : scouts) {
                out.add(scope.fork(scout));
            }
            scope.join();
        } catch (StructuredTaskScope.TimeoutException _) {
            // The deadline. By now the scope is closed: who was late was interrupted, and has ended.
        }
        // Asked only here, after the scope: inside, after a join that timed out, get() says that join was not called.
        // What ends after the scope was cancelled stays UNAVAILABLE, so a late report cannot slip in. That would
        // happen if each task wrote its own report into a list.
        var reports = new ArrayList<T>();
        for (var scout : out) {
            reports.add(scout.state() == Subtask.State.SUCCESS ? scout.get() : fallback);
        }
        return reports;
    }
}

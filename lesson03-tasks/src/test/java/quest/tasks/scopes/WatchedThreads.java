package quest.tasks.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/// Makes virtual threads and remembers them, so that a test can prove that none is left, or wait for one. One thread
/// asks for new ones.
final class WatchedThreads implements ThreadFactory {

    private final List<Thread> made = new CopyOnWriteArrayList<>();
    private final Map<Integer, CountDownLatch> ends = new ConcurrentHashMap<>();

    @Override
    public Thread newThread(Runnable task) {
        int number = made.size();
        var thread = Thread.ofVirtual().name("watched-" + number).unstarted(() -> {
            task.run();
            end(number).countDown();
        });
        made.add(thread);
        return thread;
    }

    List<Thread> made() {
        return List.copyOf(made);
    }

    /// Waits until a task has ended, and its scope and joiner know.
    ///
    /// @param number 0 for the first thread made; it may be made later
    void awaitEnd(int number) throws InterruptedException {
        end(number).await();
    }

    private CountDownLatch end(int number) {
        return ends.computeIfAbsent(number, _ -> new CountDownLatch(1));
    }

    /// Waits for nobody: who still runs when the scope is closed has outlived it.
    void assertNoneIsLeft() {
        assertThat(made).filteredOn(Thread::isAlive).as("threads that outlived their scope").isEmpty();
    }
}

package quest.tasks.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/// Makes virtual threads and remembers them, so that a test can prove that none is left.
final class WatchedThreads implements ThreadFactory {

    private final ThreadFactory factory = Thread.ofVirtual().name("watched-", 1).factory();
    private final List<Thread> made = new CopyOnWriteArrayList<>();

    @Override
    public Thread newThread(Runnable task) {
        var thread = factory.newThread(task);
        made.add(thread);
        return thread;
    }

    List<Thread> made() {
        return List.copyOf(made);
    }

    /// Waits for nobody: who still runs when the scope is closed has outlived it.
    void assertNoneIsLeft() {
        assertThat(made).filteredOn(Thread::isAlive).as("threads that outlived their scope").isEmpty();
    }
}

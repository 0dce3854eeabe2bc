package quest.tasks.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class SleepingCrowdTest {

    private final List<Thread> made = new CopyOnWriteArrayList<>();

    @Test
    void allAreAsleepAtTheSameTimeAndAllHaveEndedAfterwards() throws Exception {
        try (var crowd = SleepingCrowd.gather(300, remembering(Thread.ofVirtual().factory()))) {
            assertThat(crowd.asleep()).isEqualTo(300);
            assertThat(crowd.isComplete()).isTrue();
        }
        assertThat(made).hasSize(300).noneMatch(Thread::isAlive);
    }

    @Test
    void whereTheSystemHasNoMoreThreadsItIsAsManyAsThereAre() throws Exception {
        var threads = limited(5, "unable to create native thread: possibly out of memory or process limits");
        try (var crowd = SleepingCrowd.gather(8, threads)) {
            assertThat(crowd.asleep()).isEqualTo(5);
            assertThat(crowd.isComplete()).isFalse();
        }
        assertThat(made).hasSize(5).noneMatch(Thread::isAlive);
    }

    @Test
    void aFullHeapIsNoShortageOfThreadsAndLeavesNobodyBehind() {
        var threads = limited(3, "Java heap space");

        assertThatThrownBy(() -> SleepingCrowd.gather(8, threads)).isInstanceOf(OutOfMemoryError.class)
                .hasMessage("Java heap space");
        assertThat(made).hasSize(3).noneMatch(Thread::isAlive);
    }

    @Test
    void whoIsInterruptedWhileGatheringLeavesNobodyBehind() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> SleepingCrowd.gather(1, remembering(task -> Thread.ofPlatform().unstarted(() -> {
            while (!Thread.interrupted()) {     // awake, so the gathering has to wait, and finds the interrupt
                Thread.onSpinWait();
            }
        })))).isInstanceOf(InterruptedException.class);

        assertThat(made).hasSize(1).noneMatch(Thread::isAlive);
    }

    @Test
    void anInterruptDuringCloseIsKept() throws Exception {
        var crowd = SleepingCrowd.gather(3, remembering(Thread.ofVirtual().factory()));
        Thread.currentThread().interrupt();

        crowd.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(made).noneMatch(Thread::isAlive);
    }

    private ThreadFactory remembering(ThreadFactory threads) {
        return task -> {
            var thread = threads.newThread(task);
            made.add(thread);
            return thread;
        };
    }

    private ThreadFactory limited(int limit, String message) {
        return remembering(task -> {
            if (made.size() == limit) {
                throw new OutOfMemoryError(message);
            }
            return Thread.ofPlatform().unstarted(task);
        });
    }
}

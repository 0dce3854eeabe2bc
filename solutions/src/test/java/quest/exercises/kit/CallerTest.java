package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A call that is watched from outside, and the threads that are left of it.
class CallerTest {
    private final StartedThreads threads = new StartedThreads();
    private final BlockingQueue<String> chest = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean spin = new AtomicBoolean(true);

    @AfterEach
    void end() {
        spin.set(false);
        over.countDown();
        threads.interruptCallers();
    }

    @Test
    void aCallThatReturnsGivesItsResult() {
        var call = threads.call("take()", () -> "gold");

        assertThat(call.awaitResult("take() should return")).isEqualTo("gold");
        assertThat(call.outcome()).isEqualTo("returned gold");
    }

    @Test
    void aCallThatThrowsIsNamedWithWhatItThrew() {
        var call = threads.run("take()", () -> {
            throw new IllegalStateException("cursed");
        });

        assertThatThrownBy(() -> call.awaitResult("The chest is full, so take() should return"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'take()' threw java.lang.IllegalStateException: cursed");
    }

    @Test
    void aCallThatSleepsUntilItIsWokenWaits() {
        var call = threads.call("take()", chest::take);

        assertThatCode(() -> call.awaitAsleep("The chest is empty, so take() should wait")).doesNotThrowAnyException();
        assertThat(call.isDone()).isFalse();
        chest.add("gold");
        assertThat(call.awaitResult("take() should return")).isEqualTo("gold");
    }

    @Test
    void aCallThatReturnsInsteadOfWaitingIsNamed() {
        var call = threads.call("take()", () -> "air");

        assertThatThrownBy(() -> call.awaitAsleep("The chest is empty, so take() should wait"))
                .isInstanceOf(AssertionError.class).hasMessageContaining("But 'take()' returned air");
    }

    @Test
    void aCallThatSpinsIsNoSleeper() {
        var call = threads.run("take()", () -> {
            while (spin.get()) {
                Thread.onSpinWait();
            }
        });

        assertThatThrownBy(() -> call.awaitAsleep("The chest is empty, so take() should wait",
                Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("should sleep until it is woken")
                .hasMessageContaining("times running");
        assertThatCode(() -> call.awaitWaits("it has not returned")).doesNotThrowAnyException();
    }

    @Test
    void theInterruptFlagAtTheEndIsSeen() {
        var call = threads.run("take()", () -> {
            try {
                chest.take();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        call.awaitAsleep("it waits");
        call.interrupt();
        call.awaitEnd("it should end");

        assertThat(call.wasInterruptedAtEnd()).isTrue();
        assertThat(call.thrown()).isNull();
    }

    @Test
    void aThreadThatIsLeftIsFoundWhateverItsKind() {
        threads.run("start()", () -> {
            Thread.ofVirtual().name("spirit").start(() -> Caller.awaitInSpiteOfInterrupts(over));
            Thread.ofPlatform().name("golem").start(() -> Caller.awaitInSpiteOfInterrupts(over));
        }).awaitEnd("it should end");

        assertThatThrownBy(() -> threads.assertNoneLeft("The room is closed")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("The room is closed, so 0 threads of yours should be left. There are 2")
                .hasMessageContaining("\"spirit\" (virtual), which waits").hasMessageContaining("\"golem\", which waits");
        over.countDown();
        assertThatCode(() -> threads.assertNoneLeft("All may go")).doesNotThrowAnyException();
    }

    @Test
    void anIdlePoolIsLeftToo() {
        var pool = Executors.newFixedThreadPool(1);
        try {
            threads.run("start()", () -> pool.submit(() -> "done").get()).awaitEnd("it should end");

            assertThatThrownBy(() -> threads.assertNoneLeft("The room is closed")).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("There is 1").hasMessageContaining("with none of your code on its stack");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void thoseWhoWereThereBeforeDoNotCount() {
        Thread.ofPlatform().name("before").start(() -> Caller.awaitInSpiteOfInterrupts(over));
        var later = new StartedThreads();

        assertThatCode(() -> later.assertNoneLeft("Nothing was started")).doesNotThrowAnyException();
    }
}

package quest.tasks.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class DebugModeTest extends CoroutineLoop {

    private static final ScopedValue<String> PLAYER = ScopedValue.newInstance();
    private final Object vault = new Object();
    private final ReentrantLock gate = new ReentrantLock();

    @BeforeEach
    void on() {
        System.setProperty("quest.coroutine.debug", "true");
    }

    @AfterEach
    void off() {
        System.clearProperty("quest.coroutine.debug");
    }

    @Test
    void awaitingInSynchronizedIsNamedWithTheLineThatTookTheMonitor() {
        var coroutine = Coroutine.start(loop, "thief", () -> {
            synchronized (vault) {
                Coroutine.sleep(ms(1));
            }
        });

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("thief calls await while it holds the monitor of a java.lang.Object "
                        + "(synchronized, around DebugModeTest.java:34)")
                .hasMessageContaining("(At DebugModeTest.lambda$")
                .hasMessageContaining(", DebugModeTest.java:34)");
        pass(1);
    }

    @Test
    void yieldingInSynchronizedIsNamedToo() {
        var coroutine = Coroutine.start(loop, () -> {
            synchronized (vault) {
                Coroutine.yieldNow();
            }
        });

        assertThatThrownBy(() -> result(coroutine)).hasMessageContaining("calls yieldNow while it holds the monitor");
    }

    @Test
    void awaitingWithALockIsNamed() {
        var coroutine = Coroutine.start(loop, () -> {
            gate.lock();
            try {
                Coroutine.sleep(ms(1));
            } finally {
                gate.unlock();
            }
        });

        assertThatThrownBy(() -> result(coroutine)).hasMessageContaining("holds the lock java.util.concurrent.locks");
        assertThat(gate.isLocked()).isFalse();
        pass(1);
    }

    @Test
    void awaitingWithABoundScopedValueIsNamed() {
        var coroutine = Coroutine.start(loop, () -> ScopedValue.where(PLAYER, "Ada").run(() -> Coroutine.sleep(ms(1))));

        assertThatThrownBy(() -> result(coroutine)).hasMessageContaining("the binding of a ScopedValue");
        pass(1);
    }

    @Test
    void whatIsHeldBetweenTwoAwaitsAndWhatTheLoopsCallerHoldsIsFine() {
        gate.lock();
        synchronized (vault) {
            var coroutine = Coroutine.start(loop, () -> {
                Coroutine.sleep(ms(1));
                synchronized (this) {
                    tell("inside");
                }
                Coroutine.yieldNow();
                return ScopedValue.where(PLAYER, "Ada").call(PLAYER::get);
            });

            assertThat(result(coroutine)).isEqualTo("Ada");
        }
        gate.unlock();
    }
}

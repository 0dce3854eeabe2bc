package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Callbacks posted by other threads.
class CrossThreadTest {

    private static final int PRODUCERS = 8;
    private static final int EACH = 250_000;

    /// The loop's own book: what it has seen of each producer.
    private static final class Ledger {
        final int[] last = new int[PRODUCERS];
        int outOfOrder;
        int count;

        void enter(int producer, int number) {
            if (number != last[producer] + 1) {
                outOfOrder++;
            }
            last[producer] = number;
            count++;
        }
    }

    @Test
    void nothingIsLostAndEachProducersOrderIsKept() throws InterruptedException {
        try (var loop = new EventLoop()) {
            var ledger = new Ledger();
            var over = new CompletableFuture<Void>();
            var together = new CountDownLatch(PRODUCERS);
            for (int p = 0; p < PRODUCERS; p++) {
                int producer = p;
                Thread.ofPlatform().start(() -> {
                    together.countDown();
                    awaitAll(together);
                    for (int n = 1; n <= EACH; n++) {
                        int number = n;
                        loop.execute(() -> {
                            ledger.enter(producer, number);
                            if (ledger.count == PRODUCERS * EACH) {
                                over.complete(null);
                            }
                        });
                    }
                });
            }
            loop.runUntilComplete(over);

            assertThat(ledger.outOfOrder).isZero();
            assertThat(ledger.last).containsOnly(EACH);
        }
    }

    /// Each post finds the loop asleep, falling asleep or just woken. A single lost wake-up would hang the test.
    @Test
    void noWakeUpIsLost() {
        try (var loop = new EventLoop()) {
            var thread = Thread.ofPlatform().start(loop::run);
            for (int i = 0; i < 20_000; i++) {
                int number = i;
                assertThat(CompletableFuture.supplyAsync(() -> number, loop).join()).isEqualTo(number);
            }
            assertThat(thread.isAlive()).isTrue();
        }
    }

    @Test
    void aFutureCompletedElsewhereEndsTheWaiting() {
        try (var loop = new EventLoop()) {
            for (int i = 0; i < 2_000; i++) {
                var future = new CompletableFuture<Integer>();
                int number = i;
                Thread.ofVirtual().start(() -> future.complete(number));
                assertThat(loop.runUntilComplete(future)).isEqualTo(number);
            }
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

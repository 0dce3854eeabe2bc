package quest.futures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GatherTest extends LoopTest {

    @Test
    void valuesComeInTheOrderOfTheArguments() {
        var all = Futures.gather(Futures.delay(loop, ms(30), "a"), Futures.delay(loop, ms(10), "b"),
                Futures.delay(loop, ms(20), "c"));

        assertThat(await(all)).containsExactly("a", "b", "c");
        assertThat(now()).isEqualTo(30);
    }

    @Test
    void aThousandDelaysTakeAsLongAsTheLongest() {
        var delays = Collections.nCopies(1000, ms(100)).stream().map(delay -> Futures.delay(loop, delay, 1)).toList();

        assertThat(await(Futures.gather(delays))).hasSize(1000).containsOnly(1);
        assertThat(now()).isEqualTo(100);
    }

    @Test
    void nothingToGatherIsAnEmptyList() {
        assertThat(await(Futures.gather(List.of()))).isEmpty();
    }

    @Test
    void nullIsAValue() {
        assertThat(await(Futures.gather(Futures.delay(loop, ms(1)), Futures.delay(loop, ms(2))))).containsOnlyNulls();
    }

    @Test
    void theFirstFailureCancelsTheOthers() {
        var slow = Futures.delay(loop, ms(1000), "slow");
        slow.whenComplete((_, _) -> tell("slow settled"));
        var all = Futures.gather(slow, failing(new IOException("the map"), 10));

        assertThatThrownBy(() -> await(all)).isInstanceOf(IOException.class).hasMessage("the map")
                .hasNoSuppressedExceptions();
        assertThat(trail).containsExactly("10 ms slow settled");
        assertThat(slow).isCancelled();
    }

    @Test
    void itSettlesOnlyWhenEveryChildHas() {
        var stubborn = new CompletableFuture<String>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                loop.schedule(() -> super.completeExceptionally(new IOException("its own failure")), ms(500));
                return false;
            }
        };
        var all = Futures.gather(stubborn, failing(new IllegalStateException("first"), 10));
        all.whenComplete((_, _) -> tell("settled"));

        assertThatThrownBy(() -> await(all)).hasMessage("first").satisfies(first ->
                assertThat(first.getSuppressed()).extracting(Throwable::getMessage).containsExactly("its own failure"));
        assertThat(trail).containsExactly("510 ms settled");
    }

    @Test
    void cancellingItCancelsTheChildren() {
        var children = List.of(Futures.delay(loop, ms(1000)), Futures.delay(loop, ms(2000)));
        var all = Futures.gather(children);
        loop.schedule(() -> all.cancel(true), ms(5));

        assertThatThrownBy(() -> await(all)).isInstanceOf(CancellationException.class);
        assertThat(children).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void aFailureInterruptsWorkOnOtherThreads() {
        var started = new CompletableFuture<Void>();
        var interrupted = new CompletableFuture<Void>();
        var work = Futures.offload(loop, () -> {
            started.complete(null);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(null);
            }
            return "never used";
        });
        var all = Futures.gather(work, started.thenComposeAsync(_ -> CompletableFuture.failedFuture(new IOException()), loop));

        assertThatThrownBy(() -> await(all)).isInstanceOf(IOException.class);
        interrupted.join();
    }

    @Test
    void childrenMaySettleOnAnyThread() {
        for (int round = 0; round < 200; round++) {
            var children = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                children.add(CompletableFuture.supplyAsync(() -> number));
            }
            assertThat(Futures.gather(children).join()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }
}

package quest.futures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FuturesTest extends LoopTest {

    @Test
    void aDelayIsCompleteInTime() {
        assertThat(await(Futures.delay(loop, ms(70), "gold"))).isEqualTo("gold");
        assertThat(now()).isEqualTo(70);
    }

    @Test
    void aCancelledDelayLeavesNoTimer() {
        assertThat(Futures.delay(loop, ms(70)).cancel(true)).isTrue();
    }

    // ---- cancellation that goes to where the future came from ----

    @Test
    void cancellingTheEndOfAChainStopsItsBeginning() {
        var end = Futures.delay(loop, ms(1000), 1).thenApply(one -> one + 1).thenApplyAsync(two -> two + 1, loop)
                .handle((three, _) -> three);
        end.cancel(true);

        assertThat(end).isCancelled();
    }

    @Test
    void cancellingDuringTheSecondStepStopsTheSecondStep() {
        var second = Futures.delay(loop, ms(1000), "second");
        var end = Futures.delay(loop, ms(10)).thenCompose(_ -> second).thenApply(String::length);
        loop.schedule(() -> end.cancel(true), ms(20));

        assertThatThrownBy(() -> await(end)).isInstanceOf(CancellationException.class);
        assertThat(second).isCancelled();
    }

    @Test
    void cancellingDuringTheFirstStepNeverBeginsTheSecond() {
        var end = Futures.delay(loop, ms(10)).thenCompose(_ -> {
            tell("second step");
            return Futures.delay(loop, ms(10));
        });
        end.cancel(true);
        assertThatThrownBy(() -> await(end)).isInstanceOf(CancellationException.class);

        assertThat(trail).isEmpty();
    }

    @Test
    void composedStepsPassValuesAndFailuresOn() {
        int sum = await(Futures.delay(loop, ms(10), 1).thenCompose(one -> Futures.delay(loop, ms(10), one + 1))
                .thenComposeAsync(two -> Futures.delay(loop, ms(10), two + 1), loop));
        assertThat(sum).isEqualTo(3);
        assertThat(now()).isEqualTo(30);
        var lost = new IOException("the map");
        assertThatThrownBy(() -> await(this.<Integer>failing(lost, 1).thenCompose(_ -> Futures.delay(loop, ms(10)))))
                .isSameAs(lost);
        assertThatThrownBy(() -> await(Futures.delay(loop, ms(1)).thenCompose(_ -> {
            throw new IllegalStateException("the step threw");
        }))).isInstanceOf(IllegalStateException.class).hasMessage("the step threw");
    }

    @Test
    void aShieldStopsACancellation() {
        var shared = Futures.delay(loop, ms(10), "gold");
        Futures.shield(shared).thenApply(String::length).cancel(true);

        assertThat(await(shared)).isEqualTo("gold");
    }

    // ---- the first that succeeds ----

    @Test
    void theFirstSuccessWinsAndTheLosersAreCancelled() {
        var slow = Futures.delay(loop, ms(1000), "slow");
        var winner = Futures.firstSuccess(failing(new IOException(), 1), slow, Futures.delay(loop, ms(20), "quick"));

        assertThat(await(winner)).isEqualTo("quick");
        assertThat(now()).isEqualTo(20);
        assertThat(slow).isCancelled();
    }

    @Test
    void whenAllFailEveryFailureIsAttachedInOrder() {
        var race = Futures.firstSuccess(failing(new IOException("a"), 30), failing(new IOException("b"), 10),
                CompletableFuture.failedFuture(new IOException("c")));

        assertThatThrownBy(() -> await(race)).isInstanceOf(AllFailedException.class).satisfies(failure ->
                assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("a", "b", "c"));
    }

    @Test
    void cancellingTheRaceCancelsTheRunners() {
        var runners = List.of(Futures.delay(loop, ms(10)), Futures.delay(loop, ms(20)));
        Futures.firstSuccess(runners).cancel(true);

        assertThat(runners).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void aRaceOfNobodyIsRefused() {
        assertThatThrownBy(() -> Futures.firstSuccess(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- timeouts ----

    @Test
    void inTimeTheOutcomeIsTheSameAndTheTimerIsTakenBack() {
        assertThat(await(Futures.withTimeout(loop, Futures.delay(loop, ms(10), "gold"), ms(1000)))).isEqualTo("gold");
        var lost = new IOException();
        assertThatThrownBy(() -> await(Futures.withTimeout(loop, failing(lost, 10), ms(1000)))).isSameAs(lost);
        assertThat(now()).isEqualTo(20);
    }

    @Test
    void tooLateItIsATimeoutAndTheWorkIsStopped() {
        var slow = Futures.delay(loop, ms(1000), "slow");
        var limited = Futures.withTimeout(loop, slow.thenApply(String::length), ms(50));

        assertThatThrownBy(() -> await(limited)).isInstanceOf(TimeoutException.class).hasMessageContaining("PT0.05S");
        assertThat(now()).isEqualTo(50);
        assertThat(slow).isCancelled();
    }

    @Test
    void cancellingATimedFutureStopsTheWorkAndTheTimer() {
        var slow = Futures.delay(loop, ms(1000), "slow");
        Futures.withTimeout(loop, slow, ms(50)).cancel(true);

        assertThat(slow).isCancelled();
    }

    @Test
    void aTimeoutWorksForFuturesOfOtherThreads() {
        var never = new CompletableFuture<String>();
        assertThatThrownBy(() -> await(Futures.withTimeout(loop, never, ms(50)))).isInstanceOf(TimeoutException.class);
        assertThat(never).isCancelled();

        var work = Futures.withTimeout(loop, loop.offload(() -> "from a thread"), ms(50));
        assertThat(await(work)).isEqualTo("from a thread");
    }

    @Test
    void theCauseIsWhatReallyWentWrong() {
        var lost = new IOException();
        var wrapped = CompletableFuture.failedFuture(lost).thenApply(x -> x).thenApply(x -> x);

        wrapped.whenComplete((_, failure) -> assertThat(Futures.cause(failure)).isSameAs(lost));
        assertThat(Futures.cause(lost)).isSameAs(lost);
    }
}

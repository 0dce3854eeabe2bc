package quest.futures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryTest extends LoopTest {

    private int attempts;

    /// Fails after 10 ms, until the attempt of that number.
    private CompletableFuture<String> flaky(int succeedsAt) {
        tell("attempt " + ++attempts);
        return attempts < succeedsAt ? failing(new IOException("attempt " + attempts), 10)
                : Futures.delay(loop, ms(10), "gold");
    }

    @Test
    void itTriesUntilOneSucceedsWithPausesThatDouble() {
        var policy = RetryPolicy.of(5, ms(100));

        assertThat(await(Futures.retry(loop, policy, () -> flaky(4)))).isEqualTo("gold");
        assertThat(trail).containsExactly("0 ms attempt 1", "110 ms attempt 2", "320 ms attempt 3", "730 ms attempt 4");
    }

    @Test
    void noPauseExceedsTheLimit() {
        var policy = RetryPolicy.of(5, ms(100)).withMaxPause(ms(150));
        await(Futures.retry(loop, policy, () -> flaky(4)));

        assertThat(trail).containsExactly("0 ms attempt 1", "110 ms attempt 2", "270 ms attempt 3", "430 ms attempt 4");
    }

    @Test
    void afterTheLastAttemptItFailsWithTheLastFailureAndTheEarlierOnesSuppressed() {
        var failed = Futures.retry(loop, RetryPolicy.of(3, ms(1)), () -> flaky(99));

        assertThatThrownBy(() -> await(failed)).hasMessage("attempt 3").satisfies(failure ->
                assertThat(failure.getSuppressed()).extracting(Throwable::getMessage)
                        .containsExactly("attempt 1", "attempt 2"));
    }

    @Test
    void theSameFailureAgainAndAgainIsNotItsOwnSuppressed() {
        var always = new IOException("always");
        assertThatThrownBy(() -> await(Futures.retry(loop, RetryPolicy.of(3, ms(1)), () -> failing(always, 1))))
                .isSameAs(always).hasNoSuppressedExceptions();
    }

    @Test
    void aFailureNotWorthRetryingIsFinal() {
        var policy = RetryPolicy.of(5, ms(100)).onlyAfter(failure -> !(failure instanceof FileNotFoundException));
        var failed = Futures.retry(loop, policy, () -> {
            tell("attempt " + ++attempts);
            return failing(new FileNotFoundException(), 10);
        });

        assertThatThrownBy(() -> await(failed)).isInstanceOf(FileNotFoundException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void anAttemptThatThrowsIsAFailedAttempt() {
        assertThat(await(Futures.retry(loop, RetryPolicy.of(2, ms(1)), () -> {
            if (++attempts == 1) {
                throw new IllegalStateException();
            }
            return Futures.delay(loop, ms(1), "gold");
        }))).isEqualTo("gold");
    }

    @Test
    void cancellingStopsTheAttemptUnderWay() {
        var end = Futures.retry(loop, RetryPolicy.of(5, ms(100)), () -> flaky(99));
        loop.schedule(() -> end.cancel(true), ms(5));

        assertThatThrownBy(() -> await(end)).isInstanceOf(CancellationException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void cancellingStopsThePause() {
        var end = Futures.retry(loop, RetryPolicy.of(5, ms(100)), () -> flaky(99));
        loop.schedule(() -> end.cancel(true), ms(50));

        assertThatThrownBy(() -> await(end)).isInstanceOf(CancellationException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void jitterShortensThePauseByChanceAndTheSameChanceGivesTheSamePause() {
        var pauses = new HashSet<Duration>();
        var again = new HashSet<Duration>();
        var policy = RetryPolicy.of(5, ms(100));
        var first = policy.withJitter(0.5, new Random(1));
        var second = policy.withJitter(0.5, new Random(1));
        for (int i = 0; i < 100; i++) {
            pauses.add(first.pauseAfter(1));
            again.add(second.pauseAfter(1));
        }

        assertThat(pauses).hasSizeGreaterThan(90).isEqualTo(again)
                .allMatch(pause -> pause.compareTo(ms(50)) >= 0 && pause.compareTo(ms(100)) <= 0);
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> RetryPolicy.of(0, ms(1))).hasMessageContaining("attempts").hasMessageContaining("0");
        assertThatThrownBy(() -> RetryPolicy.of(1, ms(-1))).hasMessageContaining("firstPause");
        assertThatThrownBy(() -> RetryPolicy.of(1, ms(10)).withMaxPause(ms(5))).hasMessageContaining("maxPause");
        assertThatThrownBy(() -> RetryPolicy.of(1, ms(10)).withJitter(1.5, new Random())).hasMessageContaining("jitter");
    }
}

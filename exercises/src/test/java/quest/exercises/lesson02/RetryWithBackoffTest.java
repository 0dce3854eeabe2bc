package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static quest.exercises.kit.Later.outcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.GameTime;
import quest.exercises.kit.Later;
import quest.exercises.kit.LoopThread;
import quest.exercises.kit.Points;
import quest.exercises.lesson02.RetryWithBackoff.Policy;
import quest.exercises.lesson02.RetryWithBackoff.TimerHandle;

@DisplayName("RetryWithBackoff")
class RetryWithBackoffTest {

    @AutoClose
    private final LoopThread loop = new LoopThread();
    private final GameTime time = new GameTime(loop);
    private final Dice dice = new Dice();

    /// The attempts so far, and when they began.
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Long> begun = new ArrayList<>();

    private final IOException asleep = new IOException("the troll sleeps");
    private final NoSuchElementException gone = new NoSuchElementException("the bridge is gone");

    @Nested
    @Points(0.8)
    @DisplayName("Again, after a failure")
    class Again {

        @Test
        @DisplayName("the first attempt is made at once")
        void firstAttemptIsMadeAtOnce() {
            var result = retry(policy(3));
            assertBegun("retry was called at 0", 0);
            assertOpen("The first attempt is under way", result);
        }

        @Test
        @DisplayName("the value of an attempt is the result")
        void successIsPassedOn() {
            var result = retry(policy(3));
            attempt(1).complete("open");
            assertBrought("The first attempt brought 'open'", result);
        }

        @Test
        @DisplayName("after a success there is no other attempt")
        void noAttemptAfterASuccess() {
            retry(policy(3));
            attempt(1).complete("open");
            time.advanceTo(10_000);
            assertBegun("The first attempt, at 0, succeeded, and it is 10000", 0);
        }

        @Test
        @DisplayName("after a failure there is a pause, and then another attempt")
        void failureIsFollowedByAPause() {
            var result = retry(policy(3));
            failAttempt(1);
            assertTimers("The first attempt failed at 0, and the first pause is 100", 100);
            assertBegun("The first attempt failed at 0, and it is still 0", 0);
            time.advanceTo(99);
            assertBegun("The first attempt failed at 0, the first pause is 100, and it is 99", 0);
            time.advanceTo(100);
            assertBegun("The first attempt failed at 0, the first pause is 100, and it is 100", 0, 100);
            assertOpen("The second attempt is under way", result);
        }

        @Test
        @DisplayName("a later attempt may succeed")
        void secondAttemptMaySucceed() {
            var result = retry(policy(3));
            failAttempt(1);
            time.advanceTo(100);
            attempt(2).complete("open");
            assertBrought("The first attempt failed, the second brought 'open'", result);
        }

        @Test
        @DisplayName("the pause counts from the failure")
        void pauseCountsFromTheFailure() {
            retry(policy(3));
            time.advanceTo(70);
            failAttempt(1);
            time.advanceTo(500);
            assertBegun("The first attempt failed at 70, and the first pause is 100: 70 + 100 = 170", 0, 170);
        }

        @Test
        @DisplayName("an attempt that throws has failed")
        void attemptThatThrowsHasFailed() {
            var calls = new ArrayList<Long>();
            CompletableFuture<String> result;
            try {
                result = retry(new RetryWithBackoff(RetryWithBackoffTest.this::schedule, policy(2), dice), () -> {
                    calls.add(time.now());
                    throw gone;
                });
            } catch (RuntimeException thrown) {
                result = fail("An attempt threw instead of returning a future. retry should return one. It threw "
                        + thrown,
                        thrown);
            }
            time.advanceTo(1_000);
            assertThat(calls).withFailMessage("""
                    Each attempt throws instead of returning a future, 2 are allowed. Expected attempts at 0 and 100. \
                    Yours were at %s.""", calls).containsExactly(0L, 100L);
            assertFails("Both attempts threw", result, gone);
        }

        @Test
        @DisplayName("whatever it throws")
        void attemptThatThrowsAnErrorHasFailed() {
            var error = new StackOverflowError("the hero thought about thinking");
            var result = retry(new RetryWithBackoff(RetryWithBackoffTest.this::schedule, policy(1), dice), () -> {
                throw error;
            });
            assertFails("The only attempt threw an Error instead of returning a future", result, error);
        }

        @Test
        @DisplayName("null is a value")
        void nullIsAValue() {
            var result = retry(policy(3));
            attempt(1).complete(null);
            loop.assertRulesKept();
            assertThat(outcome(result)).withFailMessage("""
                    The first attempt succeeded, and brought null. The future should bring null. It %s.""",
                    outcome(result)).isEqualTo("brought null");
        }

        @Test
        @DisplayName("two calls of retry do not share anything")
        void retriesDoNotShareTheirCount() {
            var retry = new RetryWithBackoff(RetryWithBackoffTest.this::schedule, policy(2), dice);
            retry(retry, RetryWithBackoffTest.this::begin);
            var second = retry(retry, RetryWithBackoffTest.this::begin);
            failAttempt(1);
            failAttempt(2);
            assertTimers("Two calls of retry; the first attempt of each failed at 0, each with a pause of 100", 100,
                    100);
            time.advanceTo(100);
            attempt(4).complete("open");
            assertBrought("Of two calls of retry, the second attempt of the second brought 'open'", second);
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("Pauses that grow, and differ")
    class Pauses {

        @Test
        @DisplayName("each pause is twice the one before")
        void pausesDouble() {
            failAll(policy(5));
            assertBegun("Pauses of 100, 200, 400, 800: attempts at 0, 100, 100 + 200, 300 + 400, 700 + 800",
                    0, 100, 300, 700, 1_500);
        }

        @Test
        @DisplayName("no pause exceeds the limit")
        void pausesHaveALimit() {
            failAll(new Policy(5, 100, 300, 0, _ -> true));
            assertBegun("Pauses of 100, 200, 300 (not 400), 300: attempts at 0, 100, 100 + 200, 300 + 300, 600 + 300",
                    0, 100, 300, 600, 900);
        }

        @Test
        @DisplayName("a limit just above twice the pause")
        void limitJustAboveTwiceThePause() {
            failAll(new Policy(4, 100, 201, 0, _ -> true));
            assertBegun("Pauses of 100, 2 * 100 = 200, 201 (not 400): attempts at 0, 100, 100 + 200, 300 + 201",
                    0, 100, 300, 501);
        }

        @Test
        @DisplayName("a hundred attempts do not overflow")
        void manyAttemptsDoNotOverflow() {
            failAll(new Policy(100, 1, 1_000, 0, _ -> true));
            assertThat(time.now()).withFailMessage("""
                    100 attempts, a first pause of 1, at most 1000: pauses of 1 + 2 + 4 + ... + 512 = 1023, and then \
                    99 - 10 = 89 of 1000, so the last attempt is at 1023 + 89000 = 90023. Yours is at %d.""",
                    time.now()).isEqualTo(90_023);
        }

        @Test
        @DisplayName("jitter shortens the pause")
        void jitterShortensThePause() {
            dice.rolls(0.5);
            retry(new Policy(2, 100, 10_000, 0.5, _ -> true));
            failAttempt(1);
            assertTimers("A pause of 100, jitter 0.5, and nextDouble() returned 0.5: 100 * (1 - 0.5 * 0.5)", 75);
        }

        @Test
        @DisplayName("what is below a millisecond is dropped")
        void partOfAMillisecondIsDropped() {
            dice.rolls(0.75);
            retry(new Policy(2, 100, 10_000, 0.5, _ -> true));
            failAttempt(1);
            assertTimers("""
                    A pause of 100, jitter 0.5, and nextDouble() returned 0.75: 100 * (1 - 0.5 * 0.75) = 62.5, of \
                    which 62 are whole""", 62);
        }

        @Test
        @DisplayName("the limit holds before chance takes its part")
        void jitterIsTakenFromTheLimitedPause() {
            dice.rolls(0, 0, 0.5);
            failAll(new Policy(4, 100, 300, 0.5, _ -> true));
            assertBegun("""
                    Jitter 0.5, and nextDouble() returned 0, 0, 0.5: pauses of 100, 200, 300 (not 400) * 0.75 = 225, \
                    attempts at 0, 100, 100 + 200, 300 + 225""", 0, 100, 300, 525);
        }

        @Test
        @DisplayName("chance is asked once for each pause")
        void jitterIsDrawnForEachPause() {
            dice.rolls(0.25, 0.5, 0);
            failAll(new Policy(4, 100, 10_000, 1, _ -> true));
            assertBegun("""
                    Jitter 1, and nextDouble() returned 0.25, 0.5, 0: pauses of 100 * (1 - 0.25) = 75, 200 * (1 - 0.5) \
                    = 100, 400 * (1 - 0) = 400, attempts at 0, 75, 75 + 100, 175 + 400""", 0, 75, 175, 575);
        }

        @Test
        @DisplayName("what chance took from one pause is not taken from the next")
        void jitterDoesNotAddUp() {
            dice.rolls(0.5, 0, 0.5);
            failAll(new Policy(4, 100, 400, 0.5, _ -> true));
            assertBegun("""
                    Jitter 0.5, and nextDouble() returned 0.5, 0, 0.5: pauses of 100 * 0.75 = 75, 200 * 1 = 200, 400 * \
                    0.75 = 300, attempts at 0, 75, 75 + 200, 275 + 300""", 0, 75, 275, 575);
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("When to give up")
    class GiveUp {

        @Test
        @DisplayName("no more attempts than allowed")
        void noMoreAttemptsThanAllowed() {
            failAll(policy(3));
            time.advanceTo(100_000);
            assertBegun("3 attempts are allowed, all failed, and it is 100000", 0, 100, 300);
            assertTimers("3 attempts are allowed, and all failed");
        }

        @Test
        @DisplayName("one attempt is one attempt")
        void oneAttemptIsOneAttempt() {
            var result = failAll(policy(1));
            assertBegun("1 attempt is allowed, and it failed", 0);
            assertFails("1 attempt is allowed, and it failed", result, asleep);
            assertTimers("1 attempt is allowed, and it failed");
        }

        @Test
        @DisplayName("it fails with the last failure, the earlier ones suppressed")
        void lastFailureWithTheEarlierOnes() {
            var a = new IOException("A");
            var b = new IOException("B");
            var result = retry(policy(3));
            attempt(1).completeExceptionally(a);
            time.advanceTo(100);
            attempt(2).completeExceptionally(b);
            time.advanceTo(300);
            assertOpen("2 of 3 attempts failed, the third is under way", result);
            attempt(3).completeExceptionally(asleep);
            assertFails("3 of 3 attempts failed", result, asleep);
            assertSuppressed("The attempts failed with A, B and '%s'".formatted(asleep.getMessage()), asleep, a, b);
        }

        @Test
        @DisplayName("the same failure each time")
        void sameFailureEachTime() {
            var result = failAll(policy(3));
            assertFails("3 attempts failed with one and the same exception, which cannot suppress itself", result,
                    asleep);
            assertSuppressed("3 attempts failed with one and the same exception", asleep);
        }

        @Test
        @DisplayName("a failure that is not worth it is final")
        void finalFailureIsNotRetried() {
            var result = retry(new Policy(5, 100, 10_000, 0, IOException.class::isInstance));
            attempt(1).completeExceptionally(gone);
            assertFails("The first attempt failed with what is not worth retrying", result, gone);
            assertTimers("The first attempt failed with what is not worth retrying");
        }

        @Test
        @DisplayName("also after others that were")
        void finalFailureAfterOthers() {
            var result = retry(new Policy(5, 100, 10_000, 0, IOException.class::isInstance));
            attempt(1).completeExceptionally(asleep);
            time.advanceTo(100);
            attempt(2).completeExceptionally(gone);
            assertFails("The second attempt failed with what is not worth retrying", result, gone);
            assertSuppressed("The first attempt failed with '%s', the second for good".formatted(asleep.getMessage()),
                    gone, asleep);
        }

        @Test
        @DisplayName("a wrapper does not change what a failure is worth")
        void wrapperIsTakenOff() {
            var result = retry(new Policy(2, 100, 10_000, 0, IOException.class::isInstance));
            attempt(1).completeExceptionally(new CompletionException(asleep));
            assertTimers("""
                    The first attempt failed with a CompletionException around an IOException, as a future does that \
                    was made of another. IOExceptions are worth retrying""", 100);
            time.advanceTo(100);
            attempt(2).completeExceptionally(new CompletionException(asleep));
            assertFails("Both attempts failed, in such a wrapper", result, asleep);
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Called off")
    class CalledOff {

        @Test
        @DisplayName("cancelling reaches the attempt that is under way")
        void cancelReachesTheAttempt() {
            var result = retry(policy(3));
            loop.run(() -> result.cancel(true));
            assertThat(attempt(1).isCancelled()).withFailMessage("""
                    The future that retry returned was cancelled while the first attempt was under way. The attempt \
                    should be cancelled, but goes on.""").isTrue();
        }

        @Test
        @DisplayName("also a later attempt")
        void cancelReachesALaterAttempt() {
            var result = retry(policy(3));
            failAttempt(1);
            time.advanceTo(100);
            loop.run(() -> result.cancel(true));
            assertThat(attempt(2).isCancelled()).withFailMessage("""
                    The future that retry returned was cancelled while the second attempt was under way. The attempt \
                    should be cancelled, but goes on.""").isTrue();
        }

        @Test
        @DisplayName("cancelling in a pause takes the timer back")
        void cancelTakesTheTimerBack() {
            var result = retry(policy(3));
            failAttempt(1);
            loop.run(() -> result.cancel(true));
            assertTimers("The future that retry returned was cancelled during the first pause");
            time.advanceTo(10_000);
            assertBegun("The future that retry returned was cancelled during the first pause, and it is 10000", 0);
        }

        @Test
        @DisplayName("after that no attempt begins, and no timer")
        void cancelledRetryStaysQuiet() {
            var result = retry(policy(3));
            attempt(1).deaf = true;
            loop.run(() -> result.cancel(true));
            failAttempt(1);
            assertTimers("The future that retry returned was cancelled, and the attempt under way failed after that");
            time.advanceTo(10_000);
            assertBegun("The future that retry returned was cancelled during the first attempt, and it is 10000", 0);
        }
    }

    private static Policy policy(int attempts) {
        return new Policy(attempts, 100, 10_000, 0, _ -> true);
    }

    private CompletableFuture<String> retry(Policy policy) {
        return retry(new RetryWithBackoff(this::schedule, policy, dice), this::begin);
    }

    private CompletableFuture<String> retry(RetryWithBackoff retry, Supplier<CompletableFuture<String>> attempt) {
        return loop.begin("retry", () -> retry.retry(attempt));
    }

    private TimerHandle schedule(long delayMillis, Runnable callback) {
        return time.schedule(delayMillis, callback)::cancel;
    }

    private CompletableFuture<String> begin() {
        loop.enter("began an attempt");
        begun.add(time.now());
        var attempt = new Attempt();
        attempts.add(attempt);
        return attempt;
    }

    /// Lets each attempt fail as soon as it is under way, until there is no other.
    private CompletableFuture<String> failAll(Policy policy) {
        var result = retry(policy);
        for (int failed = 0; failed < attempts.size(); failed++) {
            if (failed > 200) {
                fail("%d attempts are allowed, and by now more than 200 were made.", policy.attempts());
            }
            attempts.get(failed).completeExceptionally(asleep);
            loop.assertRulesKept();
            if (attempts.size() > failed + 1) {
                fail("Attempt %d failed at %d, and attempt %d began before the game's time went on: there was no "
                        + "pause, "
                        + "or one that held up the loop's thread.", failed + 1, time.now(), failed + 2);
            }
            var timer = time.next();
            if (timer != null) {
                assertThat(timer.deadline())
                        .withFailMessage("After attempt %d, at %d, a timer was scheduled for %d: in the past.",
                        failed + 1, time.now(), timer.deadline()).isGreaterThanOrEqualTo(time.now());
                time.advanceTo(timer.deadline());
            }
        }
        return result;
    }

    private Attempt attempt(int number) {
        loop.assertRulesKept();
        assertThat(attempts).withFailMessage("It is %d, and attempt %d should have begun. Attempts so far, at: %s.",
                time.now(),
                number, begun).hasSizeGreaterThanOrEqualTo(number);
        return attempts.get(number - 1);
    }

    private void failAttempt(int number) {
        attempt(number).completeExceptionally(asleep);
    }

    private void assertBegun(String when, long... expected) {
        loop.assertRulesKept();
        assertThat(begun).withFailMessage("%s. Expected attempts at: %s. Yours: %s.", when, Arrays.toString(expected),
                begun)
                .isEqualTo(Arrays.stream(expected).boxed().toList());
    }

    private void assertTimers(String when, long... expected) {
        loop.assertRulesKept();
        var actual = time.deadlines();
        assertThat(actual).withFailMessage("%s. Expected deadlines in the scheduler: %s. Yours: %s.",
                when, Arrays.toString(expected), Arrays.toString(actual)).isEqualTo(expected);
    }

    private void assertOpen(String when, CompletableFuture<?> result) {
        loop.assertRulesKept();
        assertThat(result.isDone()).withFailMessage("%s. So the future should be open. It %s.", when, outcome(result))
                .isFalse();
    }

    private void assertBrought(String when, CompletableFuture<?> result) {
        loop.assertRulesKept();
        assertThat(outcome(result))
                .withFailMessage("%s. The future should have brought 'open'. It %s.", when, outcome(result))
                .isEqualTo("brought open");
    }

    private void assertFails(String when, CompletableFuture<?> result, Throwable expected) {
        loop.assertRulesKept();
        var seen = new ArrayList<Throwable>();
        result.whenComplete((_, failure) -> seen.add(failure));
        if (seen.isEmpty() || seen.getFirst() == null) {
            fail("%s. The future should have failed with %s. It %s.", when, expected, outcome(result));
        }
        assertThat(seen.getFirst())
                .withFailMessage("%s. The future should fail with that very object, %s. Yours failed with %s.",
                when, expected, seen.getFirst()).isSameAs(expected);
    }

    private static void assertSuppressed(String when, Throwable last, Throwable... expected) {
        assertThat(last.getSuppressed())
                .withFailMessage("%s. Expected to be suppressed in the last failure: %s. Yours: %s.",
                when, Arrays.toString(expected), Arrays.toString(last.getSuppressed())).containsExactly(expected);
    }

    /// An attempt that settles when the test says so. If it is deaf, it does not hear that it is called off.
    private final class Attempt extends Later<String> {

        private boolean deaf;

        private Attempt() {
            super(loop);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return !deaf && super.cancel(mayInterrupt);
        }
    }

    /// Chance that was decided before; when all of it is used up, 0.
    private static final class Dice implements RandomGenerator {

        private double[] rolls = {};
        private int next;

        private void rolls(double... rolls) {
            this.rolls = rolls;
        }

        @Override
        public double nextDouble() {
            return next < rolls.length ? rolls[next++] : 0;
        }

        @Override
        public long nextLong() {
            throw new AssertionError("Chance is asked by random.nextDouble(), and nothing else of the generator is "
                    + "needed.");
        }
    }
}

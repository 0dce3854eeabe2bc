package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static quest.exercises.kit.Later.outcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.GameTime;
import quest.exercises.kit.Later;
import quest.exercises.kit.LoopThread;
import quest.exercises.kit.Points;

@DisplayName("TimeoutThatCancels")
class TimeoutThatCancelsTest {

    @AutoClose
    private final LoopThread loop = new LoopThread();
    private final GameTime time = new GameTime(loop);
    private final Falcon falcon = new Falcon();
    private final IOException storm = new IOException("a storm");

    @Nested
    @Points(0.7)
    @DisplayName("Whichever is first: the work, or the timer")
    class First {

        @Test
        @DisplayName("a value in time is passed on")
        void valueInTimeIsPassedOn() {
            var result = send(100);
            time.advanceTo(60);
            falcon.complete("letter");
            assertOutcome("A timeout of 100 ms, and the work brought a letter after 60", result, "brought letter");
        }

        @Test
        @DisplayName("null is a value")
        void nullIsAValue() {
            var result = send(100);
            falcon.complete(null);
            assertOutcome("The work brought null, as work without a result does", result, "brought null");
        }

        @Test
        @DisplayName("a failure in time is passed on")
        void failureInTimeIsPassedOn() {
            var result = send(100);
            time.advanceTo(60);
            falcon.completeExceptionally(storm);
            assertFails("A timeout of 100 ms, and the work failed after 60", result, storm);
        }

        @Test
        @DisplayName("a wrapper around the failure is taken off")
        void wrapperIsTakenOff() {
            var result = send(100);
            falcon.completeExceptionally(new CompletionException(storm));
            assertFails("The work failed with a CompletionException, as a future does that was made of another", result,
                    storm);
        }

        @Test
        @DisplayName("it is open until then")
        void openUntilOneOfThem() {
            var result = send(100);
            assertOutcome("A timeout of 100 ms, and the work has just begun", result, "is still open");
            time.advanceTo(99);
            assertOutcome("A timeout of 100 ms, 99 of them are over, 100 - 99 = 1 is left", result, "is still open");
        }

        @Test
        @DisplayName("too late is a TimeoutException")
        void tooLateIsATimeout() {
            var result = send(100);
            time.advanceTo(100);
            assertTimedOut("A timeout of 100 ms, the work is open, and it is 100", result);
        }

        @Test
        @DisplayName("its message names the timeout")
        void messageNamesTheTimeout() {
            var result = send(1_750);
            time.advanceTo(1_750);
            assertTimedOut("A timeout of 1750 ms, the work is open, and it is 1750", result);
            String message = String.valueOf(result.exceptionNow().getMessage());
            assertThat(message.replaceAll("[^0-9]", "")).withFailMessage("""
                    The message of the TimeoutException should say how long was loop, 1750 ms. Yours: %s.""", message)
                    .contains("1750");
        }

        @Test
        @DisplayName("one timer is scheduled, for the timeout")
        void oneTimerIsScheduled() {
            time.advanceTo(1_000);
            send(100);
            assertTimers("A timeout of 100 ms, called at 1000: a timer for 1000 + 100", 1_100);
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("When time is up, the work is stopped")
    class TimeIsUp {

        @Test
        @DisplayName("the work is cancelled")
        void workIsCancelledWhenTimeIsUp() {
            send(100);
            time.advanceTo(100);
            assertFalconCancelled("A timeout of 100 ms, and it is 100");
        }

        @Test
        @DisplayName("but not a moment before")
        void workIsNotCancelledBeforeTheTime() {
            send(100);
            time.advanceTo(99);
            assertThat(falcon.cancels).withFailMessage("""
                    A timeout of 100 ms, and 99 of them are over: the work may still be in time. Yours has cancelled \
                    it.""")
                    .isZero();
        }

        @Test
        @DisplayName("the failure is the timeout, not the cancellation")
        void timeoutIsNotTakenForACancellation() {
            var result = send(100);
            time.advanceTo(100);
            assertFalconCancelled("A timeout of 100 ms, and it is 100");
            assertThat(result.isCancelled()).withFailMessage("""
                    Time was up, and the work was cancelled. The future should say why: with a TimeoutException. Yours \
                    says that it was cancelled, which nobody asked for.""").isFalse();
            assertTimedOut("Time was up, and the work was cancelled", result);
        }

        @Test
        @DisplayName("work that does not stop keeps nobody waiting")
        void deafWorkKeepsNobodyWaiting() {
            falcon.deaf = true;
            var result = send(100);
            time.advanceTo(100);
            assertTimedOut("Time was up, the work was told to stop, and flies on", result);
            falcon.complete("letter");
            assertTimedOut("Time was up, the work flew on, and brought a letter when nobody loop any more", result);
        }

        @Test
        @DisplayName("whoever cancels the work is no timeout")
        void workCancelledByOthers() {
            var result = send(100);
            falcon.cancel(true);
            var seen = seen("Somebody else cancelled the work after 0 ms", result);
            assertThat(seen).withFailMessage("""
                    Somebody else cancelled the work in time: the future should fail with the work's \
                    CancellationException. Yours failed with %s.""", seen).isInstanceOf(CancellationException.class);
            assertTimers("Somebody else cancelled the work");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Nothing is left behind")
    class NothingLeft {

        @Test
        @DisplayName("after a value no timer is left")
        void noTimerIsLeftAfterAValue() {
            send(100);
            time.advanceTo(60);
            falcon.complete("letter");
            assertTimers("The work was done after 60 of 100 ms. A timer left behind would keep a loop up for nothing");
        }

        @Test
        @DisplayName("after a failure no timer is left")
        void noTimerIsLeftAfterAFailure() {
            send(100);
            falcon.completeExceptionally(storm);
            assertTimers("The work failed after 0 of 100 ms. A timer left behind would keep a loop up for nothing");
        }

        @Test
        @DisplayName("work that is done already leaves no timer")
        void workThatIsDoneLeavesNoTimer() {
            falcon.complete("letter");
            var result = send(100);
            assertOutcome("The work was done before the call", result, "brought letter");
            assertTimers("The work was done before the call");
        }

        @Test
        @DisplayName("cancelling the result cancels the work")
        void cancelReachesTheWork() {
            var result = send(100);
            loop.run(() -> result.cancel(true));
            assertOutcome("The future that withTimeout returned was cancelled", result, "was cancelled");
            assertFalconCancelled("The future that withTimeout returned was cancelled");
        }

        @Test
        @DisplayName("cancelling the result takes the timer back")
        void cancelTakesTheTimerBack() {
            falcon.deaf = true;
            var result = send(100);
            loop.run(() -> result.cancel(true));
            assertTimers("The future that withTimeout returned was cancelled, and the work does not stop at once");
        }

        @Test
        @DisplayName("two timeouts do not disturb each other")
        void twoTimeouts() {
            var other = new Falcon();
            var slow = send(100);
            var quick = send(other, 200);
            time.advanceTo(100);
            assertTimers("Timeouts of 100 and of 200 ms, and it is 100", 200);
            other.complete("letter");
            assertOutcome("The second work brought a letter after 100 of its 200 ms", quick, "brought letter");
            assertTimedOut("The first work was not done after 100 ms", slow);
        }
    }

    private CompletableFuture<String> send(long timeoutMillis) {
        return send(falcon, timeoutMillis);
    }

    private CompletableFuture<String> send(Falcon work, long timeoutMillis) {
        return loop.begin("withTimeout", () -> TimeoutThatCancels.withTimeout(
                (delayMillis, callback) -> time.schedule(delayMillis, callback)::cancel, work, timeoutMillis));
    }

    private void assertOutcome(String when, CompletableFuture<?> result, String expected) {
        loop.assertRulesKept();
        assertThat(outcome(result)).withFailMessage("%s. Expected of the future: it %s. Yours: it %s.", when, expected,
                outcome(result)).isEqualTo(expected);
    }

    private void assertFails(String when, CompletableFuture<?> result, Throwable expected) {
        var seen = seen(when, result);
        assertThat(seen).withFailMessage("%s. The future should fail with that very object, %s. Yours failed with %s.",
                when, expected, seen).isSameAs(expected);
    }

    private void assertTimedOut(String when, CompletableFuture<?> result) {
        var seen = seen(when, result);
        assertThat(seen).withFailMessage("%s. The future should fail with a TimeoutException. Yours failed with %s.",
                when, seen).isInstanceOf(TimeoutException.class);
    }

    private Throwable seen(String when, CompletableFuture<?> result) {
        loop.assertRulesKept();
        var seen = new ArrayList<Throwable>();
        result.whenComplete((_, failure) -> seen.add(failure));
        if (seen.isEmpty() || seen.getFirst() == null) {
            fail("%s. The future should have failed. It %s.", when, outcome(result));
        }
        return seen.getFirst();
    }

    private void assertFalconCancelled(String when) {
        loop.assertRulesKept();
        assertThat(falcon.cancels).withFailMessage("""
                %s: the work should be cancelled. It flies on, for nobody.""", when).isPositive();
    }

    private void assertTimers(String when, long... expected) {
        loop.assertRulesKept();
        var actual = time.deadlines();
        assertThat(actual).withFailMessage("%s. Expected deadlines in the scheduler: %s. Yours: %s.",
                when, moments(expected), moments(actual)).isEqualTo(expected);
    }

    private static String moments(long... moments) {
        return moments.length == 0 ? "none"
                : String.join(", ", Arrays.stream(moments).mapToObj(String::valueOf).toList());
    }

    /// Work that settles when the test says so. If it is deaf, it does not hear that it is called back.
    private final class Falcon extends Later<String> {

        private boolean deaf;
        private int cancels;

        private Falcon() {
            super(loop);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            if (isDone()) {
                return false;
            }
            cancels++;
            return !deaf && super.cancel(mayInterrupt);
        }
    }
}

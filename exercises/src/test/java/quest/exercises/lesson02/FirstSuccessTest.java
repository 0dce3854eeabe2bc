package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static quest.exercises.kit.Later.outcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Later;
import quest.exercises.kit.LoopThread;
import quest.exercises.kit.Points;
import quest.exercises.lesson02.FirstSuccess.AllFailedException;

@DisplayName("FirstSuccess")
class FirstSuccessTest {

    @AutoClose
    private final LoopThread loop = new LoopThread();
    private final Scout ada = new Scout("Ada");
    private final Scout bo = new Scout("Bo");
    private final Scout cy = new Scout("Cy");
    private final IOException thorns = new IOException("Ada met thorns");
    private final IOException bear = new IOException("Bo met a bear");
    private final StackOverflowError circles = new StackOverflowError("Cy went in circles");

    @Nested
    @Points(0.8)
    @DisplayName("Only a value wins")
    class Values {

        @Test
        @DisplayName("the first value wins")
        void firstValueWins() {
            var result = race(ada, bo, cy);
            bo.complete("well");
            assertWon("Bo brought a well, Ada and Cy are still looking", result, "well");
        }

        @Test
        @DisplayName("until then the race is open")
        void openUntilSomebodyWins() {
            assertOpen("Ada, Bo and Cy are all still looking", race(ada, bo, cy));
        }

        @Test
        @DisplayName("a value that comes later changes nothing")
        void lateValueChangesNothing() {
            bo.deaf = true;
            var result = race(ada, bo);
            ada.complete("river");
            bo.complete("well");
            assertWon("Ada brought a river, and then Bo, who did not hear that he was called back, a well", result,
                    "river");
        }

        @Test
        @DisplayName("a failure does not win, however early")
        void failureDoesNotWin() {
            var result = race(ada, bo);
            ada.completeExceptionally(thorns);
            assertOpen("Ada failed, which decides nothing: Bo is still looking", result);
            bo.complete("well");
            assertWon("Ada failed, then Bo brought a well", result, "well");
        }

        @Test
        @DisplayName("all but one may fail")
        void allButOneMayFail() {
            var result = race(ada, bo, cy);
            cy.completeExceptionally(circles);
            ada.completeExceptionally(thorns);
            assertOpen("Cy and Ada failed: 2 of 3, and Bo is still looking", result);
            bo.complete("well");
            assertWon("Cy and Ada failed, then Bo brought a well", result, "well");
        }

        @Test
        @DisplayName("null is a value, and wins")
        void nullWins() {
            var result = race(ada, bo);
            ada.complete(null);
            assertWon("Ada brought null", result, null);
        }

        @Test
        @DisplayName("a value that is there already wins at once")
        void valueThatIsThereAlreadyWins() {
            bo.complete("well");
            assertWon("Bo had brought a well before the race was called out", race(ada, bo, cy), "well");
        }

        @Test
        @DisplayName("a failure that is there already does not win")
        void earlyFailureIsNoWin() {
            ada.completeExceptionally(thorns);
            var result = race(ada, bo);
            assertOpen("Ada had failed before the race was called out, and Bo is still looking", result);
            bo.complete("well");
            assertWon("Ada had failed before, and Bo brought a well", result, "well");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("The others are called back")
    class CalledBack {

        @Test
        @DisplayName("when one has won, the others are cancelled")
        void othersAreCancelled() {
            race(ada, bo, cy);
            bo.complete("well");
            assertCancelled("Bo brought a well", ada, cy);
        }

        @Test
        @DisplayName("at once, also if the winner was there before")
        void cancelledAtOnce() {
            bo.complete("well");
            race(ada, bo, cy);
            assertCancelled("Bo had brought a well before the race was called out", ada, cy);
        }

        @Test
        @DisplayName("after a failure nobody is cancelled")
        void failureCancelsNobody() {
            race(ada, bo, cy);
            ada.completeExceptionally(thorns);
            assertThat(bo.isCancelled() || cy.isCancelled()).withFailMessage("""
                    Ada failed. Bo and Cy may still find water, and should go on looking. Called back by now: %s.""",
                    bo.isCancelled() ? cy.isCancelled() ? "Bo and Cy" : "Bo" : "Cy").isFalse();
        }

        @Test
        @DisplayName("what the losers do then is no matter")
        void loserWhoComesLaterIsNoMatter() {
            ada.deaf = true;
            cy.deaf = true;
            var result = race(ada, bo, cy);
            bo.complete("well");
            ada.completeExceptionally(thorns);
            cy.completeExceptionally(circles);
            assertWon("Bo brought a well; Ada and Cy failed when they were called back", result, "well");
        }

        @Test
        @DisplayName("cancelling the race cancels the runners")
        void cancellingTheRaceCancelsTheRunners() {
            var result = race(ada, bo, cy);
            ada.completeExceptionally(thorns);
            loop.run(() -> result.cancel(true));
            assertCancelled("Ada failed, and then the future that firstSuccess returned was cancelled", bo, cy);
            assertThat(result.isCancelled()).withFailMessage("The race was cancelled. It %s.", outcome(result))
                    .isTrue();
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("When all have failed")
    class AllFailed {

        @Test
        @DisplayName("it fails when the last has failed, not before")
        void failsOnlyWhenAllHaveFailed() {
            var result = race(ada, bo, cy);
            ada.completeExceptionally(thorns);
            assertOpen("Ada failed: 1 of 3", result);
            bo.completeExceptionally(bear);
            assertOpen("Ada and Bo failed: 2 of 3", result);
            cy.completeExceptionally(circles);
            assertAllFailed("Ada, Bo and Cy failed: 3 of 3", result, thorns, bear, circles);
        }

        @Test
        @DisplayName("the failures are in the order of the runners")
        void failuresAreInTheOrderOfTheRunners() {
            var result = race(ada, bo, cy);
            cy.completeExceptionally(circles);
            ada.completeExceptionally(thorns);
            bo.completeExceptionally(bear);
            assertAllFailed("The runners are Ada, Bo, Cy; they failed in the order Cy, Ada, Bo", result,
                    thorns, bear, circles);
        }

        @Test
        @DisplayName("all had failed before")
        void allHadFailedBefore() {
            ada.completeExceptionally(thorns);
            bo.completeExceptionally(bear);
            assertAllFailed("Ada and Bo had failed before the race was called out", race(ada, bo), thorns, bear);
        }

        @Test
        @DisplayName("one runner alone can fail as well")
        void oneRunnerAlone() {
            var result = race(ada);
            ada.completeExceptionally(thorns);
            assertAllFailed("Ada was the only runner, and failed", result, thorns);
        }

        @Test
        @DisplayName("wrappers around the failures are taken off")
        void wrappersAreTakenOff() {
            var result = race(ada, bo);
            ada.completeExceptionally(new CompletionException(thorns));
            bo.completeExceptionally(bear);
            assertAllFailed("Ada failed with a CompletionException, as a future does that was made of another", result,
                    thorns, bear);
        }

        @Test
        @DisplayName("all fail with the same object")
        void sameFailureFromAll() {
            var result = race(ada, bo);
            ada.completeExceptionally(bear);
            bo.completeExceptionally(bear);
            assertAllFailed("Ada and Bo failed with one and the same exception: 2 runners, 2 failures", result, bear,
                    bear);
        }

        @Test
        @DisplayName("a runner that was cancelled has failed")
        void cancelledRunnerHasFailed() {
            var result = race(ada, bo);
            ada.cancel(true);
            assertOpen("Somebody else called Ada back, and Bo is still looking", result);
            bo.completeExceptionally(bear);
            var failures = failures("Somebody else called Ada back, and Bo failed", result);
            assertThat(failures.size() == 2 && failures.getFirst() instanceof CancellationException
                    && failures.getLast() == bear).withFailMessage("""
                    Somebody else called Ada back, and Bo failed. Expected failures: a CancellationException, then %s. \
                    Yours: %s.""", bear, failures).isTrue();
        }

        @Test
        @DisplayName("a race without runners is refused")
        void raceWithoutRunnersIsRefused() {
            CompletableFuture<String> result;
            try {
                result = FirstSuccess.firstSuccess(List.of());
            } catch (IllegalArgumentException _) {
                return;
            } catch (RuntimeException other) {
                result = fail("Without runners, firstSuccess should throw an IllegalArgumentException. It threw "
                        + other,
                        other);
            }
            fail("Without runners, firstSuccess should throw an IllegalArgumentException. It returned a future "
                    + "that %s.",
                    outcome(result));
        }
    }

    private CompletableFuture<String> race(Scout... scouts) {
        return loop.begin("firstSuccess",
                () -> FirstSuccess.firstSuccess(Arrays.<CompletableFuture<String>>asList(scouts)));
    }

    private void assertOpen(String when, CompletableFuture<String> result) {
        loop.assertRulesKept();
        assertThat(result.isDone()).withFailMessage("%s. So the race should be open. It %s.", when, outcome(result))
                .isFalse();
    }

    private void assertWon(String when, CompletableFuture<String> result, String expected) {
        loop.assertRulesKept();
        assertThat(outcome(result)).withFailMessage("%s. The race should have brought %s. It %s.", when, expected,
                outcome(result)).isEqualTo("brought " + expected);
    }

    private void assertAllFailed(String when, CompletableFuture<String> result, Throwable... expected) {
        var failures = failures(when, result);
        assertThat(failures).usingElementComparator((a, b) -> a == b ? 0 : 1)
                .withFailMessage("%s. Expected failures: %s. Yours: %s.", when, Arrays.toString(expected), failures)
                .containsExactly(expected);
    }

    private List<Throwable> failures(String when, CompletableFuture<String> result) {
        loop.assertRulesKept();
        var seen = new ArrayList<Throwable>();
        result.whenComplete((_, failure) -> seen.add(failure));
        if (seen.isEmpty() || !(seen.getFirst() instanceof AllFailedException)) {
            fail("%s. The race should fail with an AllFailedException. It %s.", when, outcome(result));
        }
        return ((AllFailedException) seen.getFirst()).failures();
    }

    private void assertCancelled(String when, Scout... scouts) {
        loop.assertRulesKept();
        for (Scout scout : scouts) {
            assertThat(scout.isCancelled()).withFailMessage("""
                    %s. Nobody needs what %s finds any more. %s should be cancelled, but is still looking.""",
                    when, scout.name, scout.name).isTrue();
        }
    }

    /// A runner who settles when the test says so. A deaf one does not hear that he is called back.
    private final class Scout extends Later<String> {

        private final String name;
        private boolean deaf;

        private Scout(String name) {
            super(loop);
            this.name = name;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return !deaf && super.cancel(mayInterrupt);
        }
    }
}

package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;
import quest.exercises.lesson01.TimerQueue.TimerHandle;

@DisplayName("TimerQueue")
class TimerQueueTest {

    private static final long DAY = 24L * 60 * 60 * 1000;

    private final List<String> trail = new ArrayList<>();
    private final TimerQueue timers = new TimerQueue();

    @Nested
    @Points(0.5)
    @DisplayName("A timer runs when it is due")
    class Due {

        @Test
        @DisplayName("schedule runs nothing")
        void scheduleRunsNothing() {
            timers.schedule(0, step("a"));
            assertTrail("After schedule(0, a), before any runDue");
        }

        @Test
        @DisplayName("a timer runs at its deadline")
        void timerRunsAtItsDeadline() {
            timers.schedule(100, step("a"));
            timers.runDue(100);
            assertTrail("After schedule(100, a) and runDue(100)", "a");
        }

        @Test
        @DisplayName("a timer does not run before its deadline")
        void timerDoesNotRunBeforeItsDeadline() {
            timers.schedule(100, step("a"));
            timers.runDue(99);
            assertTrail("After schedule(100, a) and runDue(99), 1 ms too early");
        }

        @Test
        @DisplayName("a timer runs when it is asked for late")
        void lateTimerRuns() {
            timers.schedule(100, step("a"));
            timers.runDue(5_000);
            assertTrail("After schedule(100, a) and runDue(5000), 4900 ms late", "a");
        }

        @Test
        @DisplayName("a timer runs once")
        void timerRunsOnce() {
            timers.schedule(100, step("a"));
            timers.runDue(100);
            assertCount("a ran in the first runDue(100): the second runDue(100)", timers.runDue(100), 0);
            assertTrail("After schedule(100, a) and runDue(100) twice", "a");
        }

        @Test
        @DisplayName("runDue says how many ran, and leaves the others for later")
        void runDueSaysHowManyRan() {
            timers.schedule(100, step("a"));
            timers.schedule(200, step("b"));
            timers.schedule(300, step("c"));
            assertCount("Deadlines 100, 200 and 300: runDue(250)", timers.runDue(250), 2);
            assertCount("Deadlines 100, 200 and 300, after runDue(250): runDue(300)", timers.runDue(300), 1);
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Timers run in order")
    class InOrder {

        @Test
        @DisplayName("the earliest deadline runs first, in whatever order they were scheduled")
        void earliestDeadlineFirst() {
            timers.schedule(300, step("at 300"));
            timers.schedule(100, step("at 100"));
            timers.schedule(500, step("at 500"));
            timers.schedule(200, step("at 200"));
            timers.schedule(400, step("at 400"));
            timers.runDue(1_000);
            assertTrail("Scheduled for 300, 100, 500, 200 and 400. After runDue(1000)",
                    "at 100", "at 200", "at 300", "at 400", "at 500");
        }

        @Test
        @DisplayName("deadlines a season apart keep their order")
        void deadlinesFarApartKeepTheirOrder() {
            timers.schedule(100 * DAY, step("day 100"));
            timers.schedule(0, step("day 0"));
            timers.schedule(30 * DAY, step("day 30"));
            timers.runDue(365 * DAY);
            assertTrail("Scheduled for day 100, day 0 and day 30 (30 days are 2,592,000,000 ms). After a year",
                    "day 0", "day 30", "day 100");
        }

        @Test
        @DisplayName("equal deadlines run in the order of scheduling")
        void equalDeadlinesRunInSchedulingOrder() {
            var expected = new ArrayList<String>();
            for (int i = 1; i <= 10; i++) {
                timers.schedule(100, step("timer " + i));
                expected.add("timer " + i);
            }
            timers.runDue(100);
            assertTrail("Ten timers, all for 100. After runDue(100)", expected.toArray(String[]::new));
        }

        @Test
        @DisplayName("ties keep their order among other deadlines")
        void tiesAmongOtherDeadlinesKeepTheirOrder() {
            timers.schedule(200, step("200 a"));
            timers.schedule(100, step("100 a"));
            timers.schedule(200, step("200 b"));
            timers.runDue(100);
            timers.schedule(200, step("200 c"));
            timers.schedule(150, step("150 a"));
            timers.schedule(200, step("200 d"));
            timers.runDue(200);
            assertTrail("200 a, 100 a, 200 b; runDue(100); 200 c, 150 a, 200 d. After runDue(200)",
                    "100 a", "150 a", "200 a", "200 b", "200 c", "200 d");
        }

        @Test
        @DisplayName("a timer scheduled by a callback waits for the next runDue, even when it is due")
        void timerScheduledByACallbackWaits() {
            timers.schedule(100, () -> {
                trail.add("a");
                timers.schedule(50, step("c"));
            });
            timers.schedule(100, step("b"));
            int ran = runDue(100);
            assertTrail("a and b are due at 100, and a schedules c for 50. After the first runDue(100)", "a", "b");
            assertCount("That first runDue(100)", ran, 2);
            runDue(100);
            assertTrail("a and b are due at 100, and a schedules c for 50. After the second runDue(100)", "a", "b",
                    "c");
        }

        @Test
        @DisplayName("a timer that schedules itself for the same moment cannot hold runDue")
        void timerThatReschedulesItselfRunsOncePerCall() {
            // A thousand links stand for an endless chain, so that a runDue that follows it ends as well, and can be
            // told.
            scheduleChain(1_000);
            int ran = runDue(100);
            assertThat(ran).withFailMessage("""
                    One timer is due at 100. Each time it runs, it schedules the next for 100: runDue(100) runs one. \
                    Yours ran %d, and for as long as that nothing else in the game moved.""", ran).isEqualTo(1);
        }

        private void scheduleChain(int links) {
            timers.schedule(100, () -> {
                if (links > 1) {
                    scheduleChain(links - 1);
                }
            });
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("A cancelled timer never runs")
    class Cancel {

        @Test
        @DisplayName("cancelled before it is due")
        void cancelledTimerNeverRuns() {
            TimerHandle a = timers.schedule(100, step("a"));
            timers.schedule(100, step("b"));
            a.cancel();
            int ran = timers.runDue(100);
            assertTrail("a and b are due at 100, and a was cancelled. After runDue(100)", "b");
            assertCount("That runDue(100)", ran, 1);
        }

        @Test
        @DisplayName("cancelled by a callback that is due at the same moment")
        void timerCancelledInTheLastMomentNeverRuns() {
            var b = new AtomicReference<TimerHandle>();
            timers.schedule(100, () -> {
                trail.add("a");
                b.get().cancel();
            });
            b.set(timers.schedule(100, step("b")));
            timers.schedule(100, step("c"));
            int ran = runDue(100);
            assertTrail("a, b and c are due at 100, and a cancels b. After runDue(100)", "a", "c");
            assertCount("That runDue(100)", ran, 2);
        }

        @Test
        @DisplayName("cancelling a timer leaves another with the same callback and deadline alone")
        void cancelStopsThisTimerAndNoOther() {
            Runnable x = step("x");
            timers.schedule(100, x);
            timers.schedule(100, step("y"));
            TimerHandle third = timers.schedule(100, x);
            third.cancel();
            timers.runDue(100);
            assertTrail("x, y and again x are due at 100, and the third was cancelled. After runDue(100)", "x", "y");
        }

        @Test
        @DisplayName("cancelling twice is cancelling once")
        void cancellingTwiceIsCancellingOnce() {
            TimerHandle a = timers.schedule(100, step("a"));
            timers.schedule(100, step("b"));
            a.cancel();
            assertThatCode(a::cancel).as("cancel of a timer that is cancelled already").doesNotThrowAnyException();
            timers.runDue(100);
            assertTrail("a and b are due at 100, and a was cancelled twice. After runDue(100)", "b");
        }

        @Test
        @DisplayName("cancelling a timer that has run changes nothing")
        void cancelAfterTheRunChangesNothing() {
            Runnable x = step("x");
            TimerHandle first = timers.schedule(100, x);
            timers.runDue(100);
            timers.schedule(100, x);
            assertThatCode(first::cancel).as("cancel of a timer that has run").doesNotThrowAnyException();
            assertCount("""
                    The first timer has run, then a second was scheduled with the same callback and deadline, then the \
                    first was cancelled: runDue(100)""", timers.runDue(100), 1);
            assertTrail("So after both runDue(100)", "x", "x");
        }

        @Test
        @DisplayName("scheduled by a callback, and cancelled before the next runDue")
        void timerScheduledByACallbackCanBeCancelled() {
            var b = new AtomicReference<TimerHandle>();
            timers.schedule(100, () -> b.set(timers.schedule(100, step("b"))));
            timers.schedule(100, () -> b.get().cancel());
            runDue(100);
            assertCount("""
                    Two timers were due at 100: the first scheduled b for 100, the second cancelled b. The next \
                    runDue(100)""", runDue(100), 0);
            assertTrail("So after both runDue(100)");
        }

        @Test
        @DisplayName("a timer may cancel itself while it runs")
        void timerMayCancelItselfWhileItRuns() {
            var self = new AtomicReference<TimerHandle>();
            self.set(timers.schedule(100, () -> {
                self.get().cancel();
                trail.add("a");
            }));
            timers.schedule(100, step("b"));
            runDue(100);
            assertTrail("a and b are due at 100, and a cancels itself when it runs. After runDue(100)", "a", "b");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("The next deadline is known")
    class NextDeadline {

        @Test
        @DisplayName("without timers there is none")
        void noTimersNoDeadline() {
            assertNext("Nothing was scheduled", OptionalLong.empty());
        }

        @Test
        @DisplayName("it is the earliest")
        void earliestDeadlineIsNext() {
            timers.schedule(300, step("a"));
            timers.schedule(100, step("b"));
            timers.schedule(200, step("c"));
            assertNext("Deadlines 300, 100 and 200: the least of them", OptionalLong.of(100));
        }

        @Test
        @DisplayName("0 is a deadline as well")
        void zeroIsADeadline() {
            timers.schedule(0, step("a"));
            timers.schedule(100, step("b"));
            assertNext("Deadlines 0 and 100: the least of them", OptionalLong.of(0));
        }

        @Test
        @DisplayName("asking for it changes nothing")
        void askingChangesNothing() {
            timers.schedule(100, step("a"));
            timers.nextDeadline();
            assertNext("Deadline 100, asked for the second time", OptionalLong.of(100));
            timers.runDue(100);
            assertTrail("After schedule(100, a), nextDeadline() twice and runDue(100)", "a");
        }

        @Test
        @DisplayName("what has run does not count")
        void whatHasRunDoesNotCount() {
            timers.schedule(100, step("a"));
            timers.schedule(300, step("b"));
            timers.runDue(100);
            assertNext("Deadlines 100 and 300, and the first has run", OptionalLong.of(300));
            timers.runDue(300);
            assertNext("Deadlines 100 and 300, and both have run", OptionalLong.empty());
        }

        @Test
        @DisplayName("a cancelled timer does not count, so that no loop wakes up for it")
        void cancelledTimersDoNotCount() {
            TimerHandle a = timers.schedule(100, step("a"));
            TimerHandle b = timers.schedule(200, step("b"));
            TimerHandle c = timers.schedule(300, step("c"));
            a.cancel();
            b.cancel();
            assertNext("Deadlines 100, 200 and 300, and the first two were cancelled", OptionalLong.of(300));
            c.cancel();
            assertNext("Deadlines 100, 200 and 300, and all three were cancelled", OptionalLong.empty());
        }

        @Test
        @DisplayName("a cancelled timer behind the first does not count either")
        void cancelledTimerBehindTheFirstDoesNotCount() {
            timers.schedule(100, step("a"));
            TimerHandle b = timers.schedule(200, step("b"));
            timers.schedule(300, step("c"));
            b.cancel();
            timers.runDue(100);
            assertNext("Deadlines 100, 200 and 300: the first has run, the second was cancelled", OptionalLong.of(300));
        }

        private void assertNext(String when, OptionalLong expected) {
            OptionalLong actual = timers.nextDeadline();
            assertThat(actual)
                    .withFailMessage("%s: nextDeadline() should be %s. Yours is %s.", when, text(expected),
                            text(actual))
                    .isEqualTo(expected);
        }

        private String text(OptionalLong deadline) {
            return deadline == null ? "null" : deadline.isEmpty() ? "empty" : String.valueOf(deadline.getAsLong());
        }
    }

    private Runnable step(String name) {
        return () -> trail.add(name);
    }

    /// For calls in which a callback changes the queue: the collection's complaint about that is a failure, not a
    /// crash.
    private int runDue(long now) {
        var ran = new int[1];
        assertThatCode(() -> ran[0] = timers.runDue(now))
                .as("runDue(%d), while callbacks schedule and cancel timers, should return normally", now)
                .doesNotThrowAnyException();
        return ran[0];
    }

    private void assertTrail(String when, String... expected) {
        assertThat(trail)
                .withFailMessage("%s, these should have run: %s. Yours ran: %s.",
                        when, names(List.of(expected)), names(trail))
                .containsExactly(expected);
    }

    private static String names(List<String> callbacks) {
        return callbacks.isEmpty() ? "none" : String.join(", ", callbacks);
    }

    private static void assertCount(String what, int actual, int expected) {
        assertThat(actual)
                .withFailMessage("%s should return %d. Yours returned %d.", what, expected, actual)
                .isEqualTo(expected);
    }
}

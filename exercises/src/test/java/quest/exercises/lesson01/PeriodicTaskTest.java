package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.Todo;
import quest.exercises.kit.Points;
import quest.exercises.lesson01.PeriodicTask.Scheduler;
import quest.exercises.lesson01.PeriodicTask.TimerHandle;

@DisplayName("PeriodicTask")
class PeriodicTaskTest {

    private final GameTime time = new GameTime(1_000);
    private final List<Long> runs = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    @Nested
    @Points(0.75)
    @DisplayName("It runs once a period")
    class OncePerPeriod {

        @Test
        @DisplayName("start runs nothing")
        void startRunsNothing() {
            start(() -> { });
            assertRuns("Started at 1000 with a period of 100, and it is still 1000");
        }

        @Test
        @DisplayName("the first run is one period after the start")
        void firstRunIsOnePeriodAfterTheStart() {
            start(() -> { });
            time.advanceTo(1_099);
            assertRuns("Started at 1000 with a period of 100, and it is 1099");
            time.advanceTo(1_100);
            assertRuns("Started at 1000 with a period of 100, and it is 1100 (1000 + 100)", 1_100);
        }

        @Test
        @DisplayName("then one run each period")
        void oneRunEachPeriod() {
            start(() -> { });
            time.advanceTo(1_550);
            assertRuns("Started at 1000 with a period of 100, and it is 1550", 1_100, 1_200, 1_300, 1_400, 1_500);
        }

        @Test
        @DisplayName("the grid begins at the start, wherever that is")
        void gridBeginsAtTheStart() {
            time.advanceTo(1_037);
            start(() -> { });
            time.advanceTo(1_300);
            assertRuns("Started at 1037 with a period of 100 (1037 + 100, 1037 + 200), and it is 1300", 1_137, 1_237);
        }

        @Test
        @DisplayName("each task has a rate of its own")
        void tasksDoNotDisturbEachOther() {
            var slowRuns = new ArrayList<Long>();
            start(() -> { });
            PeriodicTask.start(time, 250, () -> slowRuns.add(time.now), reported::add);
            time.advanceTo(1_600);
            assertRuns("Two tasks, started at 1000 with periods of 100 and 250. It is 1600. First task",
                    1_100, 1_200, 1_300, 1_400, 1_500, 1_600);
            assertThat(slowRuns).withFailMessage("""
                    Two tasks, started at 1000 with periods of 100 and 250. It is 1600. Expected runs of the second \
                    at: 1250, 1500. Yours: %s.""", moments(slowRuns)).containsExactly(1_250L, 1_500L);
        }

        @Test
        @DisplayName("one timer at a time")
        void oneTimerAtATime() {
            start(() -> { });
            assertTimers("Started at 1000 with a period of 100", 1_100);
            time.advanceTo(1_350);
            assertTimers("Started at 1000 with a period of 100, and it is 1350", 1_400);
        }
    }

    @Nested
    @Points(0.75)
    @DisplayName("Late runs shift nothing and are not made up for")
    class Late {

        @Test
        @DisplayName("a late run does not shift the next")
        void lateRunDoesNotShiftTheNext() {
            start(() -> { });
            time.wakeUpAt(1_107);
            assertTimers("The run of 1100 came 7 late, at 1107. The grid is 1000 + 100 + 100", 1_200);
        }

        @Test
        @DisplayName("always a little late is never more than a little late")
        void latenessDoesNotAddUp() {
            start(() -> { });
            for (int i = 1; i <= 5 && !time.timers.isEmpty(); i++) {
                time.wakeUpAt(time.next().deadline + 30);
            }
            assertRuns("Started at 1000 with a period of 100, and each timer runs 30 after its deadline",
                    1_130, 1_230, 1_330, 1_430, 1_530);
        }

        @Test
        @DisplayName("after oversleeping it runs once, and then on the grid again")
        void missedRunsAreNotMadeUpFor() {
            start(() -> { });
            time.wakeUpAt(1_350);
            assertRuns("Nobody woke up until 1350. The runs of 1200 and 1300 are over and skipped", 1_350);
            time.advanceTo(1_500);
            assertRuns("Nobody woke up until 1350; from then on all is on time, and it is 1500", 1_350, 1_400, 1_500);
        }

        @Test
        @DisplayName("a run that takes longer than a period skips what it missed")
        void longRunSkipsWhatItMissed() {
            start(() -> {
                if (runs.size() == 1) {
                    time.now += 250;
                }
            });
            time.advanceTo(1_500);
            assertRuns("The run of 1100 took 250, until 1350. The runs of 1200 and 1300 are over and skipped",
                    1_100, 1_400, 1_500);
        }

        @Test
        @DisplayName("a year asleep costs one run")
        void yearAsleepCostsOneRun() {
            long year = 365L * 24 * 60 * 60 * 1_000;
            start(() -> { });
            time.wakeUpAt(1_000 + year + 50);
            time.advanceTo(1_000 + year + 100);
            assertRuns("Nobody woke up for a year (%d) and 50; then it is on time again".formatted(year),
                    1_000 + year + 50, 1_000 + year + 100);
        }
    }

    @Nested
    @Points(0.75)
    @DisplayName("An exception does not kill it")
    class Errors {

        private final RuntimeException broken = new IllegalStateException("the rope broke");

        @Test
        @DisplayName("it runs on after an exception")
        void exceptionDoesNotKillIt() {
            start(() -> {
                if (runs.size() == 2) {
                    throw broken;
                }
            });
            time.advanceTo(1_400);
            assertRuns("The run at 1200 threw an exception, and it is 1400", 1_100, 1_200, 1_300, 1_400);
        }

        @Test
        @DisplayName("the exception goes to the exception handler")
        void exceptionGoesToTheHandler() {
            start(() -> {
                if (runs.size() == 1) {
                    throw broken;
                }
            });
            time.advanceTo(1_300);
            assertThat(reported).withFailMessage("""
                    One run threw %s: the exception handler should be told of exactly that one. Yours was told of \
                    %s.""",
                    broken, reported).containsExactly(broken);
        }

        @Test
        @DisplayName("nor does an Error")
        void errorDoesNotKillIt() {
            var error = new StackOverflowError("the bell rang itself");
            start(() -> {
                if (runs.size() == 1) {
                    throw error;
                }
            });
            time.advanceTo(1_200);
            assertRuns("The run at 1100 threw an Error, and it is 1200", 1_100, 1_200);
            assertThat(reported).withFailMessage("""
                    One run threw %s: the exception handler should be told of exactly that one. Yours was told of \
                    %s.""", error, reported).containsExactly(error);
        }

        @Test
        @DisplayName("each exception is reported")
        void eachExceptionIsReported() {
            start(() -> {
                throw broken;
            });
            time.advanceTo(1_300);
            assertRuns("Each run throws, and it is 1300", 1_100, 1_200, 1_300);
            assertThat(reported).withFailMessage("""
                    3 runs, each threw %s: the exception handler should be told 3 times. Yours was told %d times.""",
                    broken, reported.size()).containsExactly(broken, broken, broken);
        }

        @Test
        @DisplayName("a run that fails late is as late as any other")
        void failedRunKeepsToTheGrid() {
            start(() -> {
                throw broken;
            });
            time.wakeUpAt(1_350);
            assertTimers("Nobody woke up until 1350, and then the run threw an exception", 1_400);
        }
    }

    @Nested
    @Points(0.75)
    @DisplayName("cancel stops it")
    class Cancel {

        @Test
        @DisplayName("cancelled before the first run, it never runs")
        void cancelledBeforeTheFirstRunItNeverRuns() {
            PeriodicTask bell = start(() -> { });
            bell.cancel();
            time.advanceTo(1_500);
            assertRuns("Started at 1000, cancelled at 1000, and it is 1500");
        }

        @Test
        @DisplayName("cancelled later, it does not run again")
        void cancelledLaterItDoesNotRunAgain() {
            PeriodicTask bell = start(() -> { });
            time.advanceTo(1_250);
            bell.cancel();
            time.advanceTo(1_500);
            assertRuns("Started at 1000, cancelled at 1250, and it is 1500", 1_100, 1_200);
        }

        @Test
        @DisplayName("cancel leaves no timer behind")
        void cancelLeavesNoTimerBehind() {
            PeriodicTask bell = start(() -> { });
            time.advanceTo(1_250);
            bell.cancel();
            assertTimers("Cancelled at 1250. A timer left behind would keep a loop up that has nothing else to do");
        }

        @Test
        @DisplayName("cancel stops this task and no other")
        void cancelStopsThisTaskAndNoOther() {
            PeriodicTask bell = start(() -> { });
            PeriodicTask.start(time, 250, () -> { }, reported::add);
            bell.cancel();
            assertTimers("Two tasks, started at 1000 with periods of 100 and 250, and the first was cancelled", 1_250);
            time.advanceTo(1_500);
            assertRuns("Two tasks, and the first was cancelled before its first run. It is 1500. First task");
        }

        @Test
        @DisplayName("the task may cancel itself while it runs")
        void taskMayCancelItself() {
            var bell = new PeriodicTask[1];
            bell[0] = start(() -> {
                if (runs.size() == 2) {
                    bell[0].cancel();
                }
            });
            time.advanceTo(1_500);
            assertRuns("The run at 1200 cancelled the task, and it is 1500", 1_100, 1_200);
            assertTimers("The run at 1200 cancelled the task");
        }

        @Test
        @DisplayName("a run that cancels the task and then fails is still reported, and was the last")
        void cancelThenThrowIsReportedAndTheLast() {
            var last = new IllegalStateException("and the bell fell down");
            var bell = new PeriodicTask[1];
            bell[0] = start(() -> {
                bell[0].cancel();
                throw last;
            });
            time.advanceTo(1_500);
            assertRuns("The run at 1100 cancelled the task and then threw an exception. It is 1500", 1_100);
            assertThat(reported).withFailMessage("""
                    The run cancelled the task and then threw %s: the exception handler should still be told of it. \
                    Yours was told of %s.""", last, reported).containsExactly(last);
        }

        @Test
        @DisplayName("the exception handler may cancel it")
        void exceptionHandlerMayCancelIt() {
            var bell = new PeriodicTask[1];
            bell[0] = PeriodicTask.start(time, 100, () -> {
                runs.add(time.now);
                throw new IllegalStateException("the rope broke");
            }, _ -> bell[0].cancel());
            time.advanceTo(1_500);
            assertRuns("The run at 1100 threw an exception, and the exception handler cancelled the task. It is 1500",
                    1_100);
            assertTimers("The exception handler cancelled the task at 1100");
        }

        @Test
        @DisplayName("cancelled in the last moment, by another callback of the same moment")
        void cancelledInTheLastMoment() {
            var bell = new PeriodicTask[1];
            time.schedule(1_100, () -> bell[0].cancel());
            bell[0] = start(() -> { });
            time.advanceTo(1_500);
            assertRuns("Another callback at 1100, scheduled before, cancelled the task. It is 1500");
        }

        @Test
        @DisplayName("cancelling twice is cancelling once")
        void cancellingTwiceIsCancellingOnce() {
            PeriodicTask bell = start(() -> { });
            PeriodicTask.start(time, 250, () -> { }, reported::add);
            time.advanceTo(1_150);
            bell.cancel();
            bell.cancel();
            time.advanceTo(1_200);
            assertRuns("Cancelled twice at 1150. It is 1200", 1_100);
            assertTimers("One of two tasks was cancelled twice; the other, with a period of 250, goes on", 1_250);
        }
    }

    /// Starts a task with a period of 100 that notes the moments of its runs.
    private PeriodicTask start(Runnable task) {
        return PeriodicTask.start(time, 100, () -> {
            runs.add(time.now);
            task.run();
        }, reported::add);
    }

    private void assertRuns(String when, long... expected) {
        assertThat(runs)
                .withFailMessage("%s. Expected runs at: %s. Yours: %s.", when, moments(boxed(expected)), moments(runs))
                .isEqualTo(boxed(expected));
    }

    private void assertTimers(String when, long... expected) {
        assertThat(time.deadlines())
                .withFailMessage("%s. Expected deadlines in the scheduler: %s. Yours: %s.",
                        when, moments(boxed(expected)), moments(time.deadlines()))
                .isEqualTo(boxed(expected));
    }

    private static List<Long> boxed(long... moments) {
        return Arrays.stream(moments).boxed().toList();
    }

    private static String moments(List<Long> moments) {
        return moments.isEmpty() ? "none" : String.join(", ", moments.stream().map(String::valueOf).toList());
    }

    /// Game time, moved by hand, and the timers in it.
    private static final class GameTime implements Scheduler {

        private final List<Timer> timers = new ArrayList<>();
        private long now;
        private int ran;

        private GameTime(long now) {
            this.now = now;
        }

        @Override
        public long nowMillis() {
            return now;
        }

        @Override
        public TimerHandle schedule(long deadlineMillis, Runnable callback) {
            var timer = new Timer(deadlineMillis, callback);
            timers.add(timer);
            return () -> timers.remove(timer);
        }

        private List<Long> deadlines() {
            return timers.stream().map(timer -> timer.deadline).sorted().toList();
        }

        /// Runs each timer on time, unless another holds the thread, up to that moment.
        private void advanceTo(long moment) {
            for (Timer timer; (timer = next()) != null && timer.deadline <= moment; ) {
                now = Math.max(now, timer.deadline);
                run(timer);
            }
            now = Math.max(now, moment);
        }

        /// Sleeps until that moment, whatever is due meanwhile, and then runs all that is due.
        private void wakeUpAt(long moment) {
            now = moment;
            advanceTo(moment);
        }

        private Timer next() {
            return timers.stream().min(Comparator.comparingLong(timer -> timer.deadline)).orElse(null);
        }

        private void run(Timer timer) {
            timers.remove(timer);
            if (++ran > 10_000) {
                fail("It is %d, and timers of the past are scheduled and run, 10000 by now. The last was for %d.",
                        now, timer.deadline);
            }
            try {
                timer.callback.run();
            } catch (Todo | AssertionError failure) {
                throw failure;
            } catch (RuntimeException | Error thrown) {
                fail("At %d an exception came out of the task, and the scheduler had to catch it: %s"
                        .formatted(now, thrown),
                        thrown);
            }
        }
    }

    /// A class and not a record: two timers of the same callback and deadline are two timers.
    private static final class Timer {

        private final long deadline;
        private final Runnable callback;

        private Timer(long deadline, Runnable callback) {
            this.deadline = deadline;
            this.callback = callback;
        }
    }
}

package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.Tasks;

@DisplayName("DeadlineQuest")
class DeadlineQuestTest {

    /// A deadline that no test lives to see.
    private static final Duration LONG = Duration.ofDays(1);

    /// Deadlines that pass while scouts are out. Who cannot be out or back by the first may be by the next.
    private static final List<Duration> SHORT =
            List.of(Duration.ofMillis(25), Duration.ofMillis(300), Duration.ofMillis(1500));

    /// What happened, in order.
    private final List<String> trail = new CopyOnWriteArrayList<>();
    private final Tasks tasks = new Tasks("scouts", this::shown);
    private final List<Scout> scouts = new ArrayList<>();
    private final IOException lost = new IOException("lost in the woods");
    private Tasks.Call<List<String>> call;

    @AfterEach
    void letEverybodyGo() {
        for (Scout scout : scouts) {
            scout.mayReturn.countDown();
            scout.mayStop.countDown();
        }
        tasks.interruptAll();
    }

    @Nested
    @Points(0.6)
    @DisplayName("In time")
    class InTime {

        @Test
        @DisplayName("all scouts are out at the same time")
        void allAreOutAtOnce() {
            scouts("a", "b", "c");
            explore(LONG);
            awaitAllOut();
            letReturn("a", "b", "c");
            assertReports("Three scouts came back in time", "report of a", "report of b", "report of c");
        }

        @Test
        @DisplayName("when all are back, nobody waits for the deadline")
        void doesNotWaitForTheDeadline() {
            scouts("a", "b");
            explore(LONG);
            letReturn("b");
            call.await(scout("b").ended, "b was let go, and should have ended");
            call.assertStillWaits("Of two scouts b is back, a is out, and the deadline is a day away");
            letReturn("a");
            assertReports("b came back, then a. The deadline is a day away", "report of a", "report of b");
        }

        @Test
        @DisplayName("who fails brings the fallback, and the others go on")
        void failureBringsTheFallback() {
            scouts("a", "b", "c");
            scout("b").failure = lost;
            explore(LONG);
            awaitAllOut();
            letReturn("b");
            call.await(scout("b").ended, "b was let go, and should have ended");
            call.assertStillWaits("Of three scouts b has failed, a and c are out, and the deadline is a day away");
            letReturn("a", "c");
            assertReports("b failed, a and c came back in time", "report of a", "white spot", "report of c");
        }

        @Test
        @DisplayName("null is a report")
        void nullIsAReport() {
            call = tasks.call("explore",
                    () -> DeadlineQuest.explore(List.of(() -> null, () -> "a lake"), LONG, "white spot"));
            assertReports("One scout reported null, the other a lake", null, "a lake");
        }

        @Test
        @DisplayName("no scouts")
        void noScouts() {
            explore(LONG);
            assertReports("Nobody was sent out");
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("At the deadline")
    class Late {

        @Test
        @DisplayName("who is late brings the fallback")
        void lateScoutsBringTheFallback() {
            scouts("a", "b");
            explore(SHORT.getFirst());
            assertReports("Two scouts are out until they are called back, and the deadline has passed",
                    "white spot", "white spot");
        }

        @Test
        @DisplayName("what was reported in time is kept")
        void whatWasReportedInTimeIsKept() {
            // On a machine that is busy enough, even a scout who comes back at once may be late. So there is a second
            // and a third attempt, with more time.
            var expected = List.of("white spot", "report of b", "white spot");
            for (var timeout : SHORT) {
                scouts.clear();
                scouts("a", "b", "c");
                letReturn("b");
                explore(timeout);
                var reports = call.awaitResult("Of three scouts b comes back at once, and the deadline has passed",
                        "return " + expected);
                if (expected.equals(reports)) {
                    return;
                }
            }
            throw call.wrong("""
                    Of three scouts b came back at once. a and c were out when the deadline passed, after %d ms. So \
                    explore should return %s""".formatted(SHORT.getLast().toMillis(), expected));
        }

        @Test
        @DisplayName("the deadline is the same for all")
        void deadlineIsTheSameForAll() {
            // The longest, so that a timeout of b's own would not be over when b comes back.
            exploreUntilAllAreOut(List.of(SHORT.getLast()), () -> scouts("a", "b"));
            call.await(scout("a").calledBack, "The deadline has passed, and a is out. So a should be called back");
            // By now b is called back too, or will be in a moment. Who stands still instead waits for a timeout of b's
            // own.
            call.awaitsOrStands(scout("b").calledBack);
            letReturn("b");
            assertReports("""
                    a was called back at the deadline, which is timeout after the call for all, not timeout after the \
                    turn of each. b came back after that""", "white spot", "white spot");
        }

        @Test
        @DisplayName("what is reported afterwards does not count")
        void lateReportDoesNotCount() {
            exploreUntilAllAreOut(() -> {
                scouts("stubborn a", "b");
                scout("stubborn a").reportsLate = true;
            });
            assertReports("""
                    Two scouts were out when the deadline passed. a was called back, and reported all the same""",
                    "white spot", "white spot");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Everybody comes home")
    class Home {

        @Test
        @DisplayName("late scouts are called back")
        void lateScoutsAreCalledBack() {
            exploreUntilAllAreOut(() -> scouts("a", "b"));
            for (Scout scout : scouts) {
                call.await(scout.calledBack, """
                        The deadline has passed, and a and b are out. So both should be called back: their threads are \
                        interrupted. %s was not""".formatted(scout.name));
            }
            assertReports("The deadline has passed, and both scouts were called back", "white spot", "white spot");
        }

        @Test
        @DisplayName("the gate is closed behind the last")
        void endsWhenTheLastHasEnded() {
            exploreUntilAllAreOut(() -> scouts("slow a", "b"));
            call.await(scout("slow a").calledBack, "The deadline has passed, and a is out. So a should be called back");
            call.assertWaitsWithoutLimit(
                    "The deadline has passed, a was called back, and is still packing up: 1 is out");
            scout("slow a").mayStop.countDown();
            assertReports("The deadline has passed, and a has packed up", "white spot", "white spot");
        }

        @Test
        @DisplayName("nor does an interrupt end the wait for the last")
        void interruptWhilePackingUp() {
            exploreUntilAllAreOut(() -> scouts("slow a", "b"));
            call.await(scout("slow a").calledBack, "The deadline has passed, and a is out. So a should be called back");
            String both = "The deadline has passed, a is still packing up, and the thread that called explore was "
                    + "interrupted";
            call.assertStillWaits("The deadline has passed, a was called back, and is still packing up: 1 is out");
            call.interrupt();
            call.assertStillWaits(both + ": 1 is out");
            scout("slow a").mayStop.countDown();
            call.awaitEnd(both + ", then a had packed up");
        }

        @Test
        @DisplayName("an interrupted caller calls all back")
        void interruptedCallerCallsAllBack() {
            scouts("a", "slow b");
            explore(LONG);
            awaitAllOut();
            call.interrupt();
            for (Scout scout : scouts) {
                call.await(scout.calledBack, """
                        a and b are out, and the thread that called explore was interrupted. So both should be called \
                        back. %s was not""".formatted(scout.name));
            }
            call.assertStillWaits("The caller was interrupted, b was called back, and is still packing up: 1 is out");
            scout("slow b").mayStop.countDown();
            call.awaitInterrupted("The thread that called explore was interrupted while scouts were out");
        }

        @Test
        @DisplayName("who waits does not look again and again")
        void callerDoesNotSpin() {
            scouts("a", "b");
            explore(LONG);
            awaitAllOut();
            call.assertSleeps("a and b are out, and the deadline is a day away");
            letReturn("a", "b");
            assertReports("Both came back in time", "report of a", "report of b");
        }
    }

    private void scouts(String... names) {
        for (String name : names) {
            scouts.add(new Scout(name));
        }
    }

    private Scout scout(String name) {
        return scouts.stream().filter(scout -> scout.name.equals(name)).findFirst().orElseThrow();
    }

    private void explore(Duration timeout) {
        call = tasks.call("explore",
                () -> DeadlineQuest.explore(List.<Callable<String>>copyOf(scouts), timeout, "white spot"));
    }

    /// With a short deadline, but not so short that a scout has not even set out.
    private void exploreUntilAllAreOut(Runnable newScouts) {
        exploreUntilAllAreOut(SHORT, newScouts);
    }

    private void exploreUntilAllAreOut(List<Duration> timeouts, Runnable newScouts) {
        for (var timeout : timeouts) {
            scouts.clear();
            newScouts.run();
            explore(timeout);
            if (scouts.stream().allMatch(scout -> call.awaits(scout.began))) {
                return;
            }
            letEverybodyGo();
            call.awaitEnd("The deadline has passed, and all scouts are free to come back");
        }
        throw call.wrong("""
                %d scouts were sent out, and %d ms later, at the deadline, not all of them had begun""".formatted(
                scouts.size(), SHORT.getLast().toMillis()));
    }

    private void letReturn(String... names) {
        for (String name : names) {
            scout(name).mayReturn.countDown();
        }
    }

    private void awaitAllOut() {
        for (Scout scout : scouts) {
            call.await(scout.began, "%d scouts were sent out. %s should be out by now, and is not".formatted(
                    scouts.size(), scout.name));
        }
    }

    private void assertReports(String when, String... expected) {
        var reports = call.awaitResult(when, "return " + Arrays.toString(expected));
        assertThat(reports).withFailMessage("%s. explore should return %s. Yours returned %s. So far: %s.", when,
                Arrays.toString(expected), reports, shown()).isEqualTo(Arrays.asList(expected));
    }

    private String shown() {
        return trail.isEmpty() ? "nothing" : String.join(" | ", trail);
    }

    /// A scout who is out until the test says so. One whose name begins with 'slow' packs up when called back, until
    /// the test says so.
    private final class Scout implements Callable<String> {

        private final String name;
        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch mayReturn = new CountDownLatch(1);
        private final CountDownLatch calledBack = new CountDownLatch(1);
        private final CountDownLatch mayStop = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private Throwable failure;
        private boolean reportsLate;

        private Scout(String name) {
            this.name = name;
        }

        @Override
        public String call() throws Exception {
            return tasks.run(this::ride);
        }

        private String ride() throws Exception {
            trail.add(name + " sets out");
            began.countDown();
            try {
                mayReturn.await();
                switch (failure) {
                    case null -> trail.add(name + " is back");
                    case Error error -> throw error;
                    case Exception exception -> throw exception;
                    default -> throw new AssertionError(failure);
                }
                return "report of " + name;
            } catch (InterruptedException interrupted) {
                trail.add(name + " is called back");
                calledBack.countDown();
                if (name.startsWith("slow")) {
                    packUp();
                }
                if (reportsLate) {
                    return "late report of " + name;
                }
                throw interrupted;
            } catch (Exception | Error thrown) {
                trail.add(name + " fails");
                throw thrown;
            } finally {
                ended.countDown();
            }
        }

        private void packUp() {
            Caller.awaitInSpiteOfInterrupts(mayStop);
            trail.add(name + " has packed up");
        }
    }
}

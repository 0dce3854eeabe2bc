package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("DeadlineQuest")
class DeadlineQuestTest {

    /// How long to wait at most for what must come. Only a wrong answer ever waits that long.
    private static final Duration PATIENCE = Duration.ofMillis(Integer.getInteger("quest.timeLimit", 10) * 400L);

    /// A deadline that no test lives to see.
    private static final Duration LONG = Duration.ofDays(1);

    /// Deadlines that pass while scouts are out. Who cannot be out or back by the first may be by the next.
    private static final List<Duration> SHORT =
            List.of(Duration.ofMillis(25), Duration.ofMillis(300), Duration.ofMillis(1500));

    /// What happened, in order.
    private final List<String> trail = new CopyOnWriteArrayList<>();
    private final AtomicInteger out = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Scout> scouts = new ArrayList<>();
    private final IOException lost = new IOException("lost in the woods");
    private Call call;

    @AfterEach
    void letEverybodyGo() {
        for (Scout scout : scouts) {
            scout.mayReturn.countDown();
            scout.mayStop.countDown();
        }
        threads.forEach(Thread::interrupt);
        if (call != null) {
            call.thread.interrupt();
        }
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
            await(scout("b").ended, "b was let go, and should have ended");
            assertStillWaits("Of two scouts b is back, a is out, and the deadline is a day away");
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
            await(scout("b").ended, "b was let go, and should have ended");
            assertStillWaits("Of three scouts b has failed, a and c are out, and the deadline is a day away");
            letReturn("a", "c");
            assertReports("b failed, a and c came back in time", "report of a", "white spot", "report of c");
        }

        @Test
        @DisplayName("null is a report")
        void nullIsAReport() {
            call = new Call(() -> DeadlineQuest.explore(List.of(() -> null, () -> "a lake"), LONG, "white spot"));
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
                awaitEnd("Of three scouts b comes back at once, and the deadline has passed");
                if (expected.equals(call.returned)) {
                    return;
                }
            }
            throw call.error("""
                    Of three scouts b came back at once. a and c were out when the deadline passed, after %d ms. So \
                    explore should return %s. %s""".formatted(SHORT.getLast().toMillis(), expected, call.state()));
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
                await(scout.calledBack, """
                        The deadline has passed, and a and b are out. So both should be called back: their threads are \
                        interrupted. %s was not""".formatted(scout.name));
            }
            assertReports("The deadline has passed, and both scouts were called back", "white spot", "white spot");
        }

        @Test
        @DisplayName("the gate is closed behind the last")
        void endsWhenTheLastHasEnded() {
            exploreUntilAllAreOut(() -> scouts("slow a", "b"));
            await(scout("slow a").calledBack, "The deadline has passed, and a is out. So a should be called back");
            assertStillWaits("The deadline has passed, a was called back, and is still packing up: 1 is out");
            scout("slow a").mayStop.countDown();
            assertReports("The deadline has passed, and a has packed up", "white spot", "white spot");
        }

        @Test
        @DisplayName("an interrupted caller calls all back")
        void interruptedCallerCallsAllBack() {
            scouts("a", "slow b");
            explore(LONG);
            awaitAllOut();
            call.thread.interrupt();
            for (Scout scout : scouts) {
                await(scout.calledBack, """
                        a and b are out, and the thread that called explore was interrupted. So both should be called \
                        back. %s was not""".formatted(scout.name));
            }
            assertStillWaits("The caller was interrupted, b was called back, and is still packing up: 1 is out");
            scout("slow b").mayStop.countDown();
            assertThrewInterrupted();
        }

        @Test
        @DisplayName("who waits does not look again and again")
        void callerDoesNotSpin() {
            scouts("a", "b");
            explore(LONG);
            awaitAllOut();
            call.assertSleepsSoundly("a and b are out, and the deadline is a day away");
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
        call = new Call(() -> DeadlineQuest.explore(List.<Callable<String>>copyOf(scouts), timeout, "white spot"));
    }

    /// With a short deadline, but not so short that a scout has not even set out.
    private void exploreUntilAllAreOut(Runnable newScouts) {
        for (var timeout : SHORT) {
            scouts.clear();
            newScouts.run();
            explore(timeout);
            if (scouts.stream().allMatch(scout -> call.awaits(scout.began))) {
                return;
            }
            letEverybodyGo();
            call.awaitsEnd();
        }
        throw call.error("""
                %d scouts were sent out, and %d ms later, at the deadline, not all of them had begun. %s""".formatted(
                scouts.size(), SHORT.getLast().toMillis(), call.state()));
    }

    private void letReturn(String... names) {
        for (String name : names) {
            scout(name).mayReturn.countDown();
        }
    }

    private void awaitAllOut() {
        for (Scout scout : scouts) {
            await(scout.began, "%d scouts were sent out. %s should be out by now, and is not".formatted(
                    scouts.size(), scout.name));
        }
    }

    private void await(CountDownLatch latch, String what) {
        if (!call.awaits(latch)) {
            throw call.error(what + ". " + call.state() + " So far: " + shown() + ".");
        }
    }

    private void assertStillWaits(String when) {
        if (!call.waits()) {
            throw call.error(when + ". So explore cannot end yet. " + call.state() + " So far: " + shown() + ".");
        }
    }

    private void assertReports(String when, String... expected) {
        awaitEnd(when);
        if (call.thrown != null) {
            throw call.error(when + ". So explore should return " + Arrays.toString(expected) + ". " + call.state());
        }
        assertThat(call.returned).withFailMessage("%s. explore should return %s. %s", when, Arrays.toString(expected),
                call.state()).isEqualTo(Arrays.asList(expected));
    }

    private void assertThrewInterrupted() {
        String when = "The thread that called explore was interrupted while scouts were out";
        awaitEnd(when);
        if (!(call.thrown instanceof InterruptedException)) {
            throw call.error(when + ". So explore should throw an InterruptedException. " + call.state());
        }
    }

    /// Waits until the call has ended, and makes sure that it has left nobody behind.
    private void awaitEnd(String when) {
        if (!call.awaitsEnd()) {
            throw call.error(when + ". So explore should end. " + call.state() + " So far: " + shown() + ".");
        }
        if (call.leftOut > 0) {
            throw call.error("""
                    %s. When explore ended, %d of %d scouts were still out. It should end when the last has ended. \
                    So far: %s.""".formatted(when, call.leftOut, scouts.size(), shown()));
        }
        for (Thread thread : threads) {
            if (!ends(thread)) {
                throw call.error("""
                        %s. explore has ended, and all scouts with it, but a thread on which a scout was out is alive, \
                        and waits for more work that never comes: %s. No thread that explore started should be \
                        left.""".formatted(when, thread));
            }
        }
    }

    /// A thread may take a moment to end, but not while it stands still.
    private static boolean ends(Thread thread) {
        for (int still = 0; thread.isAlive() && still < 250; ) {
            still = isWaiting(thread) ? still + 1 : 0;
            pause();
        }
        return !thread.isAlive();
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    private static boolean standsStill(Thread thread) {
        return isWaiting(thread) || !thread.isAlive();
    }

    /// Between two looks at a thread. What is waited for is seen, not guessed from the time that has gone by.
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
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
            threads.add(Thread.currentThread());
            out.incrementAndGet();
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
                out.decrementAndGet();
                ended.countDown();
            }
        }

        private void packUp() {
            boolean packed = false;
            while (!packed) {
                try {
                    mayStop.await();
                    packed = true;
                } catch (InterruptedException _) {
                    // Whoever packs up cannot be hurried.
                }
            }
            trail.add(name + " has packed up");
        }
    }

    /// The learner's method, on a thread of its own, so that the test can watch it.
    private final class Call {

        private final Thread thread;
        private List<String> returned;
        private Throwable thrown;
        private int leftOut;

        private Call(Callable<List<String>> method) {
            thread = Thread.ofPlatform().daemon().name("gatekeeper").start(() -> {
                try {
                    returned = method.call();
                } catch (Throwable failure) {
                    thrown = failure;
                }
                leftOut = out.get();
            });
        }

        private boolean awaits(CountDownLatch latch) {
            waitUntil(() -> latch.getCount() == 0 || !thread.isAlive());
            return latch.getCount() == 0;
        }

        private boolean awaitsEnd() {
            waitUntil(() -> !thread.isAlive());
            return !thread.isAlive();
        }

        /// Gives up when everybody stands still, look after look, or when the patience is at its end.
        private void waitUntil(BooleanSupplier come) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int still = 0; !come.getAsBoolean() && still < 1000 && System.nanoTime() < end; ) {
                boolean stands = isWaiting(thread) && threads.stream().allMatch(DeadlineQuestTest::standsStill);
                still = stands ? still + 1 : 0;
                pause();
            }
        }

        /// Whether it stands and waits, and does not end.
        private boolean waits() {
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int still = 0; thread.isAlive() && still < 10 && System.nanoTime() < end; ) {
                still = isWaiting(thread) ? still + 1 : 0;
                pause();
            }
            return thread.isAlive();
        }

        private void assertSleepsSoundly(String when) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int still = 0; still < 10; ) {
                if (!thread.isAlive() || System.nanoTime() > end) {
                    throw error("""
                            %s. The calling thread should wait until it is woken. Yours was awake again and again for \
                            %d s. %s""".formatted(when, PATIENCE.toSeconds(), state()));
                }
                boolean asleep = Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals("java.lang.Thread")
                                && frame.getMethodName().startsWith("sleep"));
                still = isWaiting(thread) && !asleep ? still + 1 : 0;
                pause();
            }
        }

        private String state() {
            if (thread.isAlive()) {
                return "explore has not ended.";
            }
            return thrown == null ? "Yours returned " + returned + "." : "Yours threw " + thrown + ".";
        }

        /// With the line of the learner's file at which the call stands, or from which it threw.
        private AssertionError error(String message) {
            Throwable place = thrown;
            if (thread.isAlive()) {
                place = new Throwable("here it stands");
                place.setStackTrace(thread.getStackTrace());
            }
            return new AssertionError(message, place);
        }
    }
}

package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.Todo;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.lesson01.MiniEventLoop.LoopClock;
import quest.exercises.lesson01.MiniEventLoop.TimerHandle;

@DisplayName("MiniEventLoop")
class MiniEventLoopTest {

    /// How long to wait for what must come. Only a wrong answer ever waits that long.
    private static final int PATIENCE_SECONDS = 5;

    /// Half a second in which nothing but a wait that nobody ends keeps a thread from going on.
    private static final int LOOKS_BEFORE_IT_STANDS_STILL = 50;
    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    private final List<String> trail = new CopyOnWriteArrayList<>();
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();

    /// What a loop does when there is nobody but itself: time jumps whenever it sleeps.
    abstract class Alone {

        final JumpingClock clock = new JumpingClock();
        final MiniEventLoop loop = new MiniEventLoop(clock, reported::add);
        private final StartedThreads threads = new StartedThreads();

        /// Runs the loop on a thread of its own, until one of its callbacks stops it. The test only waits, so that it
        /// sees a loop that waits, too: this clock never makes anybody wait.
        void run() {
            var caller = threads.run("watchman", loop::run);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            int seenWaiting = 0;
            while (!caller.isDone() && System.nanoTime() < end && seenWaiting < LOOKS_BEFORE_IT_STANDS_STILL) {
                seenWaiting = caller.thread().getState() == Thread.State.RUNNABLE ? 0 : seenWaiting + 1;
                // Who is done is seen at once; this is about those who are not.
                LockSupport.parkNanos(seenWaiting == 0 ? 1_000 : BETWEEN_LOOKS_NANOS);
            }
            if (!caller.isDone() && seenWaiting == 0) {
                fail("The loop neither sleeps nor comes to an end: it is busy waiting. Its run %s. Ran so far: %s.",
                        caller.outcome(), names(trail));
            }
            if (!caller.isDone()) {
                fail("The loop's thread waits elsewhere than in clock.sleepUntil: its run %s. Nothing in the game can "
                        + "wake it there, and game time stands still. Ran so far: %s.", caller.outcome(), names(trail));
            }
            switch (caller.thrown()) {
                case null -> { }
                case Todo todo -> throw todo;
                case AssertionError failure -> throw failure;
                case Throwable thrown ->
                        fail("run threw an exception, where it should run on until stop. Ran so far: %s. It was: %s"
                                .formatted(names(trail), thrown), thrown);
            }
        }

        @AfterEach
        void endThread() {
            clock.over = true;
            threads.interruptCallers();
        }

        void stopAt(long millis) {
            loop.schedule(millis - clock.now, loop::stop);
        }

        Runnable step(String name) {
            return () -> trail.add(name);
        }

        Runnable stepAt(String name) {
            return () -> trail.add(name + " at " + clock.now);
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Callbacks are handed in and run")
    class Execute extends Alone {

        @Test
        @DisplayName("execute runs nothing itself")
        void executeRunsNothing() {
            loop.execute(step("a"));
            assertTrail("After execute(a), before run");
        }

        @Test
        @DisplayName("run runs what was handed in")
        void runRunsWhatWasHandedIn() {
            loop.execute(step("a"));
            loop.execute(loop::stop);
            run();
            assertTrail("execute(a), execute(stop), run()", "a");
        }

        @Test
        @DisplayName("first in, first out")
        void callbacksRunInOrder() {
            for (String name : List.of("a", "b", "c", "d")) {
                loop.execute(step(name));
            }
            loop.execute(loop::stop);
            run();
            assertTrail("execute(a), execute(b), execute(c), execute(d), execute(stop), run()", "a", "b", "c", "d");
        }

        @Test
        @DisplayName("what a callback hands in runs later, not inside of it")
        void callbackHandedInByACallbackRunsLater() {
            loop.execute(() -> {
                trail.add("a begins");
                loop.execute(step("c"));
                loop.execute(loop::stop);
                trail.add("a ends");
            });
            loop.execute(step("b"));
            run();
            assertTrail("a and b were handed in, and a hands in c", "a begins", "a ends", "b", "c");
        }

        @Test
        @DisplayName("inEventLoop knows the loop's thread")
        void inEventLoopKnowsTheLoopsThread() {
            assertThat(loop.inEventLoop()).withFailMessage("Nobody is in run yet: inEventLoop() should be false.")
                    .isFalse();
            loop.execute(() -> trail.add("inEventLoop: " + loop.inEventLoop()));
            loop.execute(loop::stop);
            run();
            assertTrail("A callback asked inEventLoop()", "inEventLoop: true");
            assertThat(loop.inEventLoop()).withFailMessage("run has returned: inEventLoop() should be false.")
                    .isFalse();
        }

        @Test
        @DisplayName("null is refused at once")
        void nullIsRefused() {
            loop.execute(step("a"));
            assertThatThrownBy(() -> loop.execute(null),
                    "execute(null): whoever made that mistake should be told at once, by a NullPointerException")
                    .isInstanceOf(NullPointerException.class);
            loop.execute(loop::stop);
            run();
            assertTrail("execute(a), execute(null), which was refused, execute(stop), run()", "a");
        }
    }

    @Nested
    @Points(1)
    @DisplayName("Timers run when they are due")
    class Timers extends Alone {

        @Test
        @DisplayName("a timer runs at its deadline")
        void timerRunsAtItsDeadline() {
            loop.schedule(100, () -> {
                trail.add("a at " + clock.now);
                loop.stop();
            });
            run();
            assertTrail("At 0: schedule(100, a)", "a at 100");
        }

        @Test
        @DisplayName("the earliest deadline runs first")
        void earliestDeadlineFirst() {
            for (long delay : new long[] {300, 100, 200}) {
                loop.schedule(delay, stepAt("timer"));
            }
            stopAt(1_000);
            run();
            assertTrail("At 0: delays of 300, 100 and 200", "timer at 100", "timer at 200", "timer at 300");
        }

        @Test
        @DisplayName("equal deadlines run in the order of scheduling")
        void equalDeadlinesRunInSchedulingOrder() {
            var expected = new ArrayList<String>();
            for (int i = 1; i <= 10; i++) {
                loop.schedule(100, step("timer " + i));
                expected.add("timer " + i);
            }
            stopAt(200);
            run();
            assertTrail("Ten timers, all for 100", expected.toArray(String[]::new));
        }

        @Test
        @DisplayName("the delay counts from the call")
        void delayCountsFromTheCall() {
            loop.schedule(300, () -> loop.schedule(50, stepAt("b")));
            stopAt(1_000);
            run();
            assertTrail("At 300: schedule(50, b), 300 + 50", "b at 350");
        }

        @Test
        @DisplayName("the delay counts from the call, even in a callback that took long")
        void delayCountsFromTheCallInALongCallback() {
            loop.execute(() -> {
                clock.now += 300;
                loop.schedule(50, stepAt("b"));
            });
            loop.schedule(1_000, loop::stop);
            run();
            assertTrail("A callback began at 0, took 300, and then called schedule(50, b): 300 + 50", "b at 350");
        }

        @Test
        @DisplayName("late timers run, in the order of their deadlines")
        void lateTimersRunInOrder() {
            loop.schedule(300, stepAt("for 300"));
            loop.schedule(100, stepAt("for 100"));
            loop.schedule(200, stepAt("for 200"));
            loop.execute(() -> clock.now += 500);
            stopAt(1_000);
            run();
            assertTrail("Timers for 300, 100 and 200, and a callback that took from 0 until 500",
                    "for 100 at 500", "for 200 at 500", "for 300 at 500");
        }

        @Test
        @DisplayName("a cancelled timer never runs")
        void cancelledTimerNeverRuns() {
            TimerHandle a = loop.schedule(100, step("a"));
            loop.schedule(100, step("b"));
            a.cancel();
            a.cancel();
            stopAt(200);
            run();
            assertTrail("a and b for 100, and a was cancelled, twice", "b");
        }

        @Test
        @DisplayName("a timer without delay can be cancelled as well")
        void timerWithoutDelayCanBeCancelled() {
            loop.schedule(0, step("a")).cancel();
            loop.execute(() -> loop.schedule(0, step("b")).cancel());
            stopAt(100);
            run();
            assertTrail("schedule(0, a), which is cancelled, and in a callback schedule(0, b), which is cancelled");
        }

        @Test
        @DisplayName("a timer cancelled in the last moment never runs")
        void timerCancelledInTheLastMomentNeverRuns() {
            var b = new AtomicReference<TimerHandle>();
            loop.schedule(100, () -> {
                trail.add("a");
                b.get().cancel();
            });
            b.set(loop.schedule(100, step("b")));
            loop.schedule(100, step("c"));
            stopAt(200);
            run();
            assertTrail("a, b and c for 100, and a cancels b", "a", "c");
        }

        @Test
        @DisplayName("cancelling a timer that has run changes nothing")
        void cancelAfterTheRunChangesNothing() {
            Runnable x = step("x");
            TimerHandle first = loop.schedule(100, x);
            loop.schedule(150, () -> {
                loop.schedule(50, x);
                first.cancel();
            });
            stopAt(300);
            run();
            assertTrail("x for 100; at 150, x is scheduled once more, for 200, and the timer that has run is cancelled",
                    "x", "x");
        }
    }

    @Nested
    @Points(0.75)
    @DisplayName("With nothing to do it sleeps, once and long enough")
    class Sleep extends Alone {

        @Test
        @DisplayName("until the next deadline")
        void sleepsUntilTheNextDeadline() {
            loop.schedule(250, loop::stop);
            loop.schedule(100, step("a"));
            run();
            assertSleeps("Timers for 250 and 100", 100, 250);
        }

        @Test
        @DisplayName("not while something is ready")
        void doesNotSleepWhileSomethingIsReady() {
            loop.schedule(1_000, step("too late"));
            loop.execute(() -> loop.execute(() -> loop.execute(loop::stop)));
            run();
            assertTrail("A timer for 1000, and callbacks that stop the loop at 0");
            assertSleeps("There was always a callback ready");
        }

        @Test
        @DisplayName("not for a cancelled timer")
        void doesNotWakeUpForACancelledTimer() {
            TimerHandle a = loop.schedule(100, step("a"));
            loop.schedule(250, loop::stop);
            a.cancel();
            run();
            assertSleeps("Timers for 100 and 250, and the first was cancelled", 250);
        }

        @Test
        @DisplayName("woken for no reason, it runs nothing and sleeps on")
        void wokenForNoReasonItSleepsOn() {
            clock.wakeForNoReasonAt(40);
            loop.schedule(100, () -> {
                trail.add("a at " + clock.now);
                loop.stop();
            });
            run();
            assertTrail("A timer for 100, and sleepUntil(100) returned at 40, as it may", "a at 100");
            assertSleeps("A timer for 100, and the first sleepUntil(100) returned at 40", 100, 100);
        }

        @Test
        @DisplayName("a timer for now needs no sleep")
        void timerForNowNeedsNoSleep() {
            loop.schedule(0, step("a"));
            loop.schedule(0, loop::stop);
            loop.schedule(500, step("too late"));
            run();
            assertTrail("At 0: schedule(0, a), schedule(0, stop)", "a");
            assertSleeps("Both timers were due at once");
        }

        private void assertSleeps(String when, long... expected) {
            List<Long> wanted = Arrays.stream(expected).boxed().toList();
            assertThat(clock.sleeps)
                    .withFailMessage("%s. It should have slept %s. Yours slept %s.", when, sleeps(wanted),
                            sleeps(clock.sleeps))
                    .isEqualTo(wanted);
        }

        private String sleeps(List<Long> sleeps) {
            int shown = Math.min(sleeps.size(), 8);
            return sleeps.isEmpty() ? "not at all"
                    : sleeps.size() + " times, until " + String.join(", ",
                            sleeps.subList(0, shown).stream().map(String::valueOf).toList())
                            + (shown < sleeps.size() ? ", …" : "");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Nobody waits for more than a turn")
    class Fair extends Alone {

        private int links;

        @Test
        @DisplayName("an endless chain of callbacks does not keep a due timer waiting")
        void endlessChainDoesNotStarveTimers() {
            loop.schedule(10, () -> {
                trail.add("timer after " + links + " links");
                loop.stop();
            });
            loop.execute(this::link);
            run();
            // The chain's tenth link ends at 10, so the timer runs behind the tenth or, in the next turn, the eleventh.
            assertThat(trail).withFailMessage("""
                    Each link of the chain takes 1 ms and hands in the next. A timer is due at 10, when 10 links \
                    have run, and should run before the 12th. It is over, and yours has run: %s.""", names(trail))
                    .containsAnyOf("timer after 10 links", "timer after 11 links");
        }

        @Test
        @DisplayName("an endless chain of timers without delay does not keep a callback waiting")
        void endlessTimersDoNotStarveCallbacks() {
            loop.schedule(0, this::linkByTimer);
            loop.execute(() -> loop.execute(() -> {
                trail.add("callback after " + links + " links");
                loop.stop();
            }));
            run();
            assertThat(trail).withFailMessage("""
                    A chain of timers, each of which schedules the next with delay 0, and beside it a callback that \
                    hands in another. That should run in the second turn, so after 1 or 2 links. Yours: %s.""",
                    names(trail))
                    .containsAnyOf("callback after 1 links", "callback after 2 links");
        }

        @Test
        @DisplayName("nor another timer that is due")
        void endlessTimersDoNotStarveTimers() {
            loop.schedule(0, this::linkByTimer);
            loop.schedule(10, () -> {
                trail.add("timer after " + links + " links");
                loop.stop();
            });
            run();
            assertThat(trail).withFailMessage("""
                    A chain of timers, each of which takes 1 ms and schedules the next with delay 0. Another timer \
                    is due at 10, when 10 links have run, and should run before the 12th. Yours: %s.""", names(trail))
                    .containsAnyOf("timer after 10 links", "timer after 11 links");
        }

        // A thousand links stand for an endless chain, so that a loop that follows it ends as well, and can be told.

        private void link() {
            clock.now++;
            if (++links < 1_000) {
                loop.execute(this::link);
            }
        }

        private void linkByTimer() {
            clock.now++;
            if (++links < 1_000) {
                loop.schedule(0, this::linkByTimer);
            }
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("An exception does not end it")
    class Errors extends Alone {

        private final RuntimeException broken = new IllegalStateException("the watchman stumbled");

        @Test
        @DisplayName("the callbacks behind one that throws still run")
        void callbackExceptionDoesNotEndTheLoop() {
            loop.execute(this::fail);
            loop.execute(step("b"));
            loop.execute(loop::stop);
            run();
            assertTrail("A callback that throws, then b, then stop", "b");
        }

        @Test
        @DisplayName("the timers behind one that throws still run")
        void timerExceptionDoesNotEndTheLoop() {
            loop.schedule(100, this::fail);
            loop.schedule(100, stepAt("b"));
            loop.schedule(200, stepAt("c"));
            stopAt(300);
            run();
            assertTrail("Timers for 100, 100 and 200, and the first throws", "b at 100", "c at 200");
        }

        @Test
        @DisplayName("nor does an Error")
        void errorDoesNotEndTheLoop() {
            var error = new StackOverflowError("the note referred to itself");
            loop.execute(() -> {
                throw error;
            });
            loop.execute(step("b"));
            loop.execute(loop::stop);
            run();
            assertTrail("A callback that throws an Error, then b, then stop", "b");
            assertThat(reported).withFailMessage("""
                    A callback threw %s, so the exception handler should be told of exactly that one. Yours was told \
                    of %s.""", error, reported).containsExactly(error);
        }

        @Test
        @DisplayName("each exception goes to the exception handler")
        void exceptionsGoToTheHandler() {
            loop.execute(this::fail);
            loop.schedule(100, this::fail);
            stopAt(200);
            run();
            assertThat(reported).withFailMessage("""
                    A callback and a timer threw %s, so the exception handler should be told of it twice. Yours was \
                    told of %s.""", broken, reported).containsExactly(broken, broken);
        }

        private void fail() {
            throw broken;
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("It runs until it is stopped")
    class RunAndStop extends Alone {

        @Test
        @DisplayName("stop ends the turn, not the day")
        void stopEndsAfterTheTurn() {
            loop.execute(() -> {
                loop.stop();
                loop.execute(step("next turn"));
            });
            run();
            assertTrail("A callback stopped the loop, and then handed in another for the next turn");
            loop.execute(loop::stop);
            run();
            assertTrail("A callback stopped the loop, and then handed in another, which stays for the next run. After "
                    + "that", "next turn");
        }

        @Test
        @DisplayName("stopping twice is stopping once")
        void stoppingTwiceIsStoppingOnce() {
            loop.execute(loop::stop);
            loop.execute(loop::stop);
            run();
            // Should the first stop have left the second in the queue, it ends this run, and nothing else.
            loop.execute(loop::stop);
            run();
            loop.schedule(100, stepAt("a"));
            loop.schedule(200, loop::stop);
            run();
            assertTrail("Two callbacks stopped the loop; then it was run until stopped once more, and then with timers "
                    + "for 100 (a) and 200 (stop)", "a at 100");
        }

        @Test
        @DisplayName("what has not run stays for a later run")
        void whatHasNotRunStays() {
            loop.execute(step("a"));
            loop.execute(loop::stop);
            loop.execute(step("b"));
            loop.schedule(100, stepAt("c"));
            run();
            loop.schedule(200, loop::stop);
            run();
            assertTrail("a, stop, b, and c for 100: run(). Then stop for 200, and run() again: each once, and in order",
                    "a", "b", "c at 100");
        }

        @Test
        @DisplayName("a stop before run counts")
        void stopBeforeRunCounts() {
            loop.stop();
            run();
            loop.execute(step("a"));
            loop.execute(loop::stop);
            run();
            assertTrail("stop(), run(), which returns, and then execute(a), execute(stop), run()", "a");
        }

        @Test
        @DisplayName("stop is for one run only")
        void stopIsForOneRunOnly() {
            loop.execute(loop::stop);
            run();
            loop.schedule(100, stepAt("a"));
            loop.schedule(200, loop::stop);
            run();
            assertTrail("Stopped, and run once more, with timers for 100 (a) and 200 (stop)", "a at 100");
        }
    }

    @Nested
    @Points(1.25)
    @DisplayName("Other threads hand in")
    class OtherThreads {

        private final SharedClock clock = new SharedClock();
        private final MiniEventLoop loop = new MiniEventLoop(clock, reported::add);
        private final AtomicReference<Throwable> died = new AtomicReference<>();
        private Thread thread;

        @AfterEach
        void endThreads() {
            clock.close();
        }

        @Test
        @DisplayName("a loop with nothing to do sleeps, and does not look again and again")
        void idleLoopSleeps() {
            startAndFallAsleep();
            if (clock.isAsleep()) {
                assertThat(clock.lastDeadline).withFailMessage("""
                        There is no timer, so the loop should sleep until Long.MAX_VALUE. Yours sleeps until %d.""",
                        clock.lastDeadline).isEqualTo(Long.MAX_VALUE);
            }
        }

        @Test
        @DisplayName("execute wakes the sleeping loop up")
        void executeWakesTheSleepingLoop() {
            startAndFallAsleep();
            loop.execute(() -> trail.add("a on " + Thread.currentThread().getName()));
            awaitTrail("The loop was asleep when another thread called execute(a)", "a on watchman");
        }

        @Test
        @DisplayName("execute does not have to wait for the next timer")
        void executeDoesNotWaitForTheNextTimer() {
            loop.schedule(3_600_000, () -> trail.add("timer at " + clock.nowMillis()));
            startAndFallAsleep();
            loop.execute(() -> trail.add("a at " + clock.nowMillis()));
            awaitTrail("The loop was asleep until 3600000, and it was 0 when another thread called execute(a)",
                    "a at 0");
            awaitAsleep();
            clock.advanceTo(3_600_000);
            awaitTrail("Then it was 3600000", "a at 0", "timer at 3600000");
        }

        @Test
        @DisplayName("stop wakes the sleeping loop up")
        void stopWakesTheSleepingLoop() {
            startAndFallAsleep();
            loop.stop();
            awaitEnd("The loop was asleep when another thread called stop");
        }

        @Test
        @DisplayName("a callback in the last moment before the sleep is not lost")
        void callbackInTheLastMomentIsNotLost() {
            clock.beforeSleep = () -> onAnotherThread(() -> loop.execute(() -> trail.add("a")));
            start();
            awaitTrail("""
                    The loop found nothing to do and called sleepUntil, and just then another thread called \
                    execute(a)""", "a");
        }

        @Test
        @DisplayName("the wake-up finds the callback")
        void wakeUpFindsTheCallback() {
            startAndFallAsleep();
            clock.afterWakeUp = this::letTheLoopLookAround;
            loop.execute(() -> trail.add("a"));
            clock.afterWakeUp = _ -> { };
            awaitTrail("""
                    The loop was asleep, another thread called execute(a), and the loop was quick: as soon as wakeUp \
                    was called, it woke up, looked, and was asleep again, all before wakeUp had returned""", "a");
        }

        @Test
        @DisplayName("so does the wake-up of stop")
        void wakeUpFindsTheStop() {
            startAndFallAsleep();
            clock.afterWakeUp = this::letTheLoopLookAround;
            loop.stop();
            clock.afterWakeUp = _ -> { };
            awaitEnd("""
                    The loop was asleep, another thread called stop, and the loop was quick: as soon as wakeUp was \
                    called, it woke up and looked, all before wakeUp had returned""");
        }

        @Test
        @DisplayName("stop ends a loop that always has something to do")
        void stopEndsABusyLoop() {
            var links = new AtomicInteger();
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    links.incrementAndGet();
                    loop.execute(this);
                }
            });
            start();
            await(() -> links.get() > 10,
                    "A callback that hands itself in again and again should run again and again.");
            loop.stop();
            awaitEnd("A callback handed itself in again and again, and another thread called stop");
        }

        @Test
        @DisplayName("schedule from another thread is refused, and says who and where")
        void scheduleFromAnotherThreadIsRefused() {
            startAndFallAsleep();
            var thrown = new AtomicReference<Throwable>();
            onAnotherThread(() -> {
                try {
                    loop.schedule(100, () -> { });
                } catch (RuntimeException refused) {
                    thrown.set(refused);
                }
            });
            assertThat(thrown.get()).withFailMessage("""
                    schedule was called on 'hero', while 'watchman' runs the loop: it should throw an \
                    IllegalStateException. Yours %s.""",
                    thrown.get() == null ? "returned normally" : "threw " + thrown.get())
                    .isInstanceOf(IllegalStateException.class);
            String message = String.valueOf(thrown.get().getMessage());
            assertThat(message).withFailMessage("""
                    The message of the IllegalStateException should name both threads, 'watchman', who runs the loop, \
                    and 'hero', who called schedule. Yours: %s.""", message).contains("watchman", "hero");
            loop.stop();
            awaitEnd("stop was called");
            loop.schedule(100, () -> { });
        }

        @Test
        @DisplayName("inEventLoop is false on other threads, and execute does not lend them the loop")
        void otherThreadsAreNotTheLoop() {
            startAndFallAsleep();
            assertThat(loop.inEventLoop())
                    .withFailMessage("Another thread than the loop's asked inEventLoop(): it should be false.")
                            .isFalse();
            loop.execute(() -> trail.add("inEventLoop: " + loop.inEventLoop()));
            awaitTrail("A callback that another thread handed in asked inEventLoop()", "inEventLoop: true");
        }

        @Test
        @DisplayName("of many callbacks from many threads none is lost, and each thread's keep their order")
        void noneIsLostAndOrderIsKept() throws InterruptedException {
            int producers = 4;
            int each = 100_000;
            // As many as a second has room for. A slow machine hands in fewer, which proves less and fails nothing.
            long end = System.nanoTime() + 1_000_000_000L;
            var handedIn = new AtomicInteger();
            var seen = new int[producers];
            var outOfOrder = new AtomicInteger();
            start();
            var failures = new CopyOnWriteArrayList<Throwable>();
            var ready = new CountDownLatch(producers);
            var threads = new ArrayList<Thread>();
            for (int p = 0; p < producers; p++) {
                int producer = p;
                threads.add(Thread.ofPlatform().daemon().name("hero " + p)
                        .uncaughtExceptionHandler((_, e) -> failures.add(e))
                        .start(() -> {
                            ready.countDown();
                            try {
                                ready.await();
                            } catch (InterruptedException _) {
                                return;
                            }
                            for (int i = 0; i < each && System.nanoTime() < end; i++) {
                                int number = i;
                                handedIn.incrementAndGet();
                                loop.execute(() -> {
                                    if (number < seen[producer]) {
                                        outOfOrder.incrementAndGet();
                                    }
                                    seen[producer]++;
                                });
                            }
                        }));
            }
            for (Thread hero : threads) {
                hero.join();
            }
            assertThat(failures).withFailMessage("""
                    %d threads called execute at once, and execute threw: %s. It may be called from any thread at \
                    any time.""",
                    producers, failures).isEmpty();
            loop.execute(loop::stop);
            boolean ended = awaitEndOrSleep();
            int ran = seen[0] + seen[1] + seen[2] + seen[3];
            assertThat(ran).withFailMessage("""
                    4 threads handed in %d callbacks in all, at the same time. %d of them ran. (%d exceptions were \
                    reported.)""", handedIn.get(), ran, reported.size()).isEqualTo(handedIn.get());
            assertThat(outOfOrder.get()).withFailMessage("""
                    What one thread hands in runs in the order in which it was handed in. %d callbacks ran too \
                    early.""",
                    outOfOrder.get()).isZero();
            assertThat(ended).withFailMessage("""
                    All %d ran, and the one handed in last, which stops the loop, did not: the loop's thread %s.""",
                    ran, place()).isTrue();
        }

        @Test
        @DisplayName("however close the race between falling asleep and waking up, none is lost")
        void noWakeUpIsLost() {
            start();
            var done = new AtomicInteger();
            // As many rounds as a second has room for. A slow machine has fewer, which proves less and fails nothing.
            long end = System.nanoTime() + 1_000_000_000L;
            for (int round = 1; round <= 20_000 && System.nanoTime() < end; round++) {
                int moment = round % 64;
                loop.execute(() -> {
                    done.incrementAndGet();
                    // The next callback comes as soon as this one is seen to be done. So by working on for a while,
                    // another while each time, it lets the next one hit the loop at each point of its way to sleep.
                    for (int i = 0; i < moment; i++) {
                        done.compareAndSet(-1, 0);
                    }
                });
                for (long spin = 0; done.get() < round; spin++) {
                    if (spin % 1_000 == 999 && isAsleepForGood() && done.get() < round) {
                        fail("""
                                After %d callbacks that went well, the next was handed in just while the loop was \
                                falling asleep: it is in the queue, the loop sleeps, and nobody wakes it.""",
                                round - 1);
                    }
                    Thread.onSpinWait();
                }
            }
        }

        private void start() {
            thread = Thread.ofPlatform().daemon().name("watchman").start(() -> {
                try {
                    loop.run();
                } catch (TestIsOver _) {
                    // Only a loop that nobody stopped gets here.
                } catch (Throwable failure) {
                    died.set(failure);
                }
            });
        }

        private void startAndFallAsleep() {
            start();
            awaitAsleep();
        }

        private void awaitAsleep() {
            await(this::isAsleep, "There is nothing to do, so the loop should be asleep in clock.sleepUntil.");
        }

        /// Asleep where it should be, or waiting in some other way that costs nothing.
        private boolean isAsleep() {
            return clock.isAsleep() || thread.getState() == Thread.State.WAITING && !clock.inSleepUntil;
        }

        /// Asleep, and nothing is under way that could wake it.
        private boolean isAsleepForGood() {
            rethrowDeath();
            return clock.isAsleep();
        }

        private void awaitTrail(String when, String... expected) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (trail.size() < expected.length) {
                rethrowDeath();
                boolean asleep = clock.isAsleep();
                if ((asleep || System.nanoTime() > end) && trail.size() < expected.length) {
                    fail("%s. Expected: %s. Yours: %s, and the loop's thread %s.",
                            when, names(List.of(expected)), names(trail), asleep ? "sleeps" : place());
                }
                Thread.onSpinWait();
            }
            assertTrail(when, expected);
        }

        private void awaitEnd(String when) {
            boolean ended = awaitEndOrSleep();
            assertThat(ended).withFailMessage("%s. So run should return, but its thread %s.", when, place()).isTrue();
        }

        /// Whether run has returned. A loop that is asleep, after all was said and done, will not do so any more.
        private boolean awaitEndOrSleep() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (thread.isAlive() && !clock.isAsleep() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            rethrowDeath();
            return !thread.isAlive();
        }

        private void await(BooleanSupplier condition, String expectation) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!condition.getAsBoolean()) {
                rethrowDeath();
                if (!thread.isAlive()) {
                    if (condition.getAsBoolean()) {
                        return;
                    }
                    fail("%s But run has returned, although nobody called stop.", expectation);
                }
                if (System.nanoTime() > end) {
                    fail("%s But its thread %s.", expectation, place());
                }
                Thread.onSpinWait();
            }
        }

        private void rethrowDeath() {
            switch (died.get()) {
                case null -> { }
                case Todo todo -> throw todo;
                case AssertionError failure -> throw failure;
                case Throwable failure ->
                        fail("run threw an exception, where it should run on until stop: " + failure, failure);
            }
        }

        /// What the loop's thread does instead, and where in the learner's file.
        private String place() {
            String doing = switch (thread.getState()) {
                case RUNNABLE -> "is busy";
                case BLOCKED -> "waits for a lock";
                case WAITING, TIMED_WAITING -> clock.inSleepUntil ? "sleeps" : "waits, but not in clock.sleepUntil";
                case NEW, TERMINATED -> "has ended";
            };
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().split("\\$")[0].equals(MiniEventLoop.class.getName())) {
                    return doing + " at " + frame.getFileName() + ":" + frame.getLineNumber();
                }
            }
            return doing;
        }

        /// Waits until another thread, named 'hero', has done this.
        private void onAnotherThread(Runnable action) {
            Thread hero = Thread.ofPlatform().daemon().name("hero")
                    .uncaughtExceptionHandler((_, failure) -> died.compareAndSet(null, failure)).start(action);
            try {
                if (!hero.join(Duration.ofSeconds(PATIENCE_SECONDS))) {
                    throw new AssertionError("""
                            Another thread called the loop, and does not get through: it waits for a lock that the \
                            loop holds while it sleeps.""");
                }
            } catch (InterruptedException interrupted) {
                throw new TestIsOver();
            }
        }

        /// On the thread that has called wakeUp: goes on when the loop has woken up, looked, and is asleep again, or
        /// cannot get any further because this thread holds a lock.
        private void letTheLoopLookAround(long sleepsBefore) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (System.nanoTime() < end && thread.isAlive()) {
                boolean asleepAgain = clock.sleeps() > sleepsBefore && clock.isAsleep();
                boolean locked = !clock.inSleepUntil && switch (thread.getState()) {
                    case BLOCKED, WAITING, TIMED_WAITING -> true;
                    case NEW, RUNNABLE, TERMINATED -> false;
                };
                if (asleepAgain || locked) {
                    return;
                }
                Thread.onSpinWait();
            }
        }
    }

    private void assertTrail(String when, String... expected) {
        assertThat(trail)
                .withFailMessage("%s. Expected: %s. Yours: %s.", when, names(List.of(expected)), names(trail))
                .containsExactly(expected);
    }

    private static String names(List<String> callbacks) {
        return callbacks.isEmpty() ? "nothing ran" : String.join(", ", callbacks);
    }

    /// A clock for a loop that has the world to itself: nobody else could wake it, so time jumps to the end of each
    /// sleep.
    private static final class JumpingClock implements LoopClock {

        private static final int TOO_OFTEN = 100_000;

        private final List<Long> sleeps = new ArrayList<>();
        private long now;
        private long awakeForNoReasonAt = Long.MAX_VALUE;
        private boolean wakeUp;
        private int calls;
        private volatile boolean over;

        void wakeForNoReasonAt(long millis) {
            awakeForNoReasonAt = millis;
        }

        @Override
        public long nowMillis() {
            complainIfBusy();
            return now;
        }

        @Override
        public void sleepUntil(long deadlineMillis) {
            complainIfBusy();
            if (wakeUp || deadlineMillis <= now) {
                wakeUp = false;
                return;
            }
            if (deadlineMillis == Long.MAX_VALUE) {
                throw new AssertionError("""
                        At %d the loop found nothing ready and no timer, and went to sleep for ever. Either stop was \
                        called and did not get through, or a callback or a timer was forgotten.""".formatted(now));
            }
            if (sleeps.size() >= 1_000) {
                throw new AssertionError("""
                        The loop slept 1000 times in a test that needs a handful: it looks again and again whether \
                        something has come. The last sleep was until %d.""".formatted(deadlineMillis));
            }
            calls = 0;
            sleeps.add(deadlineMillis);
            now = Math.min(deadlineMillis, awakeForNoReasonAt);
            awakeForNoReasonAt = Long.MAX_VALUE;
        }

        @Override
        public void wakeUp() {
            wakeUp = true;
        }

        private void complainIfBusy() {
            if (over) {
                throw new TestIsOver();
            }
            if (++calls > TOO_OFTEN) {
                throw new AssertionError("""
                        It is %d, and for %d calls of the clock the loop has neither slept nor come to an end: it is \
                        busy waiting.""".formatted(now, TOO_OFTEN));
            }
        }
    }

    /// A clock for a loop among other threads. Its sleep is real, and ends by wakeUp, or when the test moves the time.
    private static final class SharedClock implements LoopClock {

        private volatile Runnable beforeSleep = () -> { };
        private volatile LongConsumer afterWakeUp = _ -> { };
        private volatile boolean inSleepUntil;
        private volatile boolean closed;
        private volatile boolean wakeUp;
        private volatile long lastDeadline;
        private long now;
        private long sleeps;
        private boolean asleep;
        private int callsAfterTheEnd;

        @Override
        public synchronized long nowMillis() {
            return now;
        }

        @Override
        public void sleepUntil(long deadlineMillis) {
            inSleepUntil = true;
            Runnable once = beforeSleep;
            beforeSleep = () -> { };
            once.run();
            sleep(deadlineMillis);
            inSleepUntil = false;
        }

        private synchronized void sleep(long deadlineMillis) {
            sleeps++;
            lastDeadline = deadlineMillis;
            asleep = !wakeUp && now < deadlineMillis;
            try {
                while (asleep && !closed) {
                    wait();
                }
            } catch (InterruptedException _) {
                closed = true;
            }
            wakeUp = false;
            asleep = false;
            throwIfClosed();
        }

        @Override
        public void wakeUp() {
            if (wakeUp && !closed) {
                // The next sleep returns at once in any case. A lock here would keep the callers apart, and so hide a
                // queue that does not.
                return;
            }
            long sleepsBefore;
            synchronized (this) {
                throwIfClosed();
                sleepsBefore = sleeps;
                wakeUp = true;
                asleep = false;
                notifyAll();
            }
            afterWakeUp.accept(sleepsBefore);
        }

        private synchronized void advanceTo(long millis) {
            now = millis;
            if (now >= lastDeadline) {
                asleep = false;
                notifyAll();
            }
        }

        private synchronized long sleeps() {
            return sleeps;
        }

        private synchronized boolean isAsleep() {
            return asleep;
        }

        /// Ends the loop, whatever state it is in.
        private synchronized void close() {
            closed = true;
            notifyAll();
        }

        /// Called with the monitor held. A loop that takes this for a callback's failure, and goes on, is put to sleep.
        private void throwIfClosed() {
            if (!closed) {
                return;
            }
            try {
                while (++callsAfterTheEnd > 100) {
                    wait();
                }
            } catch (InterruptedException _) {
                // Then it has to end after all.
            }
            throw new TestIsOver();
        }
    }

    /// Comes out of the clock after a test, to end the threads that it left behind.
    private static final class TestIsOver extends Error {
    }
}

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
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("PartyOfHeroes")
class PartyOfHeroesTest {

    /// How long to wait at most for what must come. Only a wrong answer ever waits that long.
    private static final Duration PATIENCE = Duration.ofMillis(Integer.getInteger("quest.timeLimit", 10) * 400L);

    /// What happened, in order.
    private final List<String> trail = new CopyOnWriteArrayList<>();
    private final AtomicInteger out = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Hero> heroes = new ArrayList<>();
    private final IOException lost = new IOException("lost in the woods");
    private Call call;

    @AfterEach
    void letEverybodyGo() {
        for (Hero hero : heroes) {
            hero.mayReturn.countDown();
            hero.mayStop.countDown();
        }
        threads.forEach(Thread::interrupt);
        if (call != null) {
            call.thread.interrupt();
        }
    }

    @Nested
    @Points(1)
    @DisplayName("Together, in order")
    class Together {

        @Test
        @DisplayName("one hero brings what one hero finds")
        void oneHero() {
            party("a");
            sendOut();
            letReturn("a");
            assertBrought("One hero set out and came back", "loot of a");
        }

        @Test
        @DisplayName("all are out at the same time")
        void allAreOutAtOnce() {
            party("a", "b", "c");
            sendOut();
            for (Hero hero : heroes) {
                await(hero.began, """
                        Three heroes were sent out, and none is back yet. All three should be out by now. \
                        Who waits for the one before needs 1 + 1 + 1 = 3 s for three quests of 1 s, not max(1, 1, 1) = \
                        1 s""");
            }
            letReturn("a", "b", "c");
            assertBrought("Three heroes came back", "loot of a", "loot of b", "loot of c");
        }

        @Test
        @DisplayName("three hundred who wait for each other")
        void largePartyIsNotHeldBackByAPool() {
            int size = 300;
            var meeting = new CountDownLatch(size);
            List<Callable<String>> quests = IntStream.range(0, size).<Callable<String>>mapToObj(i -> () -> {
                threads.add(Thread.currentThread());
                meeting.countDown();
                meeting.await();
                return "hero " + i;
            }).toList();
            call = new Call(() -> PartyOfHeroes.sendOut(quests));
            await(meeting, """
                    300 heroes meet at a bridge, and none goes on before all are there. With a thread for each, all \
                    meet. Yours do not""");
            awaitEnd("300 heroes met and came back");
            for (int i = 0; i < size; i++) {
                if (call.returned == null || call.returned.size() != size) {
                    throw call.error("300 heroes met and came back. So sendOut should return a list of 300. "
                            + call.state());
                }
                assertThat(call.returned.get(i)).withFailMessage("""
                        300 heroes met and came back. At index %d of the list should be what hero %1$d brought. Yours \
                        has what %s brought.""", i, call.returned.get(i)).isEqualTo("hero " + i);
            }
        }

        @Test
        @DisplayName("what they bring is in the order of the heroes")
        void lootIsInTheOrderOfTheHeroes() {
            party("a", "b", "c");
            sendOut();
            for (String name : List.of("c", "a", "b")) {
                letReturn(name);
                await(hero(name).ended, "%s was let go, and should have ended".formatted(name));
            }
            assertBrought("a, b and c set out, and came back in the order c, a, b",
                    "loot of a", "loot of b", "loot of c");
        }

        @Test
        @DisplayName("nobody is left behind")
        void returnsWhenTheLastIsBack() {
            party("a", "b", "c");
            sendOut();
            letReturn("a", "c");
            await(hero("a").ended, "a was let go, and should have ended");
            await(hero("c").ended, "c was let go, and should have ended");
            assertStillWaits("Of three heroes a and c are back, and b is out: 3 - 2 = 1");
            letReturn("b");
            assertBrought("b came last", "loot of a", "loot of b", "loot of c");
        }

        @Test
        @DisplayName("null is loot")
        void nullIsLoot() {
            call = new Call(() -> PartyOfHeroes.sendOut(List.of(() -> "sword", () -> null)));
            assertBrought("One hero brought a sword, the other null", "sword", null);
        }

        @Test
        @DisplayName("an empty party brings an empty list")
        void emptyParty() {
            party();
            sendOut();
            assertBrought("Nobody was sent out");
        }
    }

    @Nested
    @Points(1)
    @DisplayName("One fails, all come home")
    class Failure {

        @Test
        @DisplayName("the failure reaches the caller")
        void failureReachesTheCaller() {
            party("a");
            hero("a").failure = lost;
            sendOut();
            letReturn("a");
            assertThrew("The only hero failed", lost);
        }

        @Test
        @DisplayName("an Error too")
        void errorReachesTheCaller() {
            party("a", "b");
            var error = new StackOverflowError("the labyrinth led into itself");
            hero("b").failure = error;
            sendOut();
            letReturn("a", "b");
            assertThrew("Of a and b, b failed", error);
        }

        @Test
        @DisplayName("the others are called back at once")
        void othersAreCalledBack() {
            party("a", "b", "c");
            hero("b").failure = lost;
            sendOut();
            awaitAllOut();
            letReturn("b");
            for (String name : List.of("a", "c")) {
                await(hero(name).calledBack, """
                        a, b and c are out, and b failed. So a and c should be called back: their threads are \
                        interrupted. %s was not, and stays out""".formatted(name));
            }
            assertThrew("b failed, a and c were called back", lost);
        }

        @Test
        @DisplayName("whoever it is: the last in line is heard as soon as the first")
        void lastHeroMayBeTheFirstToFail() {
            party("a", "b", "c", "d");
            hero("d").failure = lost;
            sendOut();
            awaitAllOut();
            letReturn("d");
            await(hero("a").calledBack, """
                    a, b, c and d are out, and d, the last in line, failed. So a should be called back. Who waits for \
                    a first hears of d too late""");
            assertThrew("d failed, and the others were called back", lost);
        }

        @Test
        @DisplayName("it is the first failure that is told")
        void firstFailureIsTold() {
            party("a", "b");
            hero("a").whenCalledBack = new IllegalStateException("a dropped everything when called back");
            hero("b").failure = lost;
            sendOut();
            awaitAllOut();
            letReturn("b");
            assertThrew("b failed first. a was called back because of that, and failed then", lost);
        }
    }

    @Nested
    @Points(1)
    @DisplayName("Nobody outlives the call")
    class Leaving {

        @Test
        @DisplayName("the innkeeper waits until the last has packed up")
        void endsWhenTheLastHasEnded() {
            party("slow a", "b", "slow c");
            hero("b").failure = lost;
            sendOut();
            awaitAllOut();
            letReturn("b");
            await(hero("slow a").calledBack, "b failed, so a should be called back");
            await(hero("slow c").calledBack, "b failed, so c should be called back");
            assertStillWaits("b failed, a and c were called back, and are still packing up: 3 - 1 = 2 are out");
            hero("slow a").mayStop.countDown();
            await(hero("slow a").ended, "a has packed up, and should have ended");
            assertStillWaits("a has packed up, c has not: 2 - 1 = 1 is out");
            hero("slow c").mayStop.countDown();
            assertThrew("b failed, and a and c have packed up", lost);
        }

        @Test
        @DisplayName("whoever interrupts the innkeeper calls the party back")
        void interruptedCallerCallsAllBack() {
            party("a", "b");
            sendOut();
            awaitAllOut();
            call.thread.interrupt();
            for (Hero hero : heroes) {
                await(hero.calledBack, """
                        a and b are out, and the thread that called sendOut was interrupted: nobody wants the loot \
                        any more. So both should be called back. %s was not""".formatted(hero.name));
            }
            assertThrewInterrupted();
        }

        @Test
        @DisplayName("even then it waits until they have packed up")
        void interruptedCallerWaitsForAll() {
            party("slow a");
            sendOut();
            awaitAllOut();
            call.thread.interrupt();
            await(hero("slow a").calledBack, """
                    a is out, and the thread that called sendOut was interrupted. So a should be called back""");
            assertStillWaits("The caller was interrupted, a was called back, and is still packing up: 1 is out");
            hero("slow a").mayStop.countDown();
            assertThrewInterrupted();
        }

        @Test
        @DisplayName("who waits does not look again and again")
        void callerDoesNotSpin() {
            party("a", "b");
            sendOut();
            awaitAllOut();
            call.assertSleepsSoundly("a and b are out");
            letReturn("a", "b");
            assertBrought("Both came back", "loot of a", "loot of b");
        }
    }

    private void party(String... names) {
        for (String name : names) {
            heroes.add(new Hero(name));
        }
    }

    private Hero hero(String name) {
        return heroes.stream().filter(hero -> hero.name.equals(name)).findFirst().orElseThrow();
    }

    private void sendOut() {
        call = new Call(() -> PartyOfHeroes.sendOut(List.<Callable<String>>copyOf(heroes)));
    }

    private void letReturn(String... names) {
        for (String name : names) {
            hero(name).mayReturn.countDown();
        }
    }

    private void awaitAllOut() {
        for (Hero hero : heroes) {
            await(hero.began, "%d heroes were sent out. %s should be out by now, and is not".formatted(
                    heroes.size(), hero.name));
        }
    }

    private void await(CountDownLatch latch, String what) {
        if (!call.awaits(latch)) {
            throw call.error(what + ". " + call.state() + " So far: " + shown() + ".");
        }
    }

    private void assertStillWaits(String when) {
        if (!call.waits()) {
            throw call.error(when + ". So sendOut cannot end yet. " + call.state() + " So far: " + shown() + ".");
        }
    }

    private void assertBrought(String when, String... expected) {
        awaitEnd(when);
        if (call.thrown != null) {
            throw call.error(when + ". So sendOut should return " + Arrays.toString(expected) + ". " + call.state());
        }
        assertThat(call.returned).withFailMessage("%s. sendOut should return %s. %s", when, Arrays.toString(expected),
                call.state()).isEqualTo(Arrays.asList(expected));
    }

    private void assertThrew(String when, Throwable expected) {
        awaitEnd(when);
        for (Throwable cause = call.thrown; cause != expected; cause = cause.getCause()) {
            if (cause == null) {
                throw call.error("%s. So sendOut should throw, with that failure as its cause: %s. %s".formatted(when,
                        expected, call.state()));
            }
        }
    }

    private void assertThrewInterrupted() {
        String when = "The thread that called sendOut was interrupted while heroes were out";
        awaitEnd(when);
        if (!(call.thrown instanceof InterruptedException)) {
            throw call.error(when + ". So sendOut should throw an InterruptedException. " + call.state());
        }
    }

    /// Waits until the call has ended, and makes sure that it has left nobody behind.
    private void awaitEnd(String when) {
        if (!call.awaitsEnd()) {
            throw call.error(when + ". So sendOut should end. " + call.state() + " So far: " + shown() + ".");
        }
        if (call.leftOut > 0) {
            throw call.error("""
                    %s. When sendOut ended, %d of %d heroes were still out. It should end when the last has ended. \
                    So far: %s.""".formatted(when, call.leftOut, heroes.size(), shown()));
        }
        for (Thread thread : threads) {
            if (!ends(thread)) {
                throw call.error("""
                        %s. sendOut has ended, and all heroes with it, but a thread on which a hero was out is alive, \
                        and waits for more work that never comes: %s. No thread that sendOut started should be \
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

    /// A hero who is out until the test says so. One whose name begins with 'slow' packs up when called back, until the
    /// test says so.
    private final class Hero implements Callable<String> {

        private final String name;
        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch mayReturn = new CountDownLatch(1);
        private final CountDownLatch calledBack = new CountDownLatch(1);
        private final CountDownLatch mayStop = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private Throwable failure;
        private RuntimeException whenCalledBack;

        private Hero(String name) {
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
                return "loot of " + name;
            } catch (InterruptedException interrupted) {
                trail.add(name + " is called back");
                calledBack.countDown();
                if (name.startsWith("slow")) {
                    packUp();
                }
                if (whenCalledBack != null) {
                    throw whenCalledBack;
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
            thread = Thread.ofPlatform().daemon().name("innkeeper").start(() -> {
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
            for (int still = 0; !come.getAsBoolean() && still < 700 && System.nanoTime() < end; ) {
                boolean stands = isWaiting(thread) && threads.stream().allMatch(PartyOfHeroesTest::standsStill);
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
                return "sendOut has not ended.";
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

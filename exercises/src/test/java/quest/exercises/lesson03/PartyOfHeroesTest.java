package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.Tasks;
import quest.exercises.kit.Timeline;

@DisplayName("PartyOfHeroes")
class PartyOfHeroesTest {

    /// What happened, in order.
    private final List<String> trail = new CopyOnWriteArrayList<>();
    private final Tasks tasks = new Tasks("heroes", this::shown);
    private final List<Hero> heroes = new ArrayList<>();
    private final IOException lost = new IOException("lost in the woods");
    private Tasks.Call<List<String>> call;

    @AfterEach
    void letEverybodyGo() {
        for (Hero hero : heroes) {
            hero.mayReturn.countDown();
            hero.mayStop.countDown();
        }
        tasks.interruptAll();
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
                if (!call.awaits(hero.began)) {
                    var wrong = call.wrong("""
                            Three heroes were sent out, and none is back yet. All three should be out by now. \
                            Who waits for the one before needs 1 + 1 + 1 = 3 s for three quests of 1 s, not \
                            max(1, 1, 1) = 1 s""");
                    throw Timeline.below(wrong, this::secondAfterSecond, new Timeline("s").stretch("a", 0, 1)
                            .stretch("b", 0, 1).stretch("c", 0, 1));
                }
            }
            letReturn("a", "b", "c");
            assertBrought("Three heroes came back", "loot of a", "loot of b", "loot of c");
        }

        /// A clockwork of whole seconds: at the end of each, all who are out come back.
        private Timeline secondAfterSecond() {
            var timeline = new Timeline("s");
            for (int second = 0; second < heroes.size(); second++) {
                for (Hero hero : heroes) {
                    if (hero.began.getCount() == 0 && hero.ended.getCount() > 0) {
                        timeline.stretch(hero.name, second, second + 1);
                    }
                }
                var out = heroes.stream().filter(hero -> hero.began.getCount() == 0).toList();
                out.forEach(hero -> hero.mayReturn.countDown());
                out.forEach(hero -> call.awaits(hero.ended));
                heroes.stream().filter(hero -> !out.contains(hero)).findFirst()
                        .ifPresent(next -> call.awaits(next.began));
            }
            return timeline;
        }

        @Test
        @DisplayName("three hundred who wait for each other")
        void largePartyIsNotHeldBackByAPool() {
            int size = 300;
            var meeting = new CountDownLatch(size);
            var quests = IntStream.range(0, size).<Callable<String>>mapToObj(i -> () -> tasks.run(() -> {
                meeting.countDown();
                meeting.await();
                return "hero " + i;
            })).toList();
            call = tasks.call("sendOut", () -> PartyOfHeroes.sendOut(quests));
            call.await(meeting, """
                    300 heroes meet at a bridge, and none goes on before all are there. With a thread for each, all \
                    meet. Yours do not""");
            var brought = call.awaitResult("300 heroes met and came back", "return a list of 300");
            if (brought == null || brought.size() != size) {
                throw call.wrong("300 heroes met and came back. So sendOut should return a list of 300");
            }
            for (int i = 0; i < size; i++) {
                assertThat(brought.get(i)).withFailMessage("""
                        300 heroes met and came back. At index %d of the list should be what hero %1$d brought. Yours \
                        has what %s brought.""", i, brought.get(i)).isEqualTo("hero " + i);
            }
        }

        @Test
        @DisplayName("what they bring is in the order of the heroes")
        void lootIsInTheOrderOfTheHeroes() {
            party("a", "b", "c");
            sendOut();
            for (String name : List.of("c", "a", "b")) {
                letReturn(name);
                call.await(hero(name).ended, "%s was let go, and should have ended".formatted(name));
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
            call.await(hero("a").ended, "a was let go, and should have ended");
            call.await(hero("c").ended, "c was let go, and should have ended");
            call.assertStillWaits("Of three heroes a and c are back, and b is out: 3 - 2 = 1");
            letReturn("b");
            assertBrought("b came last", "loot of a", "loot of b", "loot of c");
        }

        @Test
        @DisplayName("null is loot")
        void nullIsLoot() {
            call = tasks.call("sendOut", () -> PartyOfHeroes.sendOut(List.of(() -> "sword", () -> null)));
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
            call.awaitThrown("The only hero failed", lost);
        }

        @Test
        @DisplayName("an Error too")
        void errorReachesTheCaller() {
            party("a", "b");
            var error = new StackOverflowError("the labyrinth led into itself");
            hero("b").failure = error;
            sendOut();
            letReturn("a", "b");
            call.awaitThrown("Of a and b, b failed", error);
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
                call.await(hero(name).calledBack, """
                        a, b and c are out, and b failed. So a and c should be called back: their threads are \
                        interrupted. %s was not, and stays out""".formatted(name));
            }
            call.awaitThrown("b failed, a and c were called back", lost);
        }

        @Test
        @DisplayName("whoever it is: the last in line is heard as soon as the first")
        void lastHeroMayBeTheFirstToFail() {
            party("a", "b", "c", "d");
            hero("d").failure = lost;
            sendOut();
            awaitAllOut();
            letReturn("d");
            call.await(hero("a").calledBack, """
                    a, b, c and d are out, and d, the last in line, failed. So a should be called back. Who waits for \
                    a first hears of d too late""");
            call.awaitThrown("d failed, and the others were called back", lost);
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
            call.awaitThrown("b failed first. a was called back because of that, and failed then", lost);
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
            call.await(hero("slow a").calledBack, "b failed, so a should be called back");
            call.await(hero("slow c").calledBack, "b failed, so c should be called back");
            call.assertStillWaits("b failed, a and c were called back, and are still packing up: 3 - 1 = 2 are out");
            hero("slow a").mayStop.countDown();
            call.await(hero("slow a").ended, "a has packed up, and should have ended");
            call.assertWaitsWithoutLimit("a has packed up, c has not: 2 - 1 = 1 is out");
            hero("slow c").mayStop.countDown();
            call.awaitThrown("b failed, and a and c have packed up", lost);
        }

        @Test
        @DisplayName("whoever interrupts the innkeeper calls the party back")
        void interruptedCallerCallsAllBack() {
            party("a", "b");
            sendOut();
            awaitAllOut();
            call.interrupt();
            for (Hero hero : heroes) {
                call.await(hero.calledBack, """
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
            call.interrupt();
            call.await(hero("slow a").calledBack, """
                    a is out, and the thread that called sendOut was interrupted. So a should be called back""");
            call.assertStillWaits("The caller was interrupted, a was called back, and is still packing up: 1 is out");
            hero("slow a").mayStop.countDown();
            assertThrewInterrupted();
        }

        @Test
        @DisplayName("nor does an interrupt end the wait for those who pack up")
        void interruptWhilePackingUp() {
            party("slow a", "b");
            hero("b").failure = lost;
            sendOut();
            awaitAllOut();
            letReturn("b");
            call.await(hero("slow a").calledBack, "b failed, so a should be called back");
            call.assertStillWaits("b failed, and a is still packing up: 1 is out");
            call.interrupt();
            String both = "b failed, a is still packing up, and the thread that called sendOut was interrupted";
            call.assertStillWaits(both + ": 1 is out");
            hero("slow a").mayStop.countDown();
            call.awaitEnd(both + ", then a had packed up");
            if (call.thrown() == null) {
                throw call.wrong(both + ". So sendOut should throw the one or the other");
            }
        }

        @Test
        @DisplayName("who waits does not look again and again")
        void callerDoesNotSpin() {
            party("a", "b");
            sendOut();
            awaitAllOut();
            call.assertSleeps("a and b are out");
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
        call = tasks.call("sendOut", () -> PartyOfHeroes.sendOut(List.<Callable<String>>copyOf(heroes)));
    }

    private void letReturn(String... names) {
        for (String name : names) {
            hero(name).mayReturn.countDown();
        }
    }

    private void awaitAllOut() {
        for (Hero hero : heroes) {
            call.await(hero.began, "%d heroes were sent out. %s should be out by now, and is not".formatted(
                    heroes.size(), hero.name));
        }
    }

    private void assertBrought(String when, String... expected) {
        var brought = call.awaitResult(when, "return " + Arrays.toString(expected));
        assertThat(brought).withFailMessage("%s. sendOut should return %s. Yours returned %s.", when,
                Arrays.toString(expected), brought).isEqualTo(Arrays.asList(expected));
    }

    private void assertThrewInterrupted() {
        call.awaitInterrupted("The thread that called sendOut was interrupted while heroes were out");
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
            return tasks.run(this::quest);
        }

        private String quest() throws Exception {
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
                ended.countDown();
            }
        }

        private void packUp() {
            Caller.awaitInSpiteOfInterrupts(mayStop);
            trail.add(name + " has packed up");
        }
    }
}

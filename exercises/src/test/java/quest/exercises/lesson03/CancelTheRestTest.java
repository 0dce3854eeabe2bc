package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.Tasks;
import quest.exercises.lesson03.CancelTheRest.Section;
import quest.exercises.lesson03.CancelTheRest.Spell;

@DisplayName("CancelTheRest")
class CancelTheRestTest {

    /// The numbers on which the spell was cast.
    private final List<Integer> tried = new CopyOnWriteArrayList<>();
    private final Set<Integer> opening = Set.of(3, 7, 11, 13);

    /// What the spell does on a number, where it does more than to answer.
    private final Map<Integer, Effect> effects = new ConcurrentHashMap<>();
    private final Map<Integer, CountDownLatch> cast = new ConcurrentHashMap<>();
    private final Map<Integer, CountDownLatch> felt = new ConcurrentHashMap<>();
    private final IllegalStateException backfired = new IllegalStateException("the spell backfired");
    private final CountDownLatch mayFail = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Tasks tasks = new Tasks("spells", this::shown);
    private Tasks.Call<List<Integer>> call;

    @AfterEach
    void quiet() {
        mayFail.countDown();
        mayEnd.countDown();
        over.countDown();
        tasks.interruptAll();
    }

    @Nested
    @Points(1.2)
    @DisplayName("One wizard, who listens")
    class Wizard {

        @Test
        @DisplayName("every number is tried once, in order")
        void everyNumberIsTried() {
            tryAll(10, 13);
            assertReturned("The spell was cast on nothing that fails", 11, 13);
            assertTried("A wizard tries 10 to 13", 10, 11, 12, 13);
        }

        @Test
        @DisplayName("a section may be a single number")
        void singleNumber() {
            tryAll(7, 7);
            assertReturned("A wizard tries 7 to 7, and 7 opens the vault", 7);
        }

        @Test
        @DisplayName("interrupted while a spell is cast: no further one")
        void interruptEndsTheSearch() {
            effects.put(11, () -> Thread.currentThread().interrupt());
            tryAll(10, 13);
            call.awaitInterrupted("A wizard tries 10 to 13, and the interrupt came while the spell was cast on 11");
            assertTried("A wizard tries 10 to 13, and the interrupt came while the spell was cast on 11", 10, 11);
        }

        @Test
        @DisplayName("interrupted before the first spell")
        void interruptedBeforeTheFirst() {
            call = tasks.call("tryAll", () -> {
                Thread.currentThread().interrupt();
                return CancelTheRest.tryAll(new Section(10, 13), CancelTheRestTest.this::cast);
            });
            call.awaitInterrupted("A wizard's thread was interrupted before the search began");
            assertThat(tried).withFailMessage("""
                    A wizard's thread was interrupted before the search in 10 to 13 began. It should look before each \
                    spell, also before the first. Yours cast it on %s.""", tried).isEmpty();
        }

        @Test
        @DisplayName("a spell that waits is interrupted: no further one")
        void spellsInterruptIsPassedOn() {
            effects.put(11, () -> {
                throw new InterruptedException("interrupted while gathering mana");
            });
            tryAll(10, 13);
            String when = "A wizard tries 10 to 13, and on 11 the spell threw an InterruptedException, as methods do "
                    + "that wait. The flag is cleared by then: who catches it must pass it on";
            call.awaitInterrupted(when);
            assertTried(when, 10, 11);
        }

        @Test
        @DisplayName("a failure leaves as it is, and ends the search")
        void failureEndsTheSearch() {
            effects.put(11, () -> {
                throw backfired;
            });
            tryAll(10, 13);
            call.awaitEnd("The spell failed on 11");
            if (call.thrown() != backfired) {
                throw call.wrong("A wizard tries 10 to 13, and the spell failed on 11 with " + backfired
                        + ". So that should leave tryAll, the very same object");
            }
            assertTried("A wizard tries 10 to 13, and the spell failed on 11", 10, 11);
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("All at once")
    class Search {

        @Test
        @DisplayName("all sections at the same time")
        void allSectionsAtOnce() {
            holdAt(1, 6, 10);
            openVault(new Section(1, 5), new Section(6, 9), new Section(10, 13));
            for (int first : List.of(1, 6, 10)) {
                call.await(latch(cast, first), """
                        Three wizards try 1 to 5, 6 to 9 and 10 to 13, and none has finished a spell yet. All three \
                        should have begun their first. On %d none was cast""".formatted(first));
            }
            mayEnd.countDown();
            assertReturned("Three wizards tried 1 to 5, 6 to 9 and 10 to 13", 3, 7, 11, 13);
        }

        @Test
        @DisplayName("what opens the vault is in the order of the sections")
        void inTheOrderOfTheSections() {
            holdAt(10);
            openVault(new Section(10, 13), new Section(1, 5), new Section(6, 9));
            call.await(latch(cast, 9), "One wizard tries 10 to 13 and takes time, and the last one tries 6 to 9");
            mayEnd.countDown();
            assertReturned("The sections are 10 to 13, 1 to 5, and 6 to 9, in this order. The first took the longest",
                    11, 13, 3, 7);
        }

        @Test
        @DisplayName("no sections")
        void noSections() {
            openVault();
            assertReturned("There was nothing to try");
        }
    }

    @Nested
    @Points(1.2)
    @DisplayName("One fails, all are quiet")
    class CalledOff {

        @Test
        @DisplayName("the failure reaches the caller")
        void failureReachesTheCaller() {
            failAt(4);
            mayFail.countDown();
            openVault(new Section(1, 5));
            assertThrew("One wizard tries 1 to 5, and the spell failed on 4");
        }

        @Test
        @DisplayName("the others compute, and end all the same")
        void othersAreInterruptedWhileTheyCompute() {
            failAt(2);
            computeAt(6, 11);
            openVault(new Section(1, 5), new Section(6, 9), new Section(10, 13));
            awaitCast(2, 6, 11);
            mayFail.countDown();
            awaitFelt("the spell on 2 failed", 6, 11);
            String when = "Wizards try 1 to 5, 6 to 9, 10 to 13. The spell on 2 failed while others were cast on 6 "
                    + "and 11";
            assertThrew(when);
            assertTriedInAnyOrder(when + ". These may be finished, and no further one begun", 1, 2, 6, 10, 11);
        }

        @Test
        @DisplayName("the others wait, and end all the same")
        void othersAreInterruptedWhileTheyWait() {
            failAt(12);
            waitAt(1, 7);
            openVault(new Section(1, 5), new Section(6, 9), new Section(10, 13));
            awaitCast(12, 1, 7);
            mayFail.countDown();
            awaitFelt("the spell on 12 failed", 1, 7);
            String when = "Wizards try 1 to 5, 6 to 9, 10 to 13. The spell on 12 failed while those on 1 and 7 waited";
            assertThrew(when);
            assertTriedInAnyOrder(when + ". These were interrupted, and no further one should begin",
                    1, 6, 7, 10, 11, 12);
        }

        @Test
        @DisplayName("the first failure is told")
        void firstFailureIsTold() {
            failAt(6);
            effects.put(1, () -> {
                compute(1, false);
                throw new IllegalStateException("and this one was shouted into the silence");
            });
            openVault(new Section(1, 5), new Section(6, 9));
            awaitCast(6, 1);
            mayFail.countDown();
            assertThrew("The spell on 6 failed, and after the interrupt that on 1");
        }

        @Test
        @DisplayName("the search ends when the last wizard has ended")
        void endsWhenTheLastHasEnded() {
            failAt(2);
            effects.put(6, () -> compute(6, true));
            openVault(new Section(1, 5), new Section(6, 9));
            awaitCast(2, 6);
            mayFail.countDown();
            awaitFelt("the spell on 2 failed", 6);
            String when = "The spell on 2 failed, and the wizard at 6 was interrupted in a spell that takes time";
            call.assertWaitsWithoutLimit(when + ": 1 is at work");
            mayEnd.countDown();
            assertThrew(when);
            assertTriedInAnyOrder(when, 1, 2, 6);
        }

        @Test
        @DisplayName("nor does an interrupt end the wait for the last wizard")
        void interruptWhileTheLastEnds() {
            failAt(2);
            effects.put(6, () -> compute(6, true));
            openVault(new Section(1, 5), new Section(6, 9));
            awaitCast(2, 6);
            mayFail.countDown();
            awaitFelt("the spell on 2 failed", 6);
            call.assertStillWaits("The spell on 2 failed, and the wizard at 6 is deep in a spell: 1 is at work");
            call.interrupt();
            String both = "The spell on 2 failed, the wizard at 6 is deep in a spell, and then the thread that called "
                    + "openVault was interrupted";
            call.assertStillWaits(both + ": 1 is at work");
            mayEnd.countDown();
            call.awaitEnd(both);
            if (call.thrown() == null) {
                throw call.wrong(both + ". So openVault should throw the one or the other");
            }
        }

        @Test
        @DisplayName("an interrupted caller means quiet, too")
        void interruptedCallerCallsAllOff() {
            computeAt(2);
            waitAt(6);
            openVault(new Section(1, 5), new Section(6, 9));
            awaitCast(2, 6);
            call.interrupt();
            awaitFelt("the thread that called openVault was interrupted", 2, 6);
            String when = "The thread that called openVault was interrupted, while spells were cast on 2 and 6";
            call.awaitInterrupted(when);
            assertTriedInAnyOrder(when, 1, 2, 6);
        }

        @Test
        @DisplayName("who waits does not look again and again")
        void callerDoesNotSpin() {
            holdAt(1, 6);
            openVault(new Section(1, 5), new Section(6, 9));
            awaitCast(1, 6);
            call.assertSleeps("Two wizards are at work");
            mayEnd.countDown();
            assertReturned("Two wizards tried 1 to 5 and 6 to 9", 3, 7);
        }
    }

    private void tryAll(int first, int last) {
        call = tasks.call("tryAll", () -> CancelTheRest.tryAll(new Section(first, last), this::cast));
    }

    private void openVault(Section... sections) {
        Spell spell = this::cast;
        call = tasks.call("openVault", () -> CancelTheRest.openVault(List.of(sections), spell));
    }

    private boolean cast(int number) throws InterruptedException {
        return tasks.run(() -> {
            tried.add(number);
            latch(cast, number).countDown();
            if (effects.containsKey(number)) {
                effects.get(number).happen();
            }
            return opening.contains(number);
        });
    }

    private String shown() {
        return tried.isEmpty() ? "nothing" : "the spell was cast on " + tried;
    }

    /// On these numbers the spell takes until the test lets it end.
    private void holdAt(int... numbers) {
        for (int number : numbers) {
            effects.put(number, mayEnd::await);
        }
    }

    private void failAt(int number) {
        effects.put(number, () -> {
            mayFail.await();
            throw backfired;
        });
    }

    /// On these numbers the spell waits, and throws when it is interrupted.
    private void waitAt(int... numbers) {
        for (int number : numbers) {
            effects.put(number, () -> {
                try {
                    over.await();
                } catch (InterruptedException interrupted) {
                    latch(felt, number).countDown();
                    throw interrupted;
                }
            });
        }
    }

    /// On these numbers the spell computes until its thread is interrupted, and takes no notice but to end.
    private void computeAt(int... numbers) {
        for (int number : numbers) {
            effects.put(number, () -> compute(number, false));
        }
    }

    private void compute(int number, boolean slow) {
        while (!Thread.currentThread().isInterrupted() && over.getCount() > 0) {
            // Stands for a computation. One that really spins would keep its carrier from the other wizards.
            LockSupport.park();
        }
        if (Thread.currentThread().isInterrupted()) {
            latch(felt, number).countDown();
        }
        if (slow) {
            Caller.awaitInSpiteOfInterrupts(mayEnd);
            Thread.currentThread().interrupt();
        }
    }

    private static CountDownLatch latch(Map<Integer, CountDownLatch> latches, int number) {
        return latches.computeIfAbsent(number, _ -> new CountDownLatch(1));
    }

    private void awaitCast(int... numbers) {
        for (int number : numbers) {
            call.await(latch(cast, number), "All wizards work at the same time, and one comes to " + number);
        }
    }

    private void awaitFelt(String when, int... numbers) {
        for (int number : numbers) {
            call.await(latch(felt, number), """
                    %s. So the other wizards should be interrupted at once. The one at %d was \
                    not""".formatted(when.substring(0, 1).toUpperCase() + when.substring(1), number));
        }
    }

    private void assertReturned(String when, Integer... expected) {
        var returned = call.awaitResult(when, "return " + Arrays.toString(expected));
        assertThat(returned).withFailMessage("%s. What opens the vault is %s. Yours returned %s.", when,
                Arrays.toString(expected), returned).isEqualTo(Arrays.asList(expected));
    }

    private void assertThrew(String when) {
        call.awaitThrown(when, backfired);
    }

    private void assertTried(String when, Integer... expected) {
        assertThat(tried).withFailMessage("%s. The spell should be cast on %s. Yours was cast on %s.", when,
                Arrays.toString(expected), tried).containsExactly(expected);
    }

    private void assertTriedInAnyOrder(String when, Integer... expected) {
        var sorted = tried.stream().sorted().toList();
        assertThat(sorted).withFailMessage("%s. The spell should have been cast on %s. Yours was cast on %s.", when,
                Arrays.toString(expected), sorted).containsExactly(expected);
    }

    /// What the spell does besides to answer.
    private interface Effect {

        void happen() throws InterruptedException;
    }
}

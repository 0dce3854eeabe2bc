package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.lesson01.QuestStateMachine.Abandoned;
import quest.exercises.lesson01.QuestStateMachine.Done;
import quest.exercises.lesson01.QuestStateMachine.Paused;
import quest.exercises.lesson01.QuestStateMachine.Progress;

@DisplayName("QuestStateMachine")
class QuestStateMachineTest {

    private final List<String> journal = new ArrayList<>();

    @Nested
    @Points(0.75)
    @DisplayName("It goes from pause to pause")
    class FromPauseToPause {

        private final QuestStateMachine quest = new QuestStateMachine(1, journal::add);

        @Test
        @DisplayName("the first resume lights the torch, and nothing more")
        void firstResumeLightsTheTorch() {
            quest.resume(0);
            assertJournal("After resume(0)", "light the torch");
        }

        @Test
        @DisplayName("a pause says until when")
        void pauseSaysUntilWhen() {
            assertProgress("The first resume is resume(0) (0 + 60000)", quest.resume(0), new Paused(60_000));
        }

        @Test
        @DisplayName("a pause counts from now, whenever that is")
        void pauseCountsFromNow() {
            assertProgress("The first resume is resume(5000) (5000 + 60000)", quest.resume(5_000), new Paused(65_000));
        }

        @Test
        @DisplayName("even after years")
        void pauseCountsFromNowAfterYears() {
            long year = 365L * 24 * 60 * 60 * 1000;
            assertProgress("The first resume is a year after 0 (%d + 60000)".formatted(year), quest.resume(year),
                    new Paused(year + 60_000));
            assertProgress("Paused until %d, resumed 1 ms before".formatted(year + 60_000),
                    quest.resume(year + 59_999), new Paused(year + 60_000));
        }

        @Test
        @DisplayName("each resume goes on where the last one stopped")
        void eachResumeGoesOnWhereTheLastStopped() {
            quest.resume(0);
            assertProgress("One wolf, resumed at 0 and 60000 (60000 + 30000)", quest.resume(60_000),
                    new Paused(90_000));
            assertJournal("One wolf, resumed at 0 and 60000", "light the torch", "fight wolf 1");
            assertProgress("One wolf, resumed at 0, 60000 and 90000 (90000 + 10000)",
                    quest.resume(90_000), new Paused(100_000));
            assertJournal("One wolf, resumed at 0, 60000 and 90000", "light the torch", "fight wolf 1",
                    "open the chest");
        }

        @Test
        @DisplayName("a new quest does nothing until it is resumed")
        void newQuestDoesNothing() {
            var late = new ArrayList<String>();
            var another = new QuestStateMachine(1, late::add);
            quest.resume(0);
            assertThat(late)
                    .withFailMessage("A quest that nobody resumed should do nothing. Yours did: %s.", names(late))
                    .isEmpty();
            another.resume(0);
            assertThat(late)
                    .withFailMessage("Resumed for the first time, it lights the torch. Yours did: %s.", names(late))
                    .containsExactly("light the torch");
        }

        @Test
        @DisplayName("a pause holds no thread")
        void pauseHoldsNoThread() {
            var threads = new StartedThreads();
            quest.resume(0);
            threads.assertNoneLeft("The quest was resumed at 0 and is paused. A thousand paused quests hold no thread");
        }

        @Test
        @DisplayName("everything happens on the thread that resumes it")
        void runsOnTheThreadThatResumesIt() {
            Set<Thread> threads = new LinkedHashSet<>();
            var watched = new QuestStateMachine(1, _ -> threads.add(Thread.currentThread()));
            for (long now : new long[] {0, 60_000, 90_000, 100_000}) {
                watched.resume(now);
            }
            assertThat(threads).withFailMessage("""
                    All calls of resume came from %s, so that thread alone writes the journal. It was written by %s.""",
                    Thread.currentThread(), threads).containsExactly(Thread.currentThread());
        }
    }

    @Nested
    @Points(0.75)
    @DisplayName("It ends, and stays ended")
    class TheEnd {

        @Test
        @DisplayName("after the last pause it puts the torch out and brings the gold")
        void lastResumeBringsTheGold() {
            var quest = new QuestStateMachine(1, journal::add);
            Progress last = resumeAt(quest, 0, 60_000, 90_000, 100_000);
            assertProgress("One wolf, resumed at 0, 60000, 90000 and 100000 (100 + 10 * 1 gold)", last, new Done(110));
            assertJournal("One wolf, resumed at 0, 60000, 90000 and 100000",
                    "light the torch", "fight wolf 1", "open the chest", "take the gold", "put out the torch");
        }

        @Test
        @DisplayName("each wolf is fought once, in order")
        void eachWolfIsFoughtOnce() {
            var quest = new QuestStateMachine(3, journal::add);
            Progress last = resumeAt(quest, 0, 60_000, 90_000, 120_000, 150_000, 160_000);
            assertJournal("Three wolves, resumed at 0, 60000, 90000, 120000, 150000 and 160000",
                    "light the torch", "fight wolf 1", "fight wolf 2", "fight wolf 3",
                    "open the chest", "take the gold", "put out the torch");
            assertProgress("Three wolves (100 + 10 * 3 gold)", last, new Done(130));
        }

        @Test
        @DisplayName("with no wolves the chest comes right after the tunnel")
        void withoutWolvesTheChestComesAtOnce() {
            var quest = new QuestStateMachine(0, journal::add);
            quest.resume(0);
            assertProgress("No wolves, resumed at 0 and 60000 (60000 + 10000)",
                    quest.resume(60_000), new Paused(70_000));
            assertJournal("No wolves, resumed at 0 and 60000", "light the torch", "open the chest");
            assertProgress("No wolves, resumed at 0, 60000 and 70000 (100 + 10 * 0 gold)",
                    quest.resume(70_000), new Done(100));
        }

        @Test
        @DisplayName("a finished quest does not start again")
        void finishedQuestStaysFinished() {
            var quest = new QuestStateMachine(0, journal::add);
            resumeAt(quest, 0, 60_000, 70_000);
            List<String> atTheEnd = List.copyOf(journal);
            assertProgress("Finished at 70000, resumed at 80000", quest.resume(80_000), new Done(100));
            assertProgress("Finished at 70000, resumed at 80000 and 999000", quest.resume(999_000), new Done(100));
            assertJournal("Finished at 70000, resumed at 80000 and 999000", atTheEnd.toArray(String[]::new));
        }

        @Test
        @DisplayName("two quests at once do not share a torch")
        void questsDoNotShareTheirState() {
            var other = new ArrayList<String>();
            var ada = new QuestStateMachine(2, journal::add);
            var bo = new QuestStateMachine(0, other::add);
            ada.resume(0);
            ada.resume(60_000);
            bo.resume(60_000);
            Progress adas = ada.resume(90_000);
            Progress bos = bo.resume(120_000);
            assertJournal("Ada, 2 wolves, was resumed at 0, 60000 and 90000, Bo in between",
                    "light the torch", "fight wolf 1", "fight wolf 2");
            assertThat(other).withFailMessage("""
                    Bo, no wolves, was resumed at 60000 and 120000, Ada in between. Bo should have done: light the \
                    torch, open the chest. Yours did: %s.""", names(other))
                    .containsExactly("light the torch", "open the chest");
            assertProgress("Ada was resumed at 90000 (90000 + 30000)", adas, new Paused(120_000));
            assertProgress("Bo was resumed at 120000 (120000 + 10000)", bos, new Paused(130_000));
        }
    }

    @Nested
    @Points(0.75)
    @DisplayName("Too early and too late")
    class EarlyAndLate {

        private final QuestStateMachine quest = new QuestStateMachine(2, journal::add);

        @Test
        @DisplayName("resumed too early, it does nothing")
        void resumedTooEarlyItDoesNothing() {
            quest.resume(0);
            quest.resume(1);
            quest.resume(59_999);
            assertJournal("Paused until 60000, resumed at 1 and at 59999", "light the torch");
        }

        @Test
        @DisplayName("resumed too early, its pause stays as it was")
        void resumedTooEarlyThePauseStays() {
            quest.resume(0);
            assertProgress("Paused until 60000, resumed at 45000", quest.resume(45_000), new Paused(60_000));
            quest.resume(60_000);
            assertJournal("Paused until 60000, resumed at 45000, then at 60000", "light the torch", "fight wolf 1");
        }

        @Test
        @DisplayName("a fight is a pause as well: it does not end early")
        void everyPauseIsKept() {
            resumeAt(quest, 0, 60_000);
            assertProgress("Paused until 90000, resumed at 89999", quest.resume(89_999), new Paused(90_000));
            resumeAt(quest, 90_000, 120_000);
            assertProgress("Paused until 130000 at the chest, resumed at 129999",
                    quest.resume(129_999), new Paused(130_000));
            assertJournal("Two wolves, resumed when due and each time 1 ms early as well",
                    "light the torch", "fight wolf 1", "fight wolf 2", "open the chest");
        }

        @Test
        @DisplayName("resumed late, it goes on by one pause only")
        void resumedLateItGoesOnByOnePause() {
            quest.resume(0);
            quest.resume(500_000);
            assertJournal("Paused until 60000, resumed at 500000 (nobody fights two wolves in one moment)",
                    "light the torch", "fight wolf 1");
        }

        @Test
        @DisplayName("resumed late, the next pause is as long as ever")
        void resumedLateTheNextPauseIsAsLong() {
            quest.resume(0);
            assertProgress("Paused until 60000, resumed at 70000 (70000 + 30000)",
                    quest.resume(70_000), new Paused(100_000));
            assertProgress("Paused until 100000, resumed at 99999", quest.resume(99_999), new Paused(100_000));
            quest.resume(100_000);
            assertProgress("Paused until 130000, resumed at 200000 for the chest (200000 + 10000)",
                    quest.resume(200_000), new Paused(210_000));
        }
    }

    @Nested
    @Points(0.75)
    @DisplayName("It can be abandoned")
    class Abandon {

        private final QuestStateMachine quest = new QuestStateMachine(1, journal::add);

        @Test
        @DisplayName("a torch that burns is put out")
        void burningTorchIsPutOut() {
            quest.resume(0);
            quest.abandon();
            assertJournal("Abandoned in the tunnel", "light the torch", "put out the torch");
        }

        @Test
        @DisplayName("in a fight and at the chest as well")
        void torchIsPutOutWhereverTheHeroIs() {
            resumeAt(quest, 0, 60_000);
            quest.abandon();
            assertJournal("Abandoned in the fight", "light the torch", "fight wolf 1", "put out the torch");
            journal.clear();
            var another = new QuestStateMachine(0, journal::add);
            resumeAt(another, 0, 60_000);
            another.abandon();
            assertJournal("Abandoned at the chest", "light the torch", "open the chest", "put out the torch");
        }

        @Test
        @DisplayName("an abandoned quest does not go on")
        void abandonedQuestDoesNotGoOn() {
            quest.resume(0);
            quest.abandon();
            assertProgress("Abandoned while paused until 60000, resumed at 60000", quest.resume(60_000),
                    new Abandoned());
            assertProgress("Abandoned while paused until 60000, resumed at 90000", quest.resume(90_000),
                    new Abandoned());
            assertJournal("Abandoned while paused until 60000, resumed at 60000 and 90000",
                    "light the torch", "put out the torch");
        }

        @Test
        @DisplayName("an abandoned quest says so, even before its pause is over")
        void abandonedQuestSaysSoAtOnce() {
            quest.resume(0);
            quest.abandon();
            assertProgress("Abandoned while paused until 60000, resumed at 1", quest.resume(1), new Abandoned());
        }

        @Test
        @DisplayName("a torch that was never lit is not put out")
        void torchThatWasNeverLitIsNotPutOut() {
            quest.abandon();
            assertJournal("Abandoned before the first resume");
            assertProgress("Abandoned before the first resume, then resumed at 0", quest.resume(0), new Abandoned());
            assertJournal("Abandoned before the first resume, then resumed at 0");
        }

        @Test
        @DisplayName("the torch is put out once")
        void abandonedTwiceTheTorchIsPutOutOnce() {
            quest.resume(0);
            quest.abandon();
            quest.abandon();
            assertJournal("Abandoned in the tunnel, twice", "light the torch", "put out the torch");
        }

        @Test
        @DisplayName("a finished quest stays finished")
        void abandonAfterTheEndChangesNothing() {
            resumeAt(quest, 0, 60_000, 90_000, 100_000);
            quest.abandon();
            assertJournal("Finished, then abandoned",
                    "light the torch", "fight wolf 1", "open the chest", "take the gold", "put out the torch");
            assertProgress("Finished, then abandoned, then resumed", quest.resume(200_000), new Done(110));
        }
    }

    /// Resumes at each of these moments, and returns what the last one returned.
    private static Progress resumeAt(QuestStateMachine quest, long... moments) {
        Progress last = null;
        for (long now : moments) {
            last = quest.resume(now);
        }
        return last;
    }

    private void assertJournal(String when, String... expected) {
        assertThat(journal)
                .withFailMessage("%s: the hero should have done: %s. Yours did: %s.",
                        when, names(List.of(expected)), names(journal))
                .containsExactly(expected);
    }

    private static String names(List<String> deeds) {
        return deeds.isEmpty() ? "nothing" : String.join(", ", deeds);
    }

    private static void assertProgress(String when, Progress actual, Progress expected) {
        assertThat(actual)
                .withFailMessage("%s: resume should return %s. Yours returned %s.", when, expected, actual)
                .isEqualTo(expected);
    }
}

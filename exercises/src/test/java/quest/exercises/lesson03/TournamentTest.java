package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.kit.Timeline;
import quest.exercises.lesson03.Tournament.Arena;
import quest.exercises.lesson03.Tournament.MatchFailedException;
import quest.exercises.lesson03.Tournament.Result;

@DisplayName("Tournament")
class TournamentTest {

    private final StartedThreads threads = new StartedThreads();
    private final Hall hall = new Hall();

    @AfterEach
    void leaveNothingBehind() {
        hall.over.countDown();
        threads.interruptCallers();
    }

    @Nested
    @Points(0.8)
    @DisplayName("Rounds")
    class Rounds {

        @Test
        @DisplayName("two players, one match")
        void twoPlayers() {
            assertResult(new Result("a", 1, 1), "a", "b");
            hall.assertFights("a-b");
        }

        @Test
        @DisplayName("the winners meet")
        void winnersMeet() {
            hall.latterWins = true;
            assertResult(new Result("h", 3, 7), "a", "b", "c", "d", "e", "f", "g", "h");
            hall.assertFights("a-b", "c-d", "e-f", "g-h", "b-d", "f-h", "d-h");
        }

        @Test
        @DisplayName("whoever has no opponent has a bye")
        void byes() {
            assertResult(new Result("a", 3, 4), "a", "b", "c", "d", "e");
            hall.assertFights("a-b", "c-d", "a-c", "a-e");
        }

        @Test
        @DisplayName("a bye goes on behind the winners")
        void byeGoesOnLast() {
            hall.latterWins = true;
            assertResult(new Result("g", 3, 6), "a", "b", "c", "d", "e", "f", "g");
            hall.assertFights("a-b", "c-d", "e-f", "b-d", "f-g", "d-g");
        }

        @Test
        @DisplayName("one player wins without a match")
        void onePlayer() {
            assertResult(new Result("a", 0, 0), "a");
            hall.assertFights();
        }

        @Test
        @DisplayName("no players are refused")
        void noPlayers() {
            var play = play();
            play.awaitEnd("No players: play should throw an IllegalArgumentException");
            assertThat(play.thrown()).withFailMessage("""
                    No players: play should throw an IllegalArgumentException. It %s.""", play.outcome())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @DisplayName("a thousand players")
        void thousandPlayers() {
            var players = IntStream.range(0, 1000).mapToObj(i -> "player " + i).toArray(String[]::new);
            assertResult(new Result("player 0", 10, 999), players);
            assertThat(hall.fights).withFailMessage("""
                    1000 players, and each match sends one home: 1000 - 1 = 999 fights. There were %d.""",
                    hall.fights.size()).hasSize(999);
        }
    }

    @Nested
    @Points(0.9)
    @DisplayName("All of a round at once")
    class Together {

        @Test
        @DisplayName("all players of a round prepare at the same time")
        void allPrepareAtTheSameTime() {
            var players = List.of("a", "b", "c", "d", "e", "f", "g", "h");
            var first = new CountDownLatch(8);
            var second = new CountDownLatch(4);
            var count = new AtomicInteger();
            hall.onPrepare = _ -> {
                boolean inFirst = count.incrementAndGet() <= 8;
                await(inFirst ? first : second, inFirst
                        ? "8 players, round 1: all 8 should prepare at the same time. %d prepare, and wait for the rest"
                        : "8 players, round 2: the 4 winners should prepare at the same time. %d prepare, and wait",
                        () -> inFirst ? Timeline.together(players, hall.prepared)
                        : Timeline.together(List.of("a", "c", "e", "g"), hall.prepared.stream().skip(8).toList()));
            };
            hall.lastRound = 8 + 4;
            assertResult(new Result("a", 3, 7), "a", "b", "c", "d", "e", "f", "g", "h");
        }

        @Test
        @DisplayName("both are ready before they fight")
        void bothAreReady() {
            var ready = new CountDownLatch(1);
            hall.onPrepare = player -> {
                if (player.equals("b")) {
                    ready.await();
                }
            };
            var play = play("a", "b");
            threads.awaitStill();
            assertThat(hall.fights).withFailMessage("""
                    a is ready, and b is not: they should not fight yet. Fights so far: %s.""", hall.fights).isEmpty();
            ready.countDown();
            assertThat(play.awaitResult("Both are ready: the match should be played")).isEqualTo(new Result("a", 1, 1));
            assertNothingIsLeft("play has returned");
        }

        @Test
        @DisplayName("a match does not wait for another")
        void matchDoesNotWaitForAnother() {
            var fighting = new CountDownLatch(1);
            hall.onPrepare = player -> {
                if (player.equals("d")) {
                    awaitZero(fighting, "a and b are ready, and d is not: a and b should fight. They do not");
                }
            };
            hall.onFight = fight -> {
                if (fight.equals("a-b")) {
                    fighting.countDown();
                }
            };
            assertResult(new Result("a", 2, 3), "a", "b", "c", "d");
        }

        @Test
        @DisplayName("the winners keep the order of their matches, whoever wins first")
        void winnersKeepTheirOrder() {
            var ended = new ConcurrentHashMap<String, CountDownLatch>();
            for (String fight : List.of("c-d", "e-f", "g-h")) {
                ended.put(fight, new CountDownLatch(1));
            }
            var after = Map.of("a-b", "c-d", "c-d", "e-f", "e-f", "g-h");
            hall.onFight = fight -> {
                if (after.containsKey(fight)) {
                    awaitZero(ended.get(after.get(fight)), "8 players, round 1: all 4 matches should be under way, "
                            + after.get(fight) + " be over before " + fight + ". It is not");
                }
                if (ended.containsKey(fight)) {
                    ended.get(fight).countDown();
                }
            };
            assertResult(new Result("a", 3, 7), "a", "b", "c", "d", "e", "f", "g", "h");
            hall.assertFights("a-b", "c-d", "e-f", "g-h", "a-c", "e-g", "a-e");
        }

        @Test
        @DisplayName("the next round begins when all of this one have ended")
        void nextRoundWaits() {
            var last = new CountDownLatch(1);
            hall.onFight = fight -> {
                if (fight.equals("g-h")) {
                    last.await();
                }
            };
            var play = play("a", "b", "c", "d", "e", "f", "g", "h");
            hall.awaitFights(4);
            threads.awaitStill();
            int prepared = hall.prepared.size();
            assertThat(prepared).withFailMessage("""
                    8 players, round 1, and g-h still fight: 8 have prepared, and nobody should prepare for round 2. \
                    %d have prepared: %d - 8 = %d too many.""", prepared, prepared, prepared - 8).isEqualTo(8);
            last.countDown();
            assertThat(play.awaitResult("All have fought: play should return")).isEqualTo(new Result("a", 3, 7));
            assertNothingIsLeft("play has returned");
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("A match that fails")
    class Failing {

        @Test
        @DisplayName("a failed fight ends the other fights")
        void failedFightEndsTheRest() {
            assertFightFails(new IllegalStateException("the roof came down"));
        }

        @Test
        @DisplayName("an Error does so too")
        void failedWithAnError() {
            assertFightFails(new StackOverflowError("the roof is under the roof"));
        }

        @Test
        @DisplayName("a player who fails to prepare ends all who prepare")
        void failedPreparationEndsTheRest() {
            var collapse = new IllegalStateException("no armour");
            var others = new CountDownLatch(7);
            hall.onPrepare = player -> {
                if (player.equals("b")) {
                    awaitZero(others, "8 players, round 1: 8 should prepare at the same time. They do not");
                    throw collapse;
                }
                others.countDown();
                hall.waitUntilInterrupted();
            };
            var play = play("a", "b", "c", "d", "e", "f", "g", "h");
            assertFailed(play, collapse, "8 were preparing, and b failed");
            hall.assertInterrupted(7, "8 were preparing, and b failed: 8 - 1 = 7");
            hall.assertFights();
            assertNothingIsLeft("play has thrown");
        }

        @Test
        @DisplayName("play waits for one who takes a moment to stop")
        void waitsForTheSlow() {
            var collapse = new IllegalStateException("no armour");
            var others = new CountDownLatch(3);
            var stopped = new CountDownLatch(1);
            hall.onPrepare = player -> {
                if (player.equals("a")) {
                    awaitZero(others, "4 players, round 1: 4 should prepare at the same time. They do not");
                    throw collapse;
                }
                others.countDown();
                try {
                    hall.waitUntilInterrupted();
                } finally {
                    if (player.equals("d")) {
                        Caller.awaitInSpiteOfInterrupts(stopped);
                    }
                }
            };
            var play = play("a", "b", "c", "d");
            hall.awaitInterrupts(3);
            play.assertStillWaits("a failed, and d has not stopped yet: play should wait");
            stopped.countDown();
            assertFailed(play, collapse, "a failed, and all have stopped");
            assertNothingIsLeft("play has thrown");
        }

        private void assertFightFails(Throwable collapse) {
            var others = new CountDownLatch(3);
            hall.onFight = fight -> {
                if (fight.equals("c-d")) {
                    awaitZero(others, "8 players, round 1: 4 fights should be under way. They are not");
                    sneak(collapse);
                }
                others.countDown();
                hall.waitUntilInterrupted();
            };
            var play = play("a", "b", "c", "d", "e", "f", "g", "h");
            assertFailed(play, collapse, "4 fights were under way, and c-d failed");
            hall.assertInterrupted(3, "4 fights were under way, and c-d failed: 4 - 1 = 3");
            assertThat(hall.prepared).withFailMessage("""
                    c-d failed in round 1: nobody should prepare for round 2. %d prepared in a tournament of 8.""",
                    hall.prepared.size()).hasSize(8);
            assertNothingIsLeft("play has thrown");
        }

        private void sneak(Throwable collapse) throws Exception {
            switch (collapse) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw new AssertionError(collapse);
            }
        }

        private void assertFailed(Caller<Result> play, Throwable collapse, String when) {
            awaitEnd(play, when + ": the rest should be interrupted, and play should throw");
            assertThat(play.thrown()).withFailMessage("%s: play should throw a MatchFailedException. It %s.", when,
                    play.outcome()).isInstanceOf(MatchFailedException.class);
            assertThat(play.thrown().getCause()).withFailMessage("""
                    %s, with %s. That very object should be the cause of the MatchFailedException. The cause is %s.""",
                    when, collapse, play.thrown().getCause()).isSameAs(collapse);
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("An interrupted tournament")
    class Interrupted {

        @Test
        @DisplayName("ends all who prepare")
        void endsAll() {
            hall.onPrepare = _ -> hall.waitUntilInterrupted();
            var play = play("a", "b", "c", "d", "e");
            hall.awaitPrepared(4);
            play.interrupt();
            assertInterrupted(play);
            hall.assertInterrupted(4, "5 players, round 1: 2 * 2 = 4 were preparing, and play was interrupted: 4");
            hall.assertFights();
            assertNothingIsLeft("play has thrown");
        }

        @Test
        @DisplayName("waits for one who takes a moment to stop")
        void waitsForTheSlow() {
            var stopped = new CountDownLatch(1);
            hall.onFight = fight -> {
                try {
                    hall.waitUntilInterrupted();
                } finally {
                    if (fight.equals("a-b")) {
                        Caller.awaitInSpiteOfInterrupts(stopped);
                    }
                }
            };
            var play = play("a", "b", "c", "d");
            hall.awaitFights(2);
            play.interrupt();
            hall.awaitInterrupts(2);
            play.assertWaitsWithoutLimit("play was interrupted, and a-b has not stopped yet: play should wait");
            play.interrupt();
            play.assertStillWaits("play was interrupted again, and a-b has not stopped yet: play should wait");
            stopped.countDown();
            assertInterrupted(play);
            assertNothingIsLeft("play has thrown");
        }

        private void assertInterrupted(Caller<Result> play) {
            play.awaitEnd("play was interrupted: everybody should be interrupted, and play should throw");
            assertThat(play.thrown()).withFailMessage("""
                    play was interrupted: it should throw an InterruptedException. It %s.""", play.outcome())
                    .isInstanceOf(InterruptedException.class);
        }
    }

    private Caller<Result> play(String... players) {
        var list = new ArrayList<>(List.of(players));
        return threads.call("play", () -> {
            try {
                return new Tournament(hall).play(list);
            } finally {
                assertThat(list).withFailMessage("""
                        The list of players belongs to the caller, and should stay as it is. It had %d, and now has \
                        %d: %s.""", players.length, list.size(), list).containsExactly(players);
            }
        });
    }

    private void assertResult(Result expected, String... players) {
        var play = play(players);
        awaitEnd(play, "%d players: play should return".formatted(players.length));
        Result result = play.awaitResult("%d players: play should return".formatted(players.length));
        assertThat(result).withFailMessage("""
                %d players: %d matches, since each sends one home. Expected: %s. Yours: %s.""", players.length,
                players.length - 1, expected, result).isEqualTo(expected);
        assertNothingIsLeft("play has returned");
    }

    /// What the players have to complain of says more than that play got stuck.
    private void awaitEnd(Caller<Result> play, String expected) {
        try {
            play.awaitEnd(expected);
        } catch (AssertionError stuck) {
            assertNoComplaints();
            throw stuck;
        }
        assertNoComplaints();
    }

    private void assertNoComplaints() {
        if (!hall.complaints.isEmpty()) {
            fail(hall.complaints.peek());
        }
    }

    private void assertNothingIsLeft(String when) {
        assertNoComplaints();
        assertThat(hall.atWork).withFailMessage("%s, so 0 should prepare or fight. There are %s.", when, hall.atWork)
                .hasValue(0);
        threads.assertNoneLeft(when);
    }

    /// Counts down, and waits for the others.
    private void await(CountDownLatch latch, String complaint, Supplier<String> picture) throws InterruptedException {
        latch.countDown();
        awaitZero(latch, complaint, picture);
    }

    /// Only a wrong answer waits long, and is told so: before the test has lost its own patience.
    private void awaitZero(CountDownLatch latch, String complaint) throws InterruptedException {
        awaitZero(latch, complaint, () -> "");
    }

    /// @param picture what to show below the complaint
    private void awaitZero(CountDownLatch latch, String complaint, Supplier<String> picture)
            throws InterruptedException {
        if (!latch.await(Caller.PATIENCE_SECONDS * 600, TimeUnit.MILLISECONDS)) {
            hall.complaints.add(complaint.formatted(hall.atWork.get()) + "." + picture.get());
            throw new IllegalStateException("waited in vain");
        }
    }

    /// What a test does where a player prepares or two fight.
    @FunctionalInterface
    private interface Step {

        void happen(String who) throws Exception;
    }

    /// Notes who prepares and who fights.
    private static final class Hall implements Arena {

        private final Queue<String> prepared = new ConcurrentLinkedQueue<>();
        private final Queue<String> fights = new ConcurrentLinkedQueue<>();
        private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
        private final AtomicInteger atWork = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile Step onPrepare = _ -> { };
        private volatile Step onFight = _ -> { };
        private volatile boolean latterWins;
        /// After so many preparations, those of the test are done with.
        private volatile int lastRound = Integer.MAX_VALUE;

        @Override
        public void prepare(String player) throws Exception {
            atWork.incrementAndGet();
            try {
                prepared.add(player);
                if (prepared.size() <= lastRound) {
                    onPrepare.happen(player);
                }
            } finally {
                atWork.decrementAndGet();
            }
        }

        @Override
        public String fight(String one, String other) throws Exception {
            atWork.incrementAndGet();
            try {
                fights.add(one + "-" + other);
                onFight.happen(one + "-" + other);
                return latterWins ? other : one;
            } finally {
                atWork.decrementAndGet();
            }
        }

        private void waitUntilInterrupted() throws InterruptedException {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        }

        private void assertFights(String... expected) {
            Set<String> seen = new TreeSet<>(fights);
            assertThat(seen).withFailMessage("Expected to fight: %s. Yours: %s.", Arrays.toString(expected), fights)
                    .containsExactlyInAnyOrder(expected);
            assertThat(fights).withFailMessage("Some fought twice: %s.", fights).hasSize(expected.length);
        }

        private void assertInterrupted(int expected, String when) {
            assertThat(interrupted).withFailMessage("%s should be interrupted. There were %s.", when, interrupted)
                    .hasValue(expected);
        }

        private void awaitPrepared(int count) {
            awaitCount(count, prepared::size, "%d players should prepare at the same time. There are %d");
        }

        private void awaitFights(int count) {
            awaitCount(count, fights::size, "%d fights should be under way at the same time. There are %d");
        }

        private void awaitInterrupts(int count) {
            awaitCount(count, interrupted::get, "%d should be interrupted. There were %d");
        }

        private static void awaitCount(int count, IntSupplier seen, String complaint) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
            while (seen.getAsInt() < count) {
                if (System.nanoTime() > end) {
                    fail(complaint.formatted(count, seen.getAsInt()) + ".");
                }
                Thread.yield();
            }
        }
    }
}

package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.lesson03.QuorumJoiner.NoQuorumException;
import quest.exercises.lesson03.QuorumJoiner.Urn;

@DisplayName("QuorumJoiner")
class QuorumJoinerTest {

    /// How often two threads complete subtasks in the same moment, where no latch reaches between two steps.
    private static final int ROUNDS = 2_000;

    /// On a busy machine the threads wait long for each other. After so much time, these rounds are enough.
    private static final long ENOUGH_TIME = TimeUnit.SECONDS.toNanos(2);
    private static final int ENOUGH_ROUNDS = 100;

    /// How many subtasks complete in a round. With a few, one thread may be done before the other is awake.
    private static final int MANY = 100;

    private final TestUrn urn = new TestUrn();
    private final StartedThreads threads = new StartedThreads();
    private final CountDownLatch over = new CountDownLatch(1);

    /// What onComplete returned, and for which subtask.
    private final List<String> told = new ArrayList<>();
    private QuorumJoiner<String> joiner;
    private int needed;
    /// Whether one of two calls at once returned true.
    private boolean decided;

    @AfterEach
    void letEverybodyGo() {
        urn.mayGoOn.countDown();
        over.countDown();
        threads.interruptCallers();
    }

    @Nested
    @Points(1)
    @DisplayName("The quorum")
    class Quorum {

        @Test
        @DisplayName("one of one")
        void oneOfOne() {
            needs(1, 1);
            completes(answer("a"), true, "1 answer is there, 1 is needed");
            assertResult("a");
        }

        @Test
        @DisplayName("with the last answer that is needed it is decided, and not before")
        void decidedWithTheLastNeeded() {
            needs(2, 3);
            completes(answer("a"), false, "1 answer is there, 2 are needed");
            completes(answer("b"), true, "2 answers are there, 2 are needed");
            assertResult("a", "b");
        }

        @Test
        @DisplayName("all of all")
        void allOfAll() {
            needs(3, 3);
            completes(answer("a"), false, "1 answer is there, 3 are needed");
            completes(answer("b"), false, "2 answers are there, 3 are needed");
            completes(answer("c"), true, "3 answers are there, 3 are needed");
            assertResult("a", "b", "c");
        }

        @Test
        @DisplayName("answers are in the order in which they came")
        void answersAreInTheOrderOfComing() {
            needs(2, 3);
            var oracles = oracles("a", "b", "c");
            completes(oracles.get(2), false, "1 answer is there, 2 are needed");
            completes(oracles.get(0), true, "2 answers are there, 2 are needed");
            assertResult("c", "a");
        }

        @Test
        @DisplayName("a late answer is not counted")
        void lateAnswerIsNotCounted() {
            needs(2, 3);
            completes(answer("a"), false, "1 answer is there, 2 are needed");
            completes(answer("b"), true, "2 answers are there, 2 are needed");
            joiner.onComplete(answer("c"));
            told.add("c answers late");
            assertUrnHoldsAtMost(2);
            assertResult("a", "b");
        }

        @Test
        @DisplayName("failures in between do no harm")
        void failuresInBetween() {
            needs(2, 4);
            completes(failure(new IOException("mist")), false, "3 of 4 may still answer, 2 are needed");
            completes(answer("a"), false, "1 answer is there, 2 are needed");
            completes(failure(new IOException("smoke")), false, "1 answer is there, 4 - 1 - 2 = 1 may still come");
            completes(answer("b"), true, "2 answers are there, 2 are needed");
            assertResult("a", "b");
        }

        @Test
        @DisplayName("null is an answer")
        void nullIsAnAnswer() {
            needs(2, 2);
            completes(answer(null), false, "1 answer is there, though null; 2 are needed");
            completes(answer("b"), true, "2 answers are there, 2 are needed");
            assertResult(null, "b");
        }
    }

    @Nested
    @Points(1)
    @DisplayName("Out of reach")
    class OutOfReach {

        private final IOException mist = new IOException("mist");
        private final IOException smoke = new IOException("smoke");
        private final Error silence = new StackOverflowError("silence");

        @Test
        @DisplayName("decided as soon as too few are left")
        void decidedWhenTooFewAreLeft() {
            needs(3, 5);
            completes(failure(mist), false, "5 - 1 = 4 may still answer, 3 are needed");
            completes(failure(smoke), false, "5 - 2 = 3 may still answer, 3 are needed");
            completes(failure(silence), true, "5 - 3 = 2 may still answer, 3 are needed");
            assertNoQuorum(mist, smoke, silence);
        }

        @Test
        @DisplayName("where all are needed, the first failure decides")
        void firstFailureDecidesWhereAllAreNeeded() {
            needs(3, 3);
            completes(answer("a"), false, "1 answer is there, 3 are needed");
            completes(failure(mist), true, "3 - 1 = 2 can answer in all, 3 are needed");
            assertNoQuorum(mist);
        }

        @Test
        @DisplayName("where one is enough, only the last failure decides")
        void lastFailureDecidesWhereOneIsEnough() {
            needs(1, 3);
            completes(failure(smoke), false, "3 - 1 = 2 may still answer, 1 is needed");
            completes(failure(mist), false, "3 - 2 = 1 may still answer, 1 is needed");
            completes(failure(silence), true, "3 - 3 = 0 may still answer, 1 is needed");
            assertNoQuorum(smoke, mist, silence);
        }

        @Test
        @DisplayName("almost is not enough")
        void answersBeforeDoNotHelp() {
            needs(3, 5);
            completes(failure(smoke), false, "5 - 1 = 4 can answer in all, 3 are needed");
            completes(answer("a"), false, "1 answer is there, 3 are needed");
            completes(failure(mist), false, "5 - 2 = 3 can answer in all, 3 are needed");
            completes(answer("b"), false, "2 answers are there, 3 are needed");
            completes(failure(silence), true, "5 - 3 = 2 can answer in all, 3 are needed");
            assertNoQuorum(smoke, mist, silence);
        }

        @Test
        @DisplayName("who joins before it is decided gets no list that is too short")
        void undecidedIsNoQuorum() {
            needs(2, 3);
            completes(answer("a"), false, "1 answer is there, 2 are needed");
            assertNoQuorum();
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("In a scope")
    class InAScope {

        @Test
        @DisplayName("the quorum is there, the rest are cancelled")
        void restIsCancelled() {
            var cancelled = new CountDownLatch(1);
            var call = joinScope(2, () -> "a", waitsUntil(cancelled), () -> "c");
            var answers = call.awaitResult("""
                    Of three oracles two have answered, and 2 are needed. The third waits until it is cancelled: join \
                    should return""");
            assertThat(answers).withFailMessage("""
                    Two oracles answered a and c. join should return both, in whatever order they came. Yours \
                    returned %s.""", answers).isIn(List.of("a", "c"), List.of("c", "a"));
            assertThat(cancelled.getCount()).withFailMessage("The third oracle was not interrupted.").isZero();
        }

        @Test
        @DisplayName("the quorum is out of reach, the rest are cancelled")
        void outOfReachCancelsTheRest() {
            var cancelled = new CountDownLatch(1);
            Callable<String> fails = () -> {
                throw new IOException("mist");
            };
            var call = joinScope(2, fails, waitsUntil(cancelled), fails);
            call.awaitEnd("""
                    Of three oracles two have failed, and 2 > 3 - 2 are needed. The third waits until it is \
                    cancelled: join should throw""");
            if (!(call.thrown() instanceof FailedException failed && failed.getCause() instanceof NoQuorumException)) {
                throw new AssertionError("""
                        Of three oracles two have failed, and 2 are needed. So join should throw a FailedException \
                        with a NoQuorumException as its cause. It %s.""".formatted(call.outcome()), call.thrown());
            }
            assertThat(cancelled.getCount()).withFailMessage("The third oracle was not interrupted.").isZero();
        }

        private Callable<String> waitsUntil(CountDownLatch cancelled) {
            return () -> {
                try {
                    over.await();
                } catch (InterruptedException interrupted) {
                    cancelled.countDown();
                    throw interrupted;
                }
                return "too late";
            };
        }

        @SafeVarargs
        private Caller<List<String>> joinScope(int needed, Callable<String>... oracles) {
            joiner = new QuorumJoiner<>(needed, oracles.length, urn);
            return threads.call("join", () -> {
                try (var scope = StructuredTaskScope.open(joiner)) {
                    for (var oracle : oracles) {
                        scope.fork(oracle);
                    }
                    return scope.join();
                }
            });
        }
    }

    @Nested
    @Points(1.4)
    @DisplayName("Many at once")
    class ManyAtOnce {

        @Test
        @DisplayName("two answers, one place left: one looks, the other comes")
        void twoForTheLastPlace() {
            needs(1, 2);
            twoAtOnce(Moment.LOOKED);
            assertUrnHoldsAtMost(1);
            assertDecided("1 answer is needed, and two came at once");
            assertAnswers(1);
        }

        @Test
        @DisplayName("two answers, one place left: one is being put, the other comes")
        void lastPlaceIsTakenBeforeItIsFilled() {
            needs(1, 2);
            twoAtOnce(Moment.PUTTING);
            assertUrnHoldsAtMost(1);
            assertDecided("1 answer is needed, and two came at once");
            assertAnswers(1);
        }

        @Test
        @DisplayName("two answers, two places left")
        void twoForTheLastTwoPlaces() {
            needs(2, 3);
            twoAtOnce(Moment.LOOKED);
            assertUrnHoldsAtMost(2);
            assertDecided("2 answers are needed, and two came at once");
            assertAnswers(2);
        }

        @Test
        @DisplayName("whoever says that it is decided is sure that all answers are in the urn")
        void decidedMeansThatAllIsThere() {
            needs(2, 3);
            twoAtOnce(Moment.PUTTING);
            assertDecided("2 answers are needed, and two came at once");
            assertAnswers(2);
        }

        @Test
        @DisplayName("two answers and one place, again and again")
        void lastPlaceAgainAndAgain() {
            inTheSameMoment(1, List.of(() -> "a", () -> "b"));
        }

        @Test
        @DisplayName("a hundred answers on two threads, again and again")
        void noAnswerIsLost() {
            inTheSameMoment(MANY,
                    IntStream.range(0, MANY).<Callable<String>>mapToObj(i -> () -> "answer " + i).toList());
        }

        @Test
        @DisplayName("a hundred failures on two threads, again and again")
        void noFailureIsLost() {
            inTheSameMoment(1, IntStream.range(0, MANY).<Callable<String>>mapToObj(i -> () -> {
                throw new IOException("mist " + i);
            }).toList());
        }
    }

    private void needs(int needed, int total) {
        joiner = new QuorumJoiner<>(needed, total, urn);
        told.add("needed are %d of %d".formatted(needed, total));
        this.needed = needed;
    }

    private Subtask<String> answer(String answer) {
        return forked(List.of(joiner), List.of(() -> answer)).getFirst();
    }

    private List<Subtask<String>> oracles(String... answers) {
        return forked(List.of(joiner), Arrays.stream(answers).<Callable<String>>map(answer -> () -> answer).toList());
    }

    private Subtask<String> failure(Throwable failure) {
        return forked(List.of(joiner), List.<Callable<String>>of(() -> {
            switch (failure) {
                case Error error -> throw error;
                case Exception exception -> throw exception;
                default -> throw new AssertionError(failure);
            }
        })).getFirst();
    }

    /// Subtasks that have completed, and of which the joiners were told that they are forked, but not yet that they
    /// are complete. So the test decides when that happens, and on which thread.
    private static List<Subtask<String>> forked(List<QuorumJoiner<String>> joiners, List<Callable<String>> tasks) {
        var relay = new Joiner<String, Void>() {

            @Override
            public boolean onFork(Subtask<? extends String> subtask) {
                joiners.forEach(joiner -> joiner.onFork(subtask));
                return false;
            }

            @Override
            public Void result() {
                return null;
            }
        };
        try (var scope = StructuredTaskScope.open(relay)) {
            var subtasks = new ArrayList<Subtask<String>>();
            for (var task : tasks) {
                subtasks.add(scope.fork(task));
            }
            scope.join();
            return subtasks;
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private void completes(Subtask<String> subtask, boolean expected, String arithmetic) {
        boolean decided = joiner.onComplete(subtask);
        told.add(subtask.state() == Subtask.State.SUCCESS ? "the answer " + subtask.get() : "a failure");
        assertThat(decided).withFailMessage("""
                So far: %s. %s, so it is %s, and onComplete should return %s. Yours returned %s.""",
                String.join(", ", told), arithmetic, expected ? "decided" : "open", expected, decided)
                .isEqualTo(expected);
    }

    private void assertResult(String... expected) {
        try {
            var result = joiner.result();
            assertThat(result).withFailMessage("So far: %s. result should return %s. Yours returned %s.",
                    String.join(", ", told), Arrays.toString(expected), result).isEqualTo(Arrays.asList(expected));
        } catch (NoQuorumException noQuorum) {
            throw new AssertionError("So far: %s. result should return %s. Yours threw %s.".formatted(
                    String.join(", ", told), Arrays.toString(expected), noQuorum), noQuorum);
        }
    }

    private void assertNoQuorum(Throwable... failures) {
        try {
            var result = joiner.result();
            throw new AssertionError("So far: %s. result should throw a NoQuorumException. Yours returned %s."
                    .formatted(String.join(", ", told), result));
        } catch (NoQuorumException noQuorum) {
            assertThat(noQuorum.getSuppressed()).withFailMessage("""
                    So far: %s. The NoQuorumException should be made with these failures, in this order: %s. Yours: \
                    %s.""", String.join(", ", told), Arrays.toString(failures),
                    Arrays.toString(noQuorum.getSuppressed())).containsExactly(failures);
        }
    }

    private void assertUrnHoldsAtMost(int expected) {
        assertThat(urn.answers.size()).withFailMessage("""
                So far: %s. The urn should hold no more than %d. Yours holds %d: %s.""", String.join(", ", told),
                expected, urn.answers.size(), urn.answers).isLessThanOrEqualTo(expected);
    }

    private void assertAnswers(int expected) {
        try {
            var result = joiner.result();
            assertThat(result.stream().distinct().count()).withFailMessage("""
                    So far: %s. result should return as many answers as are needed, %d. Yours returned %s.""",
                    String.join(", ", told), expected, result).isEqualTo(expected).isEqualTo(result.size());
        } catch (NoQuorumException noQuorum) {
            throw new AssertionError("So far: %s. result should return %d. Yours threw %s.".formatted(
                    String.join(", ", told), expected, noQuorum), noQuorum);
        }
    }

    private void assertDecided(String when) {
        assertThat(decided).withFailMessage("""
                %s. So one call of onComplete should return true. None did: the scope goes on, as if it were still \
                open.""", when).isTrue();
    }

    /// One thread brings an answer, and is held in the middle, at a call of the urn. Meanwhile another brings a second,
    /// as far as it gets. If one of them says that it is decided, a third thread asks for the result at once, as `join`
    /// does. Then the first goes on.
    private void twoAtOnce(Moment moment) {
        var oracles = oracles("a", "b");
        urn.held = moment;
        var first = threads.call("first", () -> joiner.onComplete(oracles.get(0)));
        first.awaitStillOrDone();
        var second = threads.call("second", () -> joiner.onComplete(oracles.get(1)));
        second.awaitStillOrDone();
        told.add(urn.held == null ? moment.words : "a and b came");
        Caller<List<String>> result = null;
        if (Boolean.TRUE.equals(first.returned()) || Boolean.TRUE.equals(second.returned())) {
            told.add("result is asked for, because onComplete has returned true");
            result = threads.call("result", joiner::result);
            result.awaitStillOrDone();
        }
        urn.mayGoOn.countDown();
        String story = String.join(", ", told);
        decided = first.awaitResult(story + ". onComplete, with a, should return")
                | second.awaitResult(story + ". onComplete, with b, should return");
        if (result != null) {
            var answers = result.awaitResult(story + ". result should return");
            assertThat(answers.size()).withFailMessage("""
                    %s. At this moment result should have all answers that make the quorum. Yours returned %s: \
                    an answer was counted that is not in the urn yet.""", story, answers).isEqualTo(needed);
        }
    }

    /// Half of the subtasks complete on one thread, half on another, round after round, each round with a new joiner.
    private void inTheSameMoment(int needed, List<Callable<String>> tasks) {
        var joiners = IntStream.range(0, ROUNDS)
                .mapToObj(_ -> new QuorumJoiner<String>(needed, tasks.size(), Urn.empty())).toList();
        var oracles = forked(joiners, tasks);
        var arrived = new AtomicInteger();
        var rounds = new AtomicInteger(ROUNDS);
        long end = System.nanoTime() + ENOUGH_TIME;
        var both = IntStream.of(0, 1).mapToObj(half -> threads.call("half " + half, () -> {
            var decided = new boolean[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                // One of them says whether it is enough, before it meets the other.
                if (half == 0 && round >= ENOUGH_ROUNDS && System.nanoTime() > end) {
                    rounds.set(round);
                }
                if (!meet(arrived, 2 * (round + 1)) || round == rounds.get()) {
                    break;
                }
                for (int oracle = half; oracle < oracles.size(); oracle += 2) {
                    decided[round] |= complete(joiners.get(round), oracles.get(oracle));
                }
            }
            return decided;
        })).toList();
        boolean answers = oracles.getFirst().state() == Subtask.State.SUCCESS;
        told.add("needed are %d of %d, and all %2$d %s come on two threads at once".formatted(needed, tasks.size(),
                answers ? "answers" : "failures"));
        both.forEach(call -> call.awaitResult(String.join(", ", told) + ". onComplete should return, each time"));
        for (int round = 0; round < rounds.get(); round++) {
            assertThat(both.getFirst().returned()[round] || both.getLast().returned()[round]).withFailMessage("""
                    So far: %s. So one call of onComplete should return true. In round %d of %d none did.""",
                    String.join(", ", told), round + 1, rounds.get()).isTrue();
            joiner = joiners.get(round);
            if (answers) {
                assertAnswers(needed);
            } else {
                assertFailures(tasks.size());
            }
        }
    }

    private void assertFailures(int expected) {
        try {
            var result = joiner.result();
            throw new AssertionError("So far: %s. result should throw a NoQuorumException. Yours returned %s."
                    .formatted(String.join(", ", told), result));
        } catch (NoQuorumException noQuorum) {
            long failures = Arrays.stream(noQuorum.getSuppressed()).distinct().count();
            assertThat(failures).withFailMessage("""
                    So far: %s. The NoQuorumException should be made with all %d failures. Yours was made with %d.""",
                    String.join(", ", told), expected, failures).isEqualTo(expected);
        }
    }

    /// Waits for the other thread, awake, so that both go on in the same moment. Returns false when it is over.
    private boolean meet(AtomicInteger arrived, int awaited) {
        arrived.incrementAndGet();
        for (int spins = 1; arrived.get() < awaited && over.getCount() > 0; spins++) {
            if (spins % 1000 == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        return over.getCount() > 0;
    }

    private boolean complete(QuorumJoiner<String> joiner, Subtask<String> subtask) {
        try {
            return joiner.onComplete(subtask);
        } catch (Throwable thrown) {
            // The other thread need not wait for this one.
            over.countDown();
            throw thrown;
        }
    }

    /// Where a thread is held.
    private enum Moment {
        LOOKED("a looked into the urn and was held up there, while b came"),
        PUTTING("a was held up while it put its answer into the urn, and b came");

        private final String words;

        Moment(String words) {
            this.words = words;
        }
    }

    /// An urn that can hold up one thread, once.
    private static final class TestUrn implements Urn<String> {

        private final List<String> answers = new CopyOnWriteArrayList<>();
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private volatile Moment held;

        @Override
        public void put(String answer) {
            hold(Moment.PUTTING);
            answers.add(answer);
        }

        @Override
        public int size() {
            int size = answers.size();
            hold(Moment.LOOKED);
            return size;
        }

        @Override
        public List<String> answers() {
            // Some answers are null, so not List.copyOf.
            var copy = new ArrayList<>(answers);
            hold(Moment.LOOKED);
            return copy;
        }

        private void hold(Moment moment) {
            if (moment == held && Thread.currentThread().getName().equals("first")) {
                held = null;
                try {
                    mayGoOn.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError("interrupted", interrupted);
                }
            }
        }
    }
}

package quest.tasks.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static quest.tasks.scopes.Quorum.quorum;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.StructuredTaskScope.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuorumTest {

    private final WatchedThreads threads = new WatchedThreads();
    private final List<String> trail = new CopyOnWriteArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        threads.assertNoneIsLeft();
    }

    @Test
    void theFirstResultsCountInTheOrderInWhichTheyCome() throws Exception {
        try (var scope = open(quorum(2))) {
            scope.fork(after(2, "ann"));
            scope.fork(forEver("bob"));
            scope.fork(() -> "cid");

            assertThat(scope.join()).containsExactly("cid", "ann");
            assertThat(scope.isCancelled()).isTrue();
        }
        assertThat(trail).containsExactly("bob is interrupted");
    }

    @Test
    void failuresAreForgivenAsLongAsEnoughSucceed() throws Exception {
        try (var scope = open(quorum(2, 4))) {
            scope.fork(failing("ann"));
            scope.fork(after(0, "bob"));
            scope.fork(failingAfter(1, "cid"));
            scope.fork(after(2, "dora"));

            assertThat(scope.join()).containsExactly("bob", "dora");
        }
    }

    @Test
    void whenTooManyHaveFailedTheRestIsCancelled() {
        try (var scope = open(quorum(2, 3))) {
            scope.fork(forEver("ann"));
            scope.fork(failing("bob"));
            scope.fork(failingAfter(1, "cid"));

            assertThatThrownBy(scope::join).isInstanceOf(FailedException.class)
                    .cause().isInstanceOf(QuorumException.class).hasMessage("2 results wanted, 0 came and 2 failed")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage)
                            .containsExactly("bob has fallen", "cid has fallen"));
        }
        assertThat(trail).containsExactly("ann is interrupted");
    }

    @Test
    void aQuorumOfAllFailsWithTheFirstFailure() {
        try (var scope = open(quorum(3, 3))) {
            scope.fork(forEver("ann"));
            scope.fork(() -> "bob");
            scope.fork(failingAfter(1, "cid"));

            assertThatThrownBy(scope::join).cause().hasMessage("3 results wanted, 1 came and 1 failed");
        }
        assertThat(trail).containsExactly("ann is interrupted");
    }

    /// It cannot know that `ann` was not the last to be forked, so it must not give up.
    @Test
    void aFailureBeforeTheOthersAreForkedDecidesNothing() throws Exception {
        try (var scope = open(quorum(1))) {
            scope.fork(failing("ann"));
            threads.awaitEnd(0);
            scope.fork(() -> "bob");

            assertThat(scope.join()).containsExactly("bob");
        }
    }

    @Test
    void withoutANumberOfTasksItGivesUpWhenAllHaveEnded() {
        try (var scope = open(quorum(2))) {
            scope.fork(failing("ann"));
            scope.fork(failingAfter(0, "bob"));
            scope.fork(after(1, "cid"));

            assertThatThrownBy(scope::join).cause().hasMessage("2 results wanted, 1 came and 2 failed")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2));
        }
    }

    @Test
    void moreWantedThanForkedIsSaidSoAtJoin() {
        try (var scope = open(quorum(3))) {
            scope.fork(() -> "ann");
            scope.fork(failing("bob"));

            assertThatThrownBy(scope::join).cause().isInstanceOf(IllegalStateException.class)
                    .hasMessage("a quorum of 3 needs as many subtasks, and only 2 were forked")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        }
    }

    @Test
    void nothingForkedIsTooFewAsWell() {
        try (var scope = open(quorum(1))) {
            assertThatThrownBy(scope::join).cause()
                    .hasMessage("a quorum of 1 needs as many subtasks, and only 0 were forked");
        }
    }

    @Test
    void moreForkedThanSaidIsRefusedAtOnce() throws Exception {
        try (var scope = open(quorum(1, 1))) {
            scope.fork(() -> "ann");
            assertThatThrownBy(() -> scope.fork(() -> "bob")).isInstanceOf(IllegalStateException.class)
                    .hasMessage("a quorum of 1 of 1, and this would be subtask 2");
            assertThat(scope.join()).containsExactly("ann");
        }
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> quorum(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quorum is 1 or more, not 0");
        assertThatThrownBy(() -> quorum(0, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quorum of 3 is 1 to 3, not 0");
        assertThatThrownBy(() -> quorum(4, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nullIsAResult() throws Exception {
        try (var scope = open(quorum(1))) {
            scope.fork(() -> null);
            assertThat(scope.join()).containsOnlyNulls().hasSize(1);
        }
    }

    @Test
    void theResultIsNobodysToChange() throws Exception {
        try (var scope = open(quorum(1))) {
            scope.fork(() -> "ann");
            var result = scope.join();
            assertThatThrownBy(result::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aDeadlineComesBeforeAnUndecidedQuorum() {
        try (var scope = StructuredTaskScope.open(Quorum.<String>quorum(2), config -> config
                .withThreadFactory(threads).withTimeout(Duration.ofMillis(1)))) {
            scope.fork(() -> "ann");
            scope.fork(forEver("bob"));
            assertThatThrownBy(scope::join).isInstanceOf(TimeoutException.class);
        }
        threads.assertNoneIsLeft();
    }

    /// Four results that all came before the scope was cancelled, and that are handed over at one moment.
    @Test
    void resultsThatComeAtOnceAreNotTooMany() throws Exception {
        for (int round = 0; round < 200; round++) {
            try (var scope = open(new AllAtOnce<>(4, quorum(2)))) {
                for (var hero : List.of("ann", "bob", "cid", "dora")) {
                    scope.fork(() -> hero);
                }
                assertThat(scope.join()).hasSize(2).doesNotHaveDuplicates().isSubsetOf("ann", "bob", "cid", "dora");
            }
        }
    }

    /// Two of three: whichever of the two kinds comes second, one result and one failure decide nothing.
    @Test
    void aResultAndAFailureAtOnceLeaveItToTheThird() throws Exception {
        for (int round = 0; round < 200; round++) {
            int ann = threads.made().size();
            int bob = ann + 1;
            try (var scope = open(new AllAtOnce<>(2, quorum(2, 3)))) {
                scope.fork(() -> "ann");
                scope.fork(failing("bob"));
                scope.fork(() -> {
                    threads.awaitEnd(ann);
                    threads.awaitEnd(bob);
                    return "cid";
                });

                assertThat(scope.join()).containsExactly("ann", "cid");
            }
        }
    }

    /// Holds the first `n` that complete until the last of them has, then lets them all go to the joiner at once.
    private static final class AllAtOnce<T> implements Joiner<T, List<T>> {
        private final CyclicBarrier barrier;
        private final CountDownLatch toMeet;
        private final Joiner<T, List<T>> joiner;

        private AllAtOnce(int n, Joiner<T, List<T>> joiner) {
            this.barrier = new CyclicBarrier(n);
            this.toMeet = new CountDownLatch(n);
            this.joiner = joiner;
        }

        @Override
        public boolean onFork(Subtask<? extends T> subtask) {
            return joiner.onFork(subtask);
        }

        @Override
        public boolean onComplete(Subtask<? extends T> subtask) {
            if (toMeet.getCount() > 0) {
                toMeet.countDown();
                try {
                    barrier.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
            }
            return joiner.onComplete(subtask);
        }

        @Override
        public List<T> result() throws Throwable {
            return joiner.result();
        }
    }

    private StructuredTaskScope<String, List<String>> open(Joiner<String, List<String>> joiner) {
        return StructuredTaskScope.open(joiner, config -> config.withThreadFactory(threads));
    }

    /// Returns when the joiner knows of an earlier task's end.
    ///
    /// @param other by its number in the order of forking; may be forked later
    private Callable<String> after(int other, String result) {
        return () -> {
            threads.awaitEnd(other);
            return result;
        };
    }

    private Callable<String> failingAfter(int other, String hero) {
        return () -> {
            threads.awaitEnd(other);
            throw new IOException(hero + " has fallen");
        };
    }

    private static Callable<String> failing(String hero) {
        return () -> {
            throw new IOException(hero + " has fallen");
        };
    }

    private Callable<String> forEver(String hero) {
        return () -> {
            try {
                new CountDownLatch(1).await();
                return hero;
            } catch (InterruptedException e) {
                trail.add(hero + " is interrupted");
                throw e;
            }
        };
    }
}

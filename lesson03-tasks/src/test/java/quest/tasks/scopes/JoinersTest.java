package quest.tasks.scopes;

import static java.util.concurrent.StructuredTaskScope.Subtask.State.FAILED;
import static java.util.concurrent.StructuredTaskScope.Subtask.State.SUCCESS;
import static java.util.concurrent.StructuredTaskScope.Subtask.State.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.StructuredTaskScope.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the lesson says of the JDK's joiners and settings: should a later JDK change it, this is where to hear of it.
@Timeout(60)
class JoinersTest {

    private final WatchedThreads threads = new WatchedThreads();
    private final List<String> trail = new CopyOnWriteArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        threads.assertNoneIsLeft();
    }

    // ---- all of them ----

    @Test
    void allSuccessfulBringsTheSubtasksInTheOrderOfForking() throws Exception {
        var bobIsDone = new CountDownLatch(1);
        try (var scope = open(Joiner.<String>allSuccessfulOrThrow())) {
            scope.fork(() -> {
                bobIsDone.await();
                return "ann";
            });
            scope.fork(() -> {
                bobIsDone.countDown();
                return "bob";
            });
            assertThat(scope.join().map(Subtask::get)).containsExactly("ann", "bob");
        }
    }

    @Test
    void allSuccessfulFailsWithTheFirstFailureAndCancelsTheRest() {
        var annWaits = new CountDownLatch(1);
        try (var scope = open(Joiner.<String>allSuccessfulOrThrow())) {
            scope.fork(forEver("ann", annWaits));
            scope.fork(failingAfter(annWaits, "bob"));
            assertThatThrownBy(scope::join).isInstanceOf(FailedException.class)
                    .cause().isInstanceOf(IOException.class).hasMessage("bob has fallen");
        }
        assertThat(trail).containsExactly("ann is interrupted");
    }

    @Test
    void awaitAllSuccessfulFailsLikewiseAndBringsNothing() throws Exception {
        var annWaits = new CountDownLatch(1);
        try (var scope = open(Joiner.<String>awaitAllSuccessfulOrThrow())) {
            scope.fork(forEver("ann", annWaits));
            scope.fork(failingAfter(annWaits, "bob"));
            assertThatThrownBy(scope::join).isInstanceOf(FailedException.class).hasRootCauseMessage("bob has fallen");
        }
        try (var scope = open(Joiner.<String>awaitAllSuccessfulOrThrow())) {
            scope.fork(() -> "ann");
            assertThat(scope.join()).isNull();
        }
    }

    @Test
    void awaitAllWaitsForAllWhateverBecomesOfThem() throws Exception {
        try (var scope = open(Joiner.<String>awaitAll())) {
            var ann = scope.fork(failing("ann"));
            var bob = scope.fork(() -> {
                threads.awaitEnd(0);
                return "bob";
            });
            assertThat(scope.join()).isNull();

            assertThat(scope.isCancelled()).isFalse();
            assertThat(ann.state()).isEqualTo(FAILED);
            assertThat(ann.exception()).hasMessage("ann has fallen");
            assertThat(bob.get()).isEqualTo("bob");
        }
    }

    // ---- some of them ----

    @Test
    void anySuccessfulBringsTheFirstResultThoughAFailureCameBefore() throws Exception {
        var cidWaits = new CountDownLatch(1);
        try (var scope = open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(failing("ann"));
            scope.fork(() -> {
                threads.awaitEnd(0);
                cidWaits.await();
                return "bob";
            });
            scope.fork(forEver("cid", cidWaits));
            assertThat(scope.join()).isEqualTo("bob");
        }
        assertThat(trail).containsExactly("cid is interrupted");
    }

    @Test
    void anySuccessfulFailsWithTheFirstFailureIfAllFail() {
        try (var scope = open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(failing("ann"));
            scope.fork(() -> {
                threads.awaitEnd(0);
                throw new IOException("bob has fallen");
            });
            assertThatThrownBy(scope::join).isInstanceOf(FailedException.class)
                    .cause().hasMessage("ann has fallen").hasNoSuppressedExceptions();
        }
    }

    @Test
    void anySuccessfulOfNoneFails() {
        try (var scope = open(Joiner.<String>anySuccessfulResultOrThrow())) {
            assertThatThrownBy(scope::join).hasCauseInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void allUntilEndsWhenThePredicateSaysSo() throws Exception {
        var cidWaits = new CountDownLatch(1);
        try (var scope = open(Joiner.<String>allUntil(subtask -> subtask.state() == FAILED))) {
            scope.fork(() -> "ann");
            scope.fork(() -> {
                threads.awaitEnd(0);
                cidWaits.await();
                throw new IOException("bob has fallen");
            });
            scope.fork(forEver("cid", cidWaits));
            assertThat(scope.join().map(Subtask::state)).containsExactly(SUCCESS, FAILED, UNAVAILABLE);
        }
        assertThat(trail).containsExactly("cid is interrupted");
    }

    // ---- settings ----

    @Test
    void whenTheTimeIsUpJoinThrowsAndTheTasksAreInterrupted() {
        var annWaits = new CountDownLatch(1);
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(), config -> config
                .withThreadFactory(threads).withTimeout(Duration.ofMillis(1)))) {
            var ann = scope.fork(forEver("ann", annWaits));
            assertThatThrownBy(scope::join).isInstanceOf(TimeoutException.class);

            assertThat(scope.isCancelled()).isTrue();
            assertThat(ann.state()).isEqualTo(UNAVAILABLE);
        } // whoever had begun to wait was interrupted; if the time was up before the fork, nobody had
        assertThat(trail).hasSize(annWaits.getCount() == 0 ? 1 : 0);
    }

    /// What was done in time is not lost; but in the scope, where `join` has thrown, it is not to be had either.
    @Test
    void afterATimeoutTheOwnerMayAskWhenTheScopeIsClosed() {
        Subtask<String> ann;
        int millis = 1;
        do { // until the machine is fast enough for ann to be in time
            millis *= 2;
            var timeout = Duration.ofMillis(millis);
            try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(), config -> config
                    .withThreadFactory(threads).withTimeout(timeout))) {
                ann = scope.fork(() -> "ann");
                scope.fork(forEver("bob", new CountDownLatch(1)));
                assertThatThrownBy(scope::join).isInstanceOf(TimeoutException.class);
                assertThatThrownBy(ann::get).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("join not called");
            }
        } while (ann.state() == UNAVAILABLE);
        assertThat(ann.get()).isEqualTo("ann");
    }

    @Test
    void aTimeoutOfZeroIsUpAtOnce() {
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(), config -> config
                .withThreadFactory(threads).withTimeout(Duration.ZERO))) {
            scope.fork(forEver("ann", new CountDownLatch(1)));
            assertThatThrownBy(scope::join).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void aTimeoutThatIsNotReachedChangesNothing() throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow(), config -> config
                .withThreadFactory(threads).withTimeout(Duration.ofDays(1)))) {
            scope.fork(() -> "ann");
            assertThat(scope.join()).isEqualTo("ann");
        }
    }

    @Test
    void aScopeSaysItsName() {
        try (var scope = StructuredTaskScope.open(Joiner.awaitAll(), config -> config.withName("party"))) {
            assertThat(scope).hasToString("party");
        }
    }

    @Test
    void aFactoryNamesTheThreads() throws Exception {
        var heroes = Thread.ofVirtual().name("hero-", 1).factory();
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow(), config -> config
                .withThreadFactory(heroes))) {
            scope.fork(() -> Thread.currentThread().getName());
            scope.fork(() -> Thread.currentThread().getName());
            assertThat(scope.join().map(Subtask::get)).containsExactly("hero-1", "hero-2");
        }
    }

    // ---- an own joiner ----

    /// Nobody is told: the scope is not cancelled, and `join` asks the joiner as if nothing were. So a joiner must not
    /// throw in `onComplete`.
    @Test
    void whatAJoinerThrowsInOnCompleteGoesToTheThreadsUncaughtExceptionHandler() throws Exception {
        var uncaught = new CopyOnWriteArrayList<Throwable>();
        try (var scope = StructuredTaskScope.open(new Joiner<String, String>() {
            @Override
            public boolean onComplete(Subtask<? extends String> subtask) {
                throw new IllegalStateException("a joiner's mistake");
            }

            @Override
            public String result() {
                return "as if nothing were";
            }
        }, config -> config.withThreadFactory(task -> {
            var thread = threads.newThread(task);
            thread.setUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
            return thread;
        }))) {
            var ann = scope.fork(() -> "ann");
            assertThat(scope.join()).isEqualTo("as if nothing were");
            assertThat(ann.get()).isEqualTo("ann");
            assertThat(scope.isCancelled()).isFalse();
        }
        assertThat(uncaught).extracting(Throwable::getMessage).containsExactly("a joiner's mistake");
    }

    @Test
    void aJoinerThatSaysYesOnForkCancelsBeforeTheTaskIsStarted() throws Exception {
        try (var scope = open(new Joiner<String, String>() {
            @Override
            public boolean onFork(Subtask<? extends String> subtask) {
                return true;
            }

            @Override
            public String result() {
                return "enough";
            }
        })) {
            var ann = scope.fork(() -> "ann");
            assertThat(scope.join()).isEqualTo("enough");
            assertThat(ann.state()).isEqualTo(UNAVAILABLE);
        }
        assertThat(threads.made()).isEmpty();
    }

    /// The JDK's `join` is back as soon as the scope is cancelled. Only `close` knows that all have ended.
    @Test
    void joinDoesNotWaitForTheCancelledAndCloseDoes() throws Exception {
        var annWaits = new CountDownLatch(1);
        var joined = new CountDownLatch(1);
        try (var scope = open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(() -> {
                try {
                    forEver("ann", annWaits).call();
                } catch (InterruptedException _) {
                    joined.await(); // would never come, were join to wait for it
                    trail.add("ann goes home");
                }
                return "";
            });
            scope.fork(() -> {
                annWaits.await();
                return "bob";
            });
            scope.join();
            trail.add("joined");
            joined.countDown();
        }
        trail.add("closed");
        assertThat(trail).containsSubsequence("joined", "ann goes home", "closed");
    }

    private <T, R> StructuredTaskScope<T, R> open(Joiner<T, R> joiner) {
        return StructuredTaskScope.open(joiner, config -> config.withThreadFactory(threads));
    }

    private static Callable<String> failing(String hero) {
        return failingAfter(new CountDownLatch(0), hero);
    }

    private static Callable<String> failingAfter(CountDownLatch latch, String hero) {
        return () -> {
            latch.await();
            throw new IOException(hero + " has fallen");
        };
    }

    private Callable<String> forEver(String hero, CountDownLatch waits) {
        return () -> {
            waits.countDown();
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

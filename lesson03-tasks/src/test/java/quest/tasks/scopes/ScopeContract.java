package quest.tasks.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What [TaskScope] and the JDK's scope both promise. The time limit is for a scope that hangs, which no test could end
/// otherwise; no test waits for it.
@Timeout(60)
abstract class ScopeContract {

    /// A scope, whoever made it. `join` throws an exception whose cause is the first failure.
    interface Scope<T> extends AutoCloseable {
        <U extends T> Handle<U> fork(Callable<? extends U> task);

        void join() throws Exception;

        boolean isCancelled();

        @Override
        void close();
    }

    /// @param <T> of the result
    interface Handle<T> {
        /// One of `UNAVAILABLE`, `SUCCESS`, `FAILED`.
        String state();

        T get();

        Throwable exception();
    }

    final WatchedThreads threads = new WatchedThreads();
    final List<String> trail = new CopyOnWriteArrayList<>();

    abstract <T> Scope<T> open(ThreadFactory threads);

    final <T> Scope<T> open() {
        return open(threads);
    }

    @AfterEach
    void nothingIsLeft() {
        threads.assertNoneIsLeft();
        assertThat(Thread.interrupted()).as("the test's thread is interrupted").isFalse();
    }

    // ---- fork and join ----

    @Test
    void joinWaitsForAllAndThenTheResultsAreThere() throws Exception {
        var bobIsDone = new CountDownLatch(1);
        try (var scope = this.<Object>open()) {
            var ann = scope.fork(() -> {
                bobIsDone.await();
                return "map";
            });
            var bob = scope.fork(() -> {
                bobIsDone.countDown();
                return 3;
            });
            scope.join();

            assertThat(ann.state()).isEqualTo("SUCCESS");
            assertThat(ann.get()).isEqualTo("map");
            assertThat(bob.get()).isEqualTo(3);
            assertThat(scope.isCancelled()).isFalse();
        }
    }

    @Test
    void eachTaskHasAThreadOfItsOwnMadeByTheFactory() throws Exception {
        try (var scope = this.<Thread>open()) {
            var ann = scope.fork(Thread::currentThread);
            var bob = scope.fork(Thread::currentThread);
            scope.join();

            assertThat(List.of(ann.get(), bob.get())).doesNotHaveDuplicates().isEqualTo(threads.made());
        }
    }

    @Test
    void aThousandTasksAreAllWaitedFor() throws Exception {
        var gate = new CountDownLatch(1000);
        try (var scope = this.<Integer>open()) {
            for (int i = 0; i < 1000; i++) {
                scope.fork(() -> {
                    gate.countDown();
                    gate.await(); // all at once, or never
                    trail.add("done");
                    return 0;
                });
            }
            scope.join();

            assertThat(trail).hasSize(1000);
        }
    }

    @Test
    void nullIsAResult() throws Exception {
        try (var scope = this.<String>open()) {
            var task = scope.fork(() -> null);
            scope.join();

            assertThat(task.state()).isEqualTo("SUCCESS");
            assertThat(task.get()).isNull();
        }
    }

    @Test
    void withNothingForkedJoinAndCloseHaveNothingToWaitFor() throws Exception {
        try (var scope = this.<String>open()) {
            scope.join();
        }
        try (var _ = this.<String>open()) {
            trail.add("neither forked nor joined");
        }
        assertThat(trail).hasSize(1);
    }

    @Test
    void whatTheOwnerDidBeforeForkTheTaskSeesAndTheOwnerSeesWhatTheTaskDid() throws Exception {
        var plain = new int[1]; // no lock, not volatile: the scope alone makes it visible
        try (var scope = this.<Integer>open()) {
            plain[0] = 20;
            scope.fork(() -> plain[0] += 1);
            scope.join();

            assertThat(plain[0]).isEqualTo(21);
        }
    }

    // ---- failure and cancellation ----

    @Test
    void theFirstFailureCancelsTheOthersAndJoinThrowsIt() {
        var failure = new IOException("ann has fallen");
        var bobFights = new CountDownLatch(1);
        try (var scope = this.<String>open()) {
            var ann = scope.fork(() -> {
                bobFights.await();
                throw failure;
            });
            var bob = scope.fork(() -> untilInterrupted("bob", bobFights));
            assertThatThrownBy(scope::join).cause().isSameAs(failure);

            assertThat(scope.isCancelled()).isTrue();
            assertThat(ann.state()).isEqualTo("FAILED");
            assertThat(ann.exception()).isSameAs(failure);
            assertThat(bob.state()).isEqualTo("UNAVAILABLE");
        }
        assertThat(trail).containsExactly("bob is interrupted");
    }

    @Test
    void anErrorIsAFailureToo() {
        try (var scope = this.<String>open()) {
            scope.fork(() -> {
                throw new AssertionError("the sword broke");
            });
            assertThatThrownBy(scope::join).cause().isInstanceOf(AssertionError.class).hasMessage("the sword broke");
        }
    }

    @Test
    void aResultThatComesAfterTheCancellationDoesNotCount() {
        var bobFights = new CountDownLatch(1);
        Handle<String> bob;
        try (var scope = this.<String>open()) {
            bob = scope.fork(() -> {
                untilInterrupted("bob", bobFights);
                return "a late victory";
            });
            scope.fork(() -> {
                bobFights.await();
                throw new IOException("ann has fallen");
            });
            assertThatThrownBy(scope::join).hasMessageContaining("ann has fallen");
        }
        assertThat(bob.state()).isEqualTo("UNAVAILABLE");
        assertThatThrownBy(bob::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(bob::exception).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsForkedInACancelledScopeIsNeverStarted() {
        try (var scope = this.<String>open()) {
            scope.fork(() -> {
                throw new IOException("ann has fallen");
            });
            while (!scope.isCancelled()) {
                Thread.onSpinWait();
            }
            var late = scope.fork(() -> {
                trail.add("never");
                return "never";
            });
            assertThat(late.state()).isEqualTo("UNAVAILABLE");
            assertThatThrownBy(scope::join).hasMessageContaining("ann has fallen");
            assertThatThrownBy(late::get).isInstanceOf(IllegalStateException.class);
        }
        assertThat(trail).isEmpty();
        assertThat(threads.made()).hasSize(1);
    }

    @Test
    void closeWaitsForTasksThatTakeTheirTimeToEnd() {
        var bobFights = new CountDownLatch(1);
        try (var scope = this.<String>open()) {
            scope.fork(() -> {
                untilInterrupted("bob", bobFights);
                for (int i = 0; i < 1000; i++) {
                    Thread.yield(); // cleaning the sword, while others may run
                }
                trail.add("bob goes home");
                return "";
            });
            scope.fork(() -> {
                bobFights.await();
                throw new IOException("ann has fallen");
            });
            assertThatThrownBy(scope::join).hasMessageContaining("ann has fallen");
        }
        trail.add("closed");

        assertThat(trail).containsExactly("bob is interrupted", "bob goes home", "closed");
    }

    // ---- interrupts ----

    @Test
    void anInterruptEndsJoinAndCloseThenEndsTheTasks() {
        var owner = Thread.currentThread();
        try (var scope = this.<String>open()) {
            scope.fork(() -> {
                owner.interrupt();
                return untilInterrupted("bob", new CountDownLatch(1));
            });
            assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        assertThat(trail).containsExactly("bob is interrupted");
    }

    @Test
    void anInterruptDoesNotEndCloseAndIsThereAgainAfterwards() {
        var owner = Thread.currentThread();
        var ownerIsInterrupted = new CountDownLatch(1);
        try (var scope = this.<String>open()) {
            scope.fork(() -> {
                untilInterrupted("bob", new CountDownLatch(1));
                owner.interrupt();
                ownerIsInterrupted.countDown();
                for (int i = 0; i < 1000; i++) {
                    Thread.yield();
                }
                trail.add("bob goes home");
                return "";
            });
            assertThatThrownBy(scope::close).hasMessageContaining("join"); // cancels, so bob finds the owner in here
        }
        trail.add("closed");

        assertThat(ownerIsInterrupted.getCount()).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(trail).containsExactly("bob is interrupted", "bob goes home", "closed");
    }

    @Test
    void anOwnerThatIsInterruptedAlreadyClosesAllTheSame() {
        var bobFights = new CountDownLatch(1);
        try (var scope = this.<String>open()) {
            scope.fork(() -> untilInterrupted("bob", bobFights));
            Thread.currentThread().interrupt();
            assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
        threads.assertNoneIsLeft();
    }

    // ---- wrong use ----

    @Test
    void closingWithoutJoinEndsTheTasksAndThenComplains() {
        var bobFights = new CountDownLatch(1);
        assertThatThrownBy(() -> {
            try (var scope = this.<String>open()) {
                scope.fork(() -> untilInterrupted("bob", bobFights));
                bobFights.await();
            }
        }).isInstanceOf(IllegalStateException.class).hasMessageContaining("join");
        threads.assertNoneIsLeft();
        assertThat(trail).containsExactly("bob is interrupted");
    }

    @Test
    void whatTheBlockThrowsIsNotHiddenByTheComplaint() {
        assertThatThrownBy(() -> {
            try (var scope = this.<String>open()) {
                scope.fork(() -> "map");
                throw new IOException("of the block");
            }
        }).isInstanceOf(IOException.class).satisfies(thrown ->
                assertThat(thrown.getSuppressed()).hasOnlyElementsOfType(IllegalStateException.class));
    }

    @Test
    void theOwnerMayNotAskBeforeJoin() throws Exception {
        try (var scope = this.<String>open()) {
            var task = scope.fork(() -> "map");
            assertThatThrownBy(task::get).isInstanceOf(IllegalStateException.class).hasMessageContaining("join");
            assertThatThrownBy(task::exception).isInstanceOf(IllegalStateException.class).hasMessageContaining("join");
            scope.join();
            assertThatThrownBy(task::exception).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void afterJoinNothingMayBeForkedNorJoinedAgain() throws Exception {
        try (var scope = this.<String>open()) {
            scope.join();
            assertThatThrownBy(() -> scope.fork(() -> "late")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(scope::join).isInstanceOf(IllegalStateException.class);
        }
        assertThat(threads.made()).isEmpty();
    }

    @Test
    void afterCloseNothingMayBeForkedNorJoined() {
        var scope = this.<String>open();
        scope.close();

        assertThatThrownBy(() -> scope.fork(() -> "late")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scope::join).isInstanceOf(IllegalStateException.class);
        scope.close();
        assertThat(threads.made()).isEmpty();
    }

    @Test
    void onlyTheOwnerMayForkJoinAndClose() throws Exception {
        try (var scope = this.<String>open()) {
            for (var attempt : List.<Attempt>of(() -> scope.fork(() -> "by a stranger"), scope::join, scope::close)) {
                assertThat(failureOnAnotherThread(attempt)).isInstanceOf(WrongThreadException.class);
            }
            var task = scope.fork(() -> "by the owner"); // and no harm was done
            scope.join();
            assertThat(task.get()).isEqualTo("by the owner");
        }
    }

    @Test
    void aTaskMayNotForkInTheScopeItRunsIn() {
        try (var scope = this.<Object>open()) {
            scope.fork(() -> scope.fork(() -> "a child of a task"));
            assertThatThrownBy(scope::join).hasCauseInstanceOf(WrongThreadException.class);
        }
    }

    @Test
    void aFactoryThatMakesNoThreadIsRefused() throws Exception {
        try (var scope = this.<String>open(_ -> null)) {
            assertThatThrownBy(() -> scope.fork(() -> "map")).isInstanceOf(RejectedExecutionException.class);
            scope.join();
        }
    }

    // ---- nesting ----

    @Test
    void scopesNestAndCancellationGoesInwards() {
        var innerFights = new CountDownLatch(1);
        try (var outer = this.<String>open()) {
            outer.fork(() -> {
                try (var inner = this.<String>open()) {
                    inner.fork(() -> untilInterrupted("grandchild", innerFights));
                    inner.join();
                    return "";
                } finally {
                    trail.add("inner is closed");
                }
            });
            outer.fork(() -> {
                innerFights.await();
                throw new IOException("ann has fallen");
            });
            assertThatThrownBy(outer::join).hasMessageContaining("ann has fallen");
        }
        trail.add("outer is closed");
        assertThat(trail).containsExactly("grandchild is interrupted", "inner is closed", "outer is closed");
    }

    @Test
    void closingTheOuterScopeFirstClosesTheInnerAndComplains() throws Exception {
        var outer = this.<String>open();
        var inner = this.<String>open();
        inner.fork(() -> "map");
        inner.join();

        assertThatThrownBy(outer::close).isInstanceOf(RuntimeException.class);
        threads.assertNoneIsLeft();
        inner.close();
        try (var next = this.<String>open()) { // the thread is as good as new
            next.fork(() -> "map");
            next.join();
        }
    }

    @Test
    void theSameOwnerMayUseAnInnerScopeAndGoOnWithTheOuter() throws Exception {
        try (var outer = this.<String>open()) {
            var before = outer.fork(() -> "before");
            try (var inner = this.<String>open()) {
                var within = inner.fork(() -> "within");
                inner.join();
                assertThat(within.get()).isEqualTo("within");
            }
            var after = outer.fork(() -> "after");
            outer.join();
            assertThat(List.of(before.get(), after.get())).containsExactly("before", "after");
        }
    }

    // ---- help ----

    interface Attempt {
        void run() throws Exception;
    }

    static Throwable failureOnAnotherThread(Attempt attempt) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        Thread.ofVirtual().start(() -> {
            try {
                attempt.run();
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        }).join();
        return failure.get();
    }

    /// Waits for an interrupt, notes it, and ends as if nothing were.
    final String untilInterrupted(String who, CountDownLatch waits) {
        waits.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            trail.add(who + " is interrupted");
        }
        return who + " was interrupted";
    }
}

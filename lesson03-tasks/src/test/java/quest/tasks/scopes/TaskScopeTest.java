package quest.tasks.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/// The contract, kept by our own scope; and what it promises beyond that.
class TaskScopeTest extends ScopeContract {

    @Override
    <T> Scope<T> open(ThreadFactory threads) {
        return new Adapter<>(TaskScope.open(threads));
    }

    @Test
    void itsOwnThreadsAreVirtual() throws Exception {
        try (var scope = TaskScope.<Boolean>open()) {
            var virtual = scope.fork(() -> Thread.currentThread().isVirtual());
            scope.join();
            assertThat(virtual.get()).isTrue();
        }
    }

    @Test
    void platformThreadsWillDo() throws Exception {
        var made = new ArrayList<Thread>();
        try (var scope = TaskScope.<String>open(platformThreads(made))) {
            var name = scope.fork(() -> "map");
            scope.join();
            assertThat(name.get()).isEqualTo("map");
        }
        assertThat(made).hasSize(1).noneMatch(Thread::isAlive);
    }

    private static ThreadFactory platformThreads(List<Thread> made) {
        return task -> {
            var thread = Thread.ofPlatform().unstarted(task);
            made.add(thread);
            return thread;
        };
    }

    /// Each fails when it is cancelled by the one before: the order is the structure's.
    @Test
    void laterFailuresAreSuppressedInTheOrderInWhichTheyCame() {
        var bobWaits = new CountDownLatch(1);
        var cidWaits = new CountDownLatch(1);
        try (var scope = TaskScope.<String>open(threads)) {
            scope.fork(() -> {
                untilInterrupted("bob", bobWaits);
                throw new IOException("bob trips");
            });
            scope.fork(() -> {
                untilInterrupted("cid", cidWaits);
                threads.awaitEnd(0);
                throw new IOException("cid trips");
            });
            scope.fork(() -> {
                bobWaits.await();
                cidWaits.await();
                throw new IOException("ann falls");
            });
            assertThatThrownBy(scope::join).isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("ann falls").satisfies(thrown ->
                            assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage)
                                    .containsExactly("bob trips", "cid trips"));
        }
    }

    @Test
    void toBeInterruptedByTheScopeIsNoFailure() {
        var bobFights = new CountDownLatch(1);
        try (var scope = TaskScope.<String>open(threads)) {
            scope.fork(() -> {
                bobFights.countDown();
                new CountDownLatch(1).await(); // throws InterruptedException
                return "";
            });
            scope.fork(() -> {
                bobFights.await();
                throw new IOException("ann falls");
            });
            assertThatThrownBy(scope::join).hasNoSuppressedExceptions();
        }
    }

    @Test
    void theSameExceptionFromTwoTasksIsTold() {
        var shared = new IOException("the bridge is down");
        var bobWaits = new CountDownLatch(1);
        try (var scope = TaskScope.<String>open(threads)) {
            scope.fork(() -> {
                untilInterrupted("bob", bobWaits);
                throw shared;
            });
            scope.fork(() -> {
                bobWaits.await();
                throw shared;
            });
            assertThatThrownBy(scope::join).hasCause(shared).satisfies(thrown ->
                    assertThat(thrown.getSuppressed()).containsExactly(shared));
        }
    }

    @Test
    void joinItselfWaitsForTheCancelled() {
        var bobFights = new CountDownLatch(1);
        try (var scope = TaskScope.<String>open(threads)) {
            scope.fork(() -> untilInterrupted("bob", bobFights));
            scope.fork(() -> {
                bobFights.await();
                throw new IOException("ann falls");
            });
            assertThatThrownBy(scope::join).isInstanceOf(ExecutionException.class);
            threads.assertNoneIsLeft();
        }
    }

    @Test
    void cancelEndsAllTasksAndJoinHasNothingToComplainAbout() throws Exception {
        var bothFight = new CountDownLatch(2);
        try (var scope = TaskScope.<String>open(threads)) {
            var ann = scope.fork(() -> untilInterrupted("ann", bothFight));
            var bob = scope.fork(() -> untilInterrupted("bob", bothFight));
            bothFight.await();
            scope.cancel();
            scope.join();

            assertThat(ann.state()).isEqualTo(Subtask.State.UNAVAILABLE);
            assertThat(bob.state()).isEqualTo(Subtask.State.UNAVAILABLE);
            assertThatThrownBy(ann::get).hasMessage("there is no result: the subtask is UNAVAILABLE");
        }
        assertThat(trail).containsExactlyInAnyOrder("ann is interrupted", "bob is interrupted");
    }

    @Test
    void aTaskMayCancelItsScopeAndIsNotInterruptedItself() throws Exception {
        var bobFights = new CountDownLatch(1);
        try (var scope = TaskScope.<String>open(threads)) {
            scope.fork(() -> untilInterrupted("bob", bobFights));
            scope.fork(() -> {
                bobFights.await();
                scope.cancel();
                trail.add("ann is " + (Thread.currentThread().isInterrupted() ? "interrupted" : "not interrupted"));
                return "";
            });
            scope.join();
        }
        assertThat(trail).containsExactlyInAnyOrder("bob is interrupted", "ann is not interrupted");
    }

    @Test
    void aSecondCancelDoesNotInterruptTheCleaningUp() throws Exception {
        var bobFights = new CountDownLatch(1);
        var bobCleansUp = new CountDownLatch(1);
        var cancelledAgain = new CountDownLatch(1);
        try (var scope = TaskScope.<String>open(threads)) {
            scope.fork(() -> {
                untilInterrupted("bob", bobFights);
                bobCleansUp.countDown();
                cancelledAgain.await(); // would throw
                trail.add("bob has cleaned up");
                return "";
            });
            bobFights.await();
            scope.cancel();
            bobCleansUp.await();
            scope.cancel();
            cancelledAgain.countDown();
            scope.join();
        }
        assertThat(trail).containsExactly("bob is interrupted", "bob has cleaned up");
    }

    /// The factory makes the race happen: it cancels after the scope has looked.
    @Test
    void aThreadMadeJustBeforeTheCancellationIsNotStarted() throws Exception {
        var scopes = new TaskScope<?>[1];
        try (var scope = TaskScope.<String>open(task -> {
            scopes[0].cancel();
            return threads.newThread(task);
        })) {
            scopes[0] = scope;
            var ann = scope.fork(() -> "ann");
            scope.join();
            assertThat(ann.state()).isEqualTo(Subtask.State.UNAVAILABLE);
        }
        assertThat(threads.made()).extracting(Thread::getState).containsExactly(Thread.State.NEW);
    }

    /// Whoever cancels while others are forked leaves no thread that was not interrupted: none would ever end.
    @Test
    void forkingAndCancellingAtOnceForgetsNoThread() throws Exception {
        for (int round = 0; round < 200; round++) {
            var begin = new CountDownLatch(1);
            try (var scope = TaskScope.<String>open(threads)) {
                scope.fork(() -> {
                    begin.countDown();
                    scope.cancel();
                    return "";
                });
                begin.await();
                for (int i = 0; i < 10; i++) {
                    scope.fork(() -> untilInterrupted("ann", new CountDownLatch(1)));
                }
                scope.join();
            }
        }
    }

    @Test
    void aThreadThatCannotBeStartedIsNotWaitedFor() throws Exception {
        var over = Thread.ofVirtual().start(() -> { });
        over.join();
        try (var scope = TaskScope.<String>open(_ -> over)) {
            assertThatThrownBy(() -> scope.fork(() -> "map")).isInstanceOf(IllegalThreadStateException.class);
            scope.join();
        }
    }

    @Test
    void closingTheOuterFirstInterruptsTheTasksOfTheInner() throws Exception {
        var outer = TaskScope.<String>open(threads);
        var inner = TaskScope.<String>open(threads);
        var fights = new CountDownLatch(1);
        inner.fork(() -> untilInterrupted("ann", fights));
        fights.await();

        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reverse order");
        threads.assertNoneIsLeft();
        assertThat(trail).containsExactly("ann is interrupted");
        assertThatThrownBy(() -> inner.fork(() -> "late")).hasMessageContaining("after join or close");
    }

    @Test
    void theComplaintAboutAForgottenJoinTellsOfTheFailures() {
        var scope = TaskScope.<String>open(threads);
        scope.fork(() -> {
            throw new IOException("ann falls");
        });
        while (!scope.isCancelled()) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(scope::close).hasMessageContaining("without join").satisfies(thrown ->
                assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("ann falls"));
    }

    @Test
    void theComplaintAboutAStrangerNamesBothThreads() throws Exception {
        try (var scope = TaskScope.<String>open(threads)) {
            assertThat(failureOnAnotherThread(() -> {
                Thread.currentThread().setName("stranger");
                scope.join();
            })).hasMessageStartingWith("join is for the owner").hasMessageContaining("stranger")
                    .hasMessageContaining(Thread.currentThread().toString());
        }
    }

    @Test
    void aHandleSaysHowItStands() throws Exception {
        try (var scope = TaskScope.<String>open(threads)) {
            var task = scope.fork(() -> "map");
            scope.join();
            assertThat(task).hasToString("Subtask[Success[result=map]]");
            assertThatThrownBy(task::exception).hasMessage("there is no failure: the subtask is SUCCESS");
        }
    }

    private record Adapter<T>(TaskScope<T> scope) implements Scope<T> {

        @Override
        public <U extends T> Handle<U> fork(Callable<? extends U> task) {
            return new HandleAdapter<>(scope.fork(task));
        }

        @Override
        public void join() throws InterruptedException, ExecutionException {
            scope.join();
        }

        @Override
        public boolean isCancelled() {
            return scope.isCancelled();
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    private record HandleAdapter<T>(Subtask<T> subtask) implements Handle<T> {

        @Override
        public String state() {
            return subtask.state().name();
        }

        @Override
        public T get() {
            return subtask.get();
        }

        @Override
        public Throwable exception() {
            return subtask.exception();
        }
    }
}

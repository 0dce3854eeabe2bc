package quest.tasks.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import quest.futures.CancellableFuture;
import quest.futures.Futures;

class CancellationTest extends CoroutineLoop {

    private Coroutine<Void> sleeper() {
        return Coroutine.start(loop, "sleeper", () -> {
            try {
                Coroutine.sleep(ms(1000));
                tell("slept");
            } catch (CancellationException e) {
                tell(e.getMessage());
                throw e;
            } finally {
                tell("finally");
            }
        });
    }

    @Test
    void itSurfacesWhereTheCoroutineWaitsAndFinallyRuns() {
        var sleeper = sleeper();
        loop.schedule(sleeper::cancel, ms(10));

        assertThatThrownBy(() -> result(sleeper)).isInstanceOf(CancellationException.class);

        assertThat(trail).containsExactly("10 sleeper was cancelled", "10 finally");
        assertThat(sleeper.future().isCancelled()).isTrue();
    }

    @Test
    void cancellingTheFutureCancelsTheCoroutineAndItSettlesWhenTheBodyHasEnded() {
        var coroutine = Coroutine.start(loop, () -> {
            try {
                Coroutine.sleep(ms(1000));
            } finally {
                Coroutine.sleep(ms(7)); // clean-up that takes time
                tell("cleaned up");
            }
        });
        loop.schedule(() -> {
            coroutine.future().cancel(true);
            assertThat(coroutine.future()).isNotDone();
        }, ms(10));

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(CancellationException.class);

        assertThat(trail).containsExactly("17 cleaned up");
    }

    @Test
    void oneThatHasNotBegunNeverDoes() {
        var coroutine = new ArrayList<Coroutine<Void>>();
        loop.execute(() -> {
            coroutine.add(Coroutine.start(loop, () -> tell("began")));
            coroutine.getFirst().cancel();
        });
        pass(1);

        assertThatThrownBy(() -> result(coroutine.getFirst())).isInstanceOf(CancellationException.class);
        assertThat(trail).isEmpty();
    }

    @Test
    void itIsToldOnceAndCleanUpMayAwaitAgain() {
        var coroutine = Coroutine.start(loop, () -> {
            try {
                Coroutine.sleep(ms(1000));
                return "slept";
            } catch (CancellationException _) {
                Coroutine.sleep(ms(5));
                return "came home";
            }
        });
        loop.schedule(coroutine::cancel, ms(10));

        assertThat(result(coroutine)).isEqualTo("came home");
    }

    @Test
    void whatItAwaitsIsCancelledToo() {
        var horse = new CancellableFuture<Void>().onCancel(() -> tell("horse sent home"));
        var coroutine = Coroutine.start(loop, () -> Coroutine.await(horse));
        loop.schedule(coroutine::cancel, ms(10));

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(CancellationException.class);

        assertThat(trail).containsExactly("10 horse sent home");
    }

    @Test
    void aShieldKeepsWhatItAwaitsAlive() {
        var horse = new CompletableFuture<Void>();
        var coroutine = Coroutine.start(loop, () -> Coroutine.await(Futures.shield(horse)));
        loop.schedule(coroutine::cancel, ms(10));

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(CancellationException.class);

        assertThat(horse).isNotDone();
    }

    @Test
    void itReachesTheInnermostAndUnwindsFromThere() {
        var outer = Coroutine.start(loop, "outer", () -> {
            try {
                Coroutine.await(sleeper());
            } finally {
                tell("outer finally");
            }
        });
        loop.schedule(outer::cancel, ms(10));

        assertThatThrownBy(() -> result(outer)).isInstanceOf(CancellationException.class);

        assertThat(trail).containsExactly("10 sleeper was cancelled", "10 finally", "10 outer finally");
    }

    @Test
    void itSurfacesEvenIfTheAwaitedOneDoesNotMind() {
        var stubborn = Coroutine.start(loop, () -> {
            try {
                Coroutine.sleep(ms(1000));
            } catch (CancellationException _) {
                Coroutine.sleep(ms(5));
            }
            return "stubborn";
        });
        var outer = Coroutine.start(loop, () -> Coroutine.await(stubborn));
        loop.schedule(outer::cancel, ms(10));

        assertThatThrownBy(() -> result(outer)).isInstanceOf(CancellationException.class);

        assertThat(stubborn.future()).isCompletedWithValue("stubborn");
    }

    @Test
    void aRunningOneHearsOfItWhenItNextWaits() {
        var coroutine = Coroutine.start(loop, () -> {
            Coroutine.current().cancel();
            tell("still running");
            Coroutine.await(new CompletableFuture<>());
        });

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(CancellationException.class);

        assertThat(trail).containsExactly("0 still running");
    }

    @Test
    void cancellingWhatHasEndedChangesNothing() {
        var coroutine = Coroutine.start(loop, () -> "done");
        result(coroutine);

        coroutine.cancel();
        pass(1);

        assertThat(coroutine.future()).isCompletedWithValue("done");
    }

    @Test
    void anotherThreadMayCancel() {
        var sleeper = sleeper();
        loop.schedule(() -> loop.offload(() -> {
            sleeper.cancel();
            return null;
        }), ms(10));

        assertThatThrownBy(() -> result(sleeper)).isInstanceOf(CancellationException.class);

        assertThat(trail).containsExactly("10 sleeper was cancelled", "10 finally");
    }

    @Test
    void anAwaitedFutureThatWasCancelledIsACancellationToo() {
        var map = new CompletableFuture<String>();
        loop.schedule(() -> map.cancel(true), ms(3));
        var coroutine = Coroutine.start(loop, "knight", () -> Coroutine.await(map));

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aTimeoutStopsTheCoroutine() {
        var sleeper = sleeper();

        assertThatThrownBy(() -> loop.runUntilComplete(Futures.withTimeout(loop, sleeper.future(), ms(20))))
                .isInstanceOf(TimeoutException.class);
        pass(0);

        assertThat(trail).containsExactly("20 sleeper was cancelled", "20 finally");
    }

    @Test
    void gatherCancelsTheSiblingsOfTheFirstThatFails() {
        var failing = Coroutine.start(loop, () -> {
            Coroutine.sleep(ms(10));
            throw new IllegalStateException("fell");
        });
        var sleeper = sleeper();

        assertThatThrownBy(() -> loop.runUntilComplete(Futures.gather(List.of(failing.future(), sleeper.future()))))
                .hasMessage("fell");

        assertThat(trail).containsExactly("10 sleeper was cancelled", "10 finally");
    }

    @Test
    void whatIsMadeOfTheFuturePassesACancellationOn() {
        var sleeper = sleeper();
        var mapped = sleeper.future().thenApply(_ -> "mapped");
        loop.schedule(() -> mapped.cancel(true), ms(10));

        assertThatThrownBy(() -> result(sleeper)).isInstanceOf(CancellationException.class);
    }

    @Test
    void closingTheLoopCancelsWhatWaitsAndRunsItsFinally() {
        var sleeper = sleeper();
        pass(1);

        loop.close();

        assertThat(trail).containsExactly("1 sleeper ends with its loop", "1 finally");
        assertThat(sleeper.future().isCancelled()).isTrue();
    }

    @Test
    void oneThatHasNotBegunWhenTheLoopClosesNeverDoes() {
        var coroutine = Coroutine.start(loop, () -> tell("began"));

        loop.close();

        assertThat(trail).isEmpty();
        assertThat(coroutine.future().isCancelled()).isTrue();
    }

    @Test
    void cleanUpCannotWaitWhenTheLoopIsClosed() {
        var coroutine = Coroutine.start(loop, () -> {
            try {
                Coroutine.sleep(ms(1000));
            } finally {
                try {
                    Coroutine.sleep(ms(1));
                } catch (RejectedExecutionException e) {
                    tell("refused");
                }
                try {
                    Coroutine.await(new CompletableFuture<>());
                } catch (RejectedExecutionException e) {
                    tell(e.getMessage().substring(0, 18));
                }
            }
        });
        pass(1);

        loop.close();

        assertThat(trail).containsExactly("1 refused", "1 the loop is closed");
        assertThat(coroutine.future().isCancelled()).isTrue();
    }

    @Test
    void aCoroutineMayCloseItsOwnLoop() {
        var coroutine = Coroutine.start(loop, () -> {
            try {
                loop.close();
                tell("closed it");
                Coroutine.sleep(ms(1));
            } finally {
                tell("finally");
            }
        });

        loop.run();

        assertThat(trail).containsExactly("0 closed it", "0 finally");
        assertThat(coroutine.future().isCancelled()).isTrue();
    }

    @Test
    void thoseThatWaitForEachOtherAllEndWithTheLoop() {
        var child = sleeper();
        var parent = Coroutine.start(loop, "parent", () -> {
            try {
                Coroutine.await(child);
            } finally {
                tell("parent finally");
            }
        });
        pass(1);

        loop.close();

        assertThat(trail).containsExactly("1 sleeper ends with its loop", "1 finally", "1 parent finally");
        assertThat(parent.future().isCancelled()).isTrue();
    }
}

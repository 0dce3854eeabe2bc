package quest.tasks.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import quest.futures.Futures;

class CoroutineTest extends CoroutineLoop {

    @Test
    void sleepersTakeTurnsOnOneThread() {
        var collector = Coroutine.start(loop, () -> {
            for (int coin = 1; coin <= 3; coin++) {
                Coroutine.sleep(ms(100));
                tell("coin " + coin + " on " + Thread.currentThread().getName());
            }
        });
        var fighter = Coroutine.start(loop, () -> {
            Coroutine.sleep(ms(150));
            tell("dragon on " + Thread.currentThread().getName());
        });

        loop.runUntilComplete(Futures.gather(List.of(collector.future(), fighter.future())));

        var here = Thread.currentThread().getName();
        assertThat(trail).containsExactly("100 coin 1 on " + here, "150 dragon on " + here, "200 coin 2 on " + here,
                "300 coin 3 on " + here);
    }

    @Test
    void theBodyBeginsInTheNextTurnAndNotAtOnce() {
        var coroutine = Coroutine.start(loop, () -> tell("body"));
        tell("after start");

        result(coroutine);

        assertThat(trail).containsExactly("0 after start", "0 body");
    }

    @Test
    void itsValueIsItsBodys() {
        var coroutine = Coroutine.start(loop, () -> 6 * Coroutine.await(Futures.delay(loop, ms(1), 7)));

        assertThat(result(coroutine)).isEqualTo(42);
    }

    @Test
    void awaitingWhatIsCompleteDoesNotStop() {
        var first = Coroutine.start(loop, () -> {
            tell("asks");
            Coroutine.await(CompletableFuture.completedFuture("map"));
            tell("has it");
        });
        var second = Coroutine.start(loop, () -> tell("another"));

        loop.runUntilComplete(Futures.gather(List.of(first.future(), second.future())));

        assertThat(trail).containsExactly("0 asks", "0 has it", "0 another");
    }

    @Test
    void yieldingLetsOthersGoFirst() {
        var first = Coroutine.start(loop, () -> {
            tell("a1");
            Coroutine.yieldNow();
            tell("a2");
        });
        var second = Coroutine.start(loop, () -> {
            tell("b1");
            Coroutine.yieldNow();
            tell("b2");
        });

        loop.runUntilComplete(Futures.gather(List.of(first.future(), second.future())));

        assertThat(trail).containsExactly("0 a1", "0 b1", "0 a2", "0 b2");
    }

    @Test
    void failuresAreThrownAsTheyAreWhereTheyAreAwaited() {
        var lost = new IOException("the map is lost");
        var coroutine = Coroutine.start(loop, () -> {
            try {
                Coroutine.await(Futures.delay(loop, ms(5)).thenRun(() -> sneak(lost)));
            } catch (Exception e) {
                return e;
            }
            return null;
        });

        assertThat(result(coroutine)).isSameAs(lost);
    }

    @Test
    void itsFailureIsItsFutures() {
        var coroutine = Coroutine.start(loop, () -> {
            Coroutine.sleep(ms(1));
            throw new IOException("fell into a pit");
        });

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(IOException.class).hasMessage("fell into a pit");
    }

    @Test
    void oneAwaitsAnother() {
        var scout = Coroutine.start(loop, () -> {
            Coroutine.sleep(ms(10));
            return "east";
        });
        var knight = Coroutine.start(loop, () -> "rides " + Coroutine.await(scout));

        assertThat(result(knight)).isEqualTo("rides east");
    }

    @Test
    void whatAnotherThreadCompletesIsGoneOnWithOnTheLoop() {
        var coroutine = Coroutine.start(loop, () -> {
            Coroutine.await(loop.offload(() -> Thread.currentThread().isVirtual()));
            return loop.inEventLoop();
        });

        assertThat(result(coroutine)).isTrue();
    }

    @Test
    void aFutureCompletedByAnotherThreadWakesTheLoop() {
        var outside = new CompletableFuture<String>();
        var coroutine = Coroutine.start(loop, () -> {
            loop.offload(() -> outside.complete("horn"));
            return Coroutine.await(outside);
        });

        assertThat(result(coroutine)).isEqualTo("horn");
    }

    @Test
    void thousandsWaitAtOnce() {
        var all = IntStream.range(0, 10_000).mapToObj(hero -> Coroutine.start(loop, () -> {
            Coroutine.sleep(ms(100));
            Coroutine.yieldNow();
            return hero;
        }).future()).toList();

        assertThat(loop.runUntilComplete(Futures.gather(all))).hasSize(10_000).startsWith(0, 1).endsWith(9_999);
        assertThat(clock.nanoTime()).isEqualTo(ms(100).toNanos());
    }

    @Test
    void itStopsDeepInsideItsCalls() {
        assertThat(result(Coroutine.start(loop, () -> descend(500)))).isEqualTo(500);
    }

    private static int descend(int depth) {
        if (depth == 0) {
            Coroutine.sleep(ms(1));
            return 0;
        }
        return 1 + descend(depth - 1);
    }

    @Test
    void itSaysWhereItWaits() {
        var coroutine = Coroutine.start(loop, "knight", () -> descend(0));

        pass(0);

        assertThat(coroutine.stack().getFirst().getMethodName()).isEqualTo("descend");
        assertThat(coroutine).hasToString("knight (under way)");
        result(coroutine);
        assertThat(coroutine.stack()).isEmpty();
        assertThat(coroutine).hasToString("knight (done)");
    }

    @Test
    void theCurrentOneIsKnownAndHasItsLoop() {
        var coroutine = Coroutine.start(loop, () -> {
            Coroutine.yieldNow();
            return Coroutine.current();
        });

        assertThat(result(coroutine)).isSameAs(coroutine);
        assertThat(coroutine.loop()).isSameAs(loop);
    }

    @Test
    void awaitingOutsideACoroutineIsAnErrorThatNamesThreadAndLine() {
        assertThatThrownBy(() -> Coroutine.await(new CompletableFuture<>())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await was called outside a coroutine")
                .hasMessageContaining(Thread.currentThread().getName())
                .hasMessageContaining("CoroutineTest.java:");
    }

    @Test
    void awaitingOffTheLoopIsAnErrorToo() {
        var coroutine = Coroutine.start(loop, () -> Coroutine.await(loop.offload(() -> {
            Coroutine.sleep(ms(1));
            return null;
        })));

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sleep was called outside a coroutine, on thread \"offloaded\"");
    }

    @Test
    void awaitingItselfIsAnError() {
        var self = new CompletableFuture<Coroutine<Object>>();
        self.complete(Coroutine.start(loop, () -> Coroutine.await(self.join())));

        assertThatThrownBy(() -> result(self.join())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaits itself");
    }

    /// Asked for a class by the JVM, which calls it below a native frame.
    private static final class Shrine extends ClassLoader {
        @Override
        protected Class<?> findClass(String name) {
            Coroutine.yieldNow();
            throw new AssertionError("it could stop");
        }
    }

    @Test
    void awaitingBelowANativeFrameIsAnErrorAndTheLoopIsUnharmed() {
        var coroutine = Coroutine.start(loop, () -> {
            try {
                return Class.forName("no.such.Relic", true, new Shrine()).getName();
            } catch (IllegalStateException e) {
                Coroutine.sleep(ms(5));
                tell("goes on");
                return e.getMessage();
            }
        });

        assertThat(result(coroutine)).contains("cannot stop here").contains("called back by native code")
                .contains("CoroutineTest.java:");
        assertThat(trail).containsExactly("5 goes on");
    }

    @Test
    void startingOnAClosedLoopIsRefused() {
        loop.close();

        assertThatThrownBy(() -> Coroutine.start(loop, () -> 1)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aFailureThatNobodyLookedAtIsToldWhenTheLoopCloses() {
        Coroutine.start(loop, "scout", () -> {
            throw new IOException("lost in the woods");
        });
        pass(1);
        assertThat(reported).isEmpty();

        loop.close();

        assertThat(reported).singleElement().satisfies(told -> assertThat(told)
                .hasMessage("nobody looked at the failure of scout")
                .hasRootCauseMessage("lost in the woods"));
        reported.clear();
    }

    @Test
    void aFailureThatSomebodyLookedAtIsNotToldAgain() {
        var before = Coroutine.start(loop, () -> sneak(new IOException("pit")));
        var after = Coroutine.start(loop, () -> sneak(new IOException("pit")));
        before.future();
        pass(1);
        after.future();

        loop.close();

        assertThat(reported).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}

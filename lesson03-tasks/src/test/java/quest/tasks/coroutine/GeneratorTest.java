package quest.tasks.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GeneratorTest extends CoroutineLoop {

    private final Generator<Integer> endless = new Generator<>(out -> {
        try {
            for (int coin = 1; ; coin++) {
                trail.add("makes " + coin);
                out.yield(coin);
            }
        } finally {
            trail.add("finally");
        }
    });

    private static Generator<Integer> upTo(int last) {
        return new Generator<>(out -> {
            for (int value = 1; value <= last; value++) {
                out.yield(value);
            }
        });
    }

    @Test
    void valuesAreMadeWhenTheyAreAskedForAndNoneAhead() {
        var coins = endless.iterator();
        trail.add("begin");
        trail.add("got " + coins.next());
        trail.add("got " + coins.next());

        assertThat(trail).containsExactly("begin", "makes 1", "got 1", "makes 2", "got 2");
    }

    @Test
    void askingTwiceWhetherThereIsMoreMakesOneValue() {
        var coins = endless.iterator();

        assertThat(coins.hasNext() && coins.hasNext()).isTrue();

        assertThat(trail).containsExactly("makes 1");
        assertThat(coins.next()).isEqualTo(1);
    }

    @Test
    void itEndsWhereItsBodyEnds() {
        assertThat(upTo(3)).containsExactly(1, 2, 3);
        var empty = upTo(0).iterator();
        assertThat(empty.hasNext()).isFalse();
        assertThatThrownBy(empty::next).isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no more values");
    }

    @Test
    void nullIsAValue() {
        assertThat(new Generator<String>(out -> out.yield(null))).containsExactly((String) null);
    }

    @Test
    void eachIteratorRunsTheBodyAnew() {
        var generator = upTo(3);
        var first = generator.iterator();
        first.next();

        assertThat(generator).containsExactly(1, 2, 3);
        assertThat(first.next()).isEqualTo(2);
    }

    @Test
    void aFailureReachesWhoAskedAndEndsIt() {
        var cursed = new Generator<Integer>(out -> {
            out.yield(1);
            throw new IllegalArgumentException("cursed chest");
        }).iterator();
        cursed.next();

        assertThatThrownBy(cursed::next).hasMessage("cursed chest");
        assertThat(cursed.hasNext()).isFalse();
    }

    @Test
    void closingEarlyRunsFinally() {
        try (endless) {
            for (int coin : endless) {
                if (coin == 2) {
                    break;
                }
            }
            assertThat(trail).doesNotContain("finally");
        }

        assertThat(trail).containsExactly("makes 1", "makes 2", "finally");
    }

    @Test
    void closingEndsEveryRunThatIsLeftHalfWayAndNoOther() {
        endless.iterator(); // never asked
        endless.iterator().next();
        endless.iterator().next();

        endless.close();
        endless.close();

        assertThat(trail).containsExactly("makes 1", "makes 1", "finally", "finally");
    }

    @Test
    void aClosedRunHasNoMoreValues() {
        var coins = endless.iterator();
        coins.hasNext();

        endless.close();

        assertThat(coins.hasNext()).isFalse();
    }

    @Test
    void aBodyThatIgnoresBeingClosedIsToldOff() {
        var stubborn = new Generator<Integer>(out -> {
            while (true) {
                try {
                    out.yield(1);
                } catch (Generator.ClosedException _) {
                    trail.add("ignored");
                }
            }
        });
        stubborn.iterator().next();

        assertThatThrownBy(stubborn::close).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("yielded another value");
        assertThat(trail).containsExactly("ignored");
    }

    @Test
    void failuresOfSeveralCleanUpsAreAllTold() {
        var failing = new Generator<Integer>(out -> {
            try {
                out.yield(1);
            } catch (Generator.ClosedException e) {
                throw new IllegalStateException("cleaning up failed", e);
            }
        });
        failing.iterator().next();
        failing.iterator().next();

        assertThatThrownBy(failing::close).hasMessage("cleaning up failed")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }

    @Test
    void oneGeneratorPassesAnotherOn() {
        var chests = new Generator<Integer>(out -> {
            out.yieldAll(upTo(2));
            out.yield(10);
            out.yieldAll(List.of(20, 30));
        });

        assertThat(chests).containsExactly(1, 2, 10, 20, 30);
    }

    @Test
    void generatorsWalkATree() {
        assertThat(walk(3)).containsExactly(3, 2, 1, 1, 2, 1, 1);
    }

    private static Generator<Integer> walk(int height) {
        return new Generator<>(out -> {
            if (height > 0) {
                out.yield(height);
                out.yieldAll(walk(height - 1));
                out.yieldAll(walk(height - 1));
            }
        });
    }

    @Test
    void aStreamIsLazyAndClosesItsRun() {
        try (var stream = endless.stream()) {
            assertThat(stream.map(coin -> coin * 10).limit(2).toList()).containsExactly(10, 20);
        }

        assertThat(trail).containsExactly("makes 1", "makes 2", "finally");
    }

    @Test
    void yieldingOutsideItsBodyIsAnError() {
        var kept = new ArrayList<Generator.Yielder<Integer>>();
        new Generator<Integer>(kept::add).iterator().hasNext();

        assertThatThrownBy(() -> kept.getFirst().yield(1)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside the body").hasMessageContaining("GeneratorTest.java:");
    }

    @Test
    void askingItselfIsAnError() {
        var self = new ArrayList<Iterator<Integer>>();
        var generator = new Generator<Integer>(_ -> self.getFirst().next());
        self.add(generator.iterator());

        assertThatThrownBy(self.getFirst()::next).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("asks itself");
    }

    @Test
    void aCoroutineMayUseGenerators() {
        var coroutine = Coroutine.start(loop, () -> {
            int sum = 0;
            for (int coin : upTo(4)) {
                Coroutine.sleep(ms(10));
                sum += coin;
            }
            return sum;
        });

        assertThat(result(coroutine)).isEqualTo(10);
    }

    @Test
    void aBodyMustNotAwait() {
        var coroutine = Coroutine.start(loop, () -> new Generator<Integer>(out ->
                out.yield(Coroutine.await(new CompletableFuture<Integer>()))).iterator().next());

        assertThatThrownBy(() -> result(coroutine)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in the body of a generator");
    }

    @Test
    void aVirtualThreadMayUseItAndWaitInIt() throws Exception {
        var gate = new CountDownLatch(1);
        var sum = new CompletableFuture<Integer>();
        var reader = Thread.ofVirtual().start(() -> {
            int total = 0;
            for (int value : new Generator<Integer>(out -> {
                out.yield(1);
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                out.yield(2);
            })) {
                total += value;
            }
            sum.complete(total);
        });
        gate.countDown();

        assertThat(sum.get()).isEqualTo(3);
        reader.join();
    }

    @Test
    void anotherThreadMayGoOnWithIt() throws Exception {
        var values = upTo(3).iterator();
        values.next();
        var second = new CompletableFuture<Integer>();

        Thread.ofPlatform().start(() -> second.complete(values.next())).join();

        assertThat(second).isCompletedWithValue(2);
        assertThat(values.next()).isEqualTo(3);
    }
}

package quest.eventloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quest.eventloop.EventLoop;

class ExplorerTest {

    private final Explorer explorer = new Explorer();
    private final List<List<String>> trails = new ArrayList<>();

    // ---- every order, each once ----

    @ParameterizedTest
    @CsvSource({"1, 1, 0, 2", "2, 4, 0, 15", "3, 3, 0, 20", "5, 0, 0, 1", "2, 2, 2, 90", "1, 2, 3, 60", "4, 4, 1, 630"})
    void chainsRunInEveryOrderExactlyOnce(int a, int b, int c, int orders) throws InterruptedException {
        var chains = Chains.of(List.of(a, b, c).stream().filter(steps -> steps > 0).toArray(Integer[]::new));

        assertThat(explorer.exploreAll(chains.checkedBy(trails::add)))
                .isEqualTo(new Exploration.Survived(orders, true));
        assertThat(Interleavings.of(a, b, c)).isEqualTo(orders);
        assertThat(new HashSet<>(trails)).hasSize(orders).hasSameSizeAs(trails);
    }

    @Test
    void theUsualOrderIsTriedFirst() throws InterruptedException {
        explorer.exploreAll(Chains.of(2, 4).checkedBy(trails::add));

        assertThat(trails.getFirst()).containsExactly("a1", "b1", "a2", "b2", "b3", "b4");
        assertThat(trails.getLast()).containsExactly("b1", "b2", "b3", "b4", "a1", "a2");
    }

    /// A waits for b's first step, so only three orders are left of six.
    @Test
    void anOrderThatTheProgramRulesOutIsNotTried() throws InterruptedException {
        var explored = explorer.exploreAll(loop -> {
            var trail = new ArrayList<String>();
            var opened = new CompletableFuture<Void>();
            var over = new CompletableFuture<Void>();
            opened.thenRunAsync(() -> trail.add("a2"), callback -> loop.execute(new Step("a", "2", callback)));
            loop.execute(new Step("b", "1", () -> {
                trail.add("b1");
                opened.complete(null);
                loop.execute(new Step("b", "2", () -> {
                    trail.add("b2");
                    loop.execute(new Step("b", "3", () -> {
                        trail.add("b3");
                        over.complete(null);
                    }));
                }));
            }));
            loop.runUntilComplete(over);
            trails.add(trail);
        });

        assertThat(explored).isEqualTo(new Exploration.Survived(3, true));
        assertThat(trails).allMatch(trail -> trail.getFirst().equals("b1"));
    }

    @Test
    void timersOfOneMomentComeInEveryOrderAndKeepTheirDeadlines() throws InterruptedException {
        var explored = explorer.exploreAll(loop -> {
            var trail = new ArrayList<String>();
            var over = new CompletableFuture<Void>();
            for (int second = 1; second <= 2; second++) {
                for (var name : List.of("a", "b", "c")) {
                    var what = second + name;
                    loop.schedule(() -> trail.add(what), Duration.ofSeconds(second));
                }
            }
            loop.schedule(() -> over.complete(null), Duration.ofSeconds(3));
            loop.runUntilComplete(over);
            trails.add(trail);
        });

        assertThat(explored).isEqualTo(new Exploration.Survived(36, true));
        assertThat(new HashSet<>(trails)).hasSize(36)
                .allSatisfy(trail -> assertThat(trail).extracting(name -> name.charAt(0)).isSorted());
    }

    @Test
    void aProgramWithoutStepsHasOneOrder() throws InterruptedException {
        assertThat(explorer.exploreAll(_ -> { })).isEqualTo(new Exploration.Survived(1, true));
    }

    // ---- what fails ----

    private static void failUnlessFirst(String first, List<String> trail) {
        assertThat(trail).startsWith(first);
    }

    @Test
    void theFirstThatFailsEndsTheSearchIfItShall() throws InterruptedException {
        var explored = explorer.exploreUntilFailure(Chains.of(2, 4).checkedBy(trail -> failUnlessFirst("a1", trail)));

        assertThat(explored).isInstanceOfSatisfying(Exploration.Faulty.class, faulty -> {
            assertThat(faulty.schedules()).isEqualTo(6);
            assertThat(faulty.foundAfter()).isEqualTo(6);
            assertThat(faulty.failing()).isOne();
            assertThat(faulty.complete()).isFalse();
            assertThat(faulty.first().schedule()).hasToString("b.a.b.a.b.b");
        });
    }

    @Test
    void allThatFailAreCountedIfTheyShall() throws InterruptedException {
        var explored = explorer.exploreAll(Chains.of(2, 4).checkedBy(trail -> failUnlessFirst("a1", trail)));

        assertThat(explored).isInstanceOfSatisfying(Exploration.Faulty.class, faulty -> {
            assertThat(faulty.complete()).isTrue();
            assertThat(faulty.schedules()).isEqualTo(15);
            assertThat(faulty.failing()).isEqualTo(10);
            assertThat(faulty.simplest().schedule()).hasToString("b.b.b.b.a.a");
            assertThat(faulty.simplest().schedule().switches()).isOne();
        });
    }

    @Test
    void whatAStepThrowsIsAFailureEvenIfTheProgramGoesOn() throws InterruptedException {
        var explored = explorer.exploreAll(loop -> {
            loop.execute(new Step("a", "throws", () -> {
                throw new UnsupportedOperationException("dropped the sword");
            }));
            loop.runUntilComplete(CompletableFuture.runAsync(() -> { }, loop));
        });

        assertThat(explored).isInstanceOfSatisfying(Exploration.Faulty.class, faulty -> {
            assertThat(faulty.failing()).isEqualTo(2);
            assertThat(faulty.first().why()).hasMessage("dropped the sword");
        });
    }

    /// Two who wait for each other: each has taken one of two keys, and wants the other's. In some orders.
    @Test
    void aDeadlockFailsItsScheduleAndHoldsUpNoOther() throws InterruptedException {
        var explored = explorer.exploreAll(ExplorerTest::twoKeys);

        assertThat(explored).isInstanceOfSatisfying(Exploration.Faulty.class, faulty -> {
            assertThat(faulty.complete()).isTrue();
            assertThat(faulty.schedules()).isEqualTo(6);
            assertThat(faulty.failing()).isEqualTo(4);
            assertThat(faulty.first().schedule()).hasToString("a.b.a.b");
            assertThat(faulty.first().why()).hasMessageContaining("the future will never be complete");
        });
    }

    /// `a` takes the left key and then, a step later, the right one; `b` the other way about. Who finds a key gone, waits.
    private static void twoKeys(EventLoop loop) {
        var left = new Key();
        var right = new Key();
        var over = CompletableFuture.allOf(both(loop, "a", left, right), both(loop, "b", right, left));
        loop.runUntilComplete(over);
    }

    private static CompletableFuture<Void> both(EventLoop loop, String who, Key first, Key second) {
        var done = new CompletableFuture<Void>();
        loop.execute(new Step(who, "takes a key", () -> first.take(() -> loop.execute(
                new Step(who, "takes the other", () -> second.take(() -> {
                    first.giveBack();
                    second.giveBack();
                    done.complete(null);
                }))))));
        return done;
    }

    private static final class Key {
        private boolean taken;
        private Runnable waiting;

        void take(Runnable andThen) {
            if (taken) {
                waiting = andThen;
            } else {
                taken = true;
                andThen.run();
            }
        }

        void giveBack() {
            taken = false;
            if (waiting != null) {
                take(waiting);
            }
        }
    }

    @Test
    void aRunWithoutEndIsBrokenOffAndHasFailed() throws InterruptedException {
        var explored = new Explorer(10, 50).exploreAll(loop -> {
            loop.scheduleAtFixedRate(() -> { }, Duration.ZERO, Duration.ofSeconds(1));
            loop.run();
        });

        assertThat(explored).isInstanceOfSatisfying(Exploration.Faulty.class, faulty -> {
            assertThat(faulty.complete()).isTrue();
            assertThat(faulty.schedules()).isOne();
            assertThat(faulty.first().why()).hasMessage("no end after 50 steps");
        });
    }

    // ---- limits ----

    @Test
    void saysWhenItWasCutOff() throws InterruptedException {
        assertThat(new Explorer(14, 100).exploreAll(Chains.of(2, 4))).isEqualTo(new Exploration.Survived(14, false));
        assertThat(new Explorer(15, 100).exploreAll(Chains.of(2, 4))).isEqualTo(new Exploration.Survived(15, true));
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatThrownBy(() -> new Explorer(0, 5)).hasMessage("the limits must be at least 1, were 0 schedules of 5 steps");
        assertThatThrownBy(() -> new Explorer(5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- programs that cannot be explored ----

    @Test
    void anEarlierEndThanBeforeIsNoticed() {
        var runs = new AtomicInteger();

        assertThatThrownBy(() -> explorer.exploreAll(loop -> {
            boolean isFirst = runs.getAndIncrement() == 0;
            loop.execute(new Step("a", "begins", () -> {
                if (isFirst) {
                    loop.execute(new Step("a", "goes on", () -> { }));
                    loop.execute(new Step("b", "begins", () -> { }));
                }
            }));
            loop.stop();
            loop.run();
        })).isInstanceOf(NotDeterministic.class)
                .hasMessageStartingWith("a run ended after step 1; another went on, after the same steps, with a choice of "
                        + "[a: goes on, b: begins].")
                .hasMessageContaining("state that is left from the run before");
    }

    @Test
    void anotherChoiceThanBeforeIsNoticed() {
        var runs = new AtomicInteger();

        assertThatThrownBy(() -> explorer.exploreAll(loop -> {
            (runs.getAndIncrement() == 0 ? Chains.of(1, 1) : Chains.of(1, 1, 1)).run(loop);
        })).isInstanceOf(NotDeterministic.class)
                .hasMessageStartingWith("at step 1 there was a choice of [a: step 1, b: step 1]; in another run, "
                        + "after the same steps, of [a: step 1, b: step 1, c: step 1].");
    }

    /// As many are ready as before, but not the same.
    @Test
    void anotherNameThanBeforeIsNoticed() {
        var runs = new AtomicInteger();

        assertThatThrownBy(() -> explorer.exploreAll(loop -> {
            loop.execute(new Step("a", "run " + runs.getAndIncrement(), () -> { }));
            loop.runUntilComplete(CompletableFuture.runAsync(() -> { }, loop));
        })).isInstanceOf(NotDeterministic.class).hasMessageContaining("a: run 0").hasMessageContaining("a: run 1");
    }

    @Test
    void aProgramThatCatchesEverythingHidesNothing() {
        var runs = new AtomicInteger();

        assertThatThrownBy(() -> explorer.exploreAll(loop -> {
            try {
                (runs.getAndIncrement() == 0 ? Chains.of(1, 1) : Chains.of(1, 1, 1)).run(loop);
            } catch (RuntimeException _) {
                trails.add(List.of("caught"));
            }
        })).isInstanceOf(NotDeterministic.class);
        assertThat(trails).containsExactly(List.of("caught"));
    }

    @Test
    void anInterruptEndsTheExploration() {
        assertThatThrownBy(() -> explorer.exploreAll(Chains.of(2, 4).checkedBy(_ -> Thread.currentThread().interrupt())))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}

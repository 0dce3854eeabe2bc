package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.kit.StartedThreads.Action;

@DisplayName("LootGenerator")
class LootGeneratorTest {

    private final StartedThreads threads = new StartedThreads();

    /// How many coins the body has made.
    private final AtomicInteger made = new AtomicInteger();

    /// The thread of the body, once it runs.
    private volatile Thread digger;
    private volatile boolean lampIsOut;

    @AfterEach
    void leaveNothingBehind() {
        threads.interruptCallers();
        if (digger != null) {
            digger.interrupt();
        }
    }

    @Nested
    @Points(1)
    @DisplayName("On demand")
    class OnDemand {

        @Test
        @DisplayName("values come in the order in which they are given")
        void valuesComeInOrder() {
            consume("A body that gives 3 coins", () -> {
                var loot = coins(3);
                assertNext(loot, 1);
                assertNext(loot, 2);
                assertNext(loot, 3);
                assertEnd(loot, "A body that gave 3 coins and returned, and 3 were taken: 3 - 3 = 0 are left");
            });
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("a for-each style loop sees all of them")
        void loopSeesAll() {
            var seen = new ArrayList<Integer>();
            consume("A body that gives 4 coins, and a loop over them", () -> coins(4).forEachRemaining(seen::add));
            assertThat(seen).withFailMessage("The body gave the coins 1, 2, 3, 4. The loop saw %s.", seen)
                    .containsExactly(1, 2, 3, 4);
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("nothing happens before something is asked for")
        void nothingHappensUnasked() {
            var loot = coins(1);
            threads.awaitStill();
            assertThat(made).withFailMessage("""
                    Nobody has called hasNext or next yet: 0 coins should have been made. Yours made %s.""", made)
                    .hasValue(0);
            assertThat(digger).withFailMessage("""
                    Nobody has called hasNext or next yet, so the body should not have begun. Yours has.""").isNull();
            consume("Now both coin and end are asked for", () -> loot.forEachRemaining(_ -> { }));
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("no value is made ahead")
        void nothingIsMadeAhead() {
            consume("A body that gives 20 coins", () -> {
                var loot = coins(20);
                for (int asked = 1; asked <= 20; asked++) {
                    assertNext(loot, asked);
                    Caller.awaitStill(digger);
                    int ahead = made.get() - asked;
                    if (ahead != 0) {
                        fail("""
                                next was called %d times, and %d coins were made: %d - %d = %d of them ahead. None \
                                should be.""", asked, made.get(), made.get(), asked, ahead);
                    }
                }
                assertEnd(loot, "20 of 20 coins were taken");
            });
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("the line after a give runs when the next value is asked for")
        void giveReturnsWhenTheNextIsAskedFor() {
            var trail = new ArrayList<String>();
            consume("A body that says what it does", () -> {
                var loot = new LootGenerator<String>(giver -> {
                    digger = Thread.currentThread();
                    trail.add("begins");
                    giver.give("sword");
                    trail.add("gave the sword");
                });
                loot.next();
                Caller.awaitStill(digger);
                trail.add("has the sword");
                assertEnd(loot, "The body gave one thing");
            });
            assertThat(trail).withFailMessage("""
                    The consumer takes the sword, stops for a while, and asks again. Expected: begins | has the sword \
                    | gave the sword. Yours: %s.""", String.join(" | ", trail))
                    .containsExactly("begins", "has the sword", "gave the sword");
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("hasNext asks once, however often it is called")
        void hasNextAsksOnce() {
            consume("A body that gives 2 coins, and hasNext, hasNext, hasNext, next", () -> {
                var loot = coins(2);
                for (int i = 0; i < 3; i++) {
                    assertThat(loot.hasNext()).withFailMessage("2 coins are left: hasNext should be true.").isTrue();
                }
                Caller.awaitStill(digger);
                assertThat(made).withFailMessage("""
                        hasNext was called 3 times in a row, and next was not: 1 coin should have been made. Yours \
                        made %s.""", made).hasValue(1);
                assertNext(loot, 1);
                assertNext(loot, 2);
                assertEnd(loot, "2 of 2 coins were taken");
            });
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("a treasury without end")
        void endless() {
            consume("An endless body, and next called 1000 times", () -> {
                var enough = new CountDownLatch(1);
                var loot = new LootGenerator<Integer>(giver -> {
                    while (enough.getCount() > 0) {
                        giver.give(made.incrementAndGet());
                    }
                });
                for (int i = 1; i <= 1000; i++) {
                    assertNext(loot, i);
                }
                enough.countDown();
                assertEnd(loot, "1000 coins were taken, and the body has had enough");
            });
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("two generators have nothing to do with each other")
        void twoAtOnce() {
            consume("Two generators, asked in turn", () -> {
                var coins = coins(2);
                var swords = new LootGenerator<String>(giver -> giver.give("sword"));
                assertNext(coins, 1);
                assertNext(swords, "sword");
                assertNext(coins, 2);
                assertEnd(swords, "The sword was taken");
                assertEnd(coins, "2 of 2 coins were taken");
            });
            assertNoThreadIsLeft("Both bodies have returned");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("The end")
    class End {

        @Test
        @DisplayName("a body that gives nothing")
        void empty() {
            consume("A body that returns at once", () -> assertEnd(coins(0), "A body that gives nothing"));
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("the end stays the end")
        void endStays() {
            consume("A body that gives 1 coin, and many questions after it", () -> {
                var loot = coins(1);
                assertNext(loot, 1);
                for (int i = 0; i < 3; i++) {
                    assertEnd(loot, "1 of 1 coins was taken");
                }
                assertThat(made).withFailMessage("The body should run once. It made %s coins, not 1.", made)
                        .hasValue(1);
            });
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("what the body throws reaches the consumer")
        void failureReachesTheConsumer() {
            assertReachesTheConsumer(new IllegalStateException("the tunnel fell in"));
        }

        @Test
        @DisplayName("an Error too")
        void errorReachesTheConsumer() {
            assertReachesTheConsumer(new StackOverflowError("the tunnel leads into itself"));
        }

        @Test
        @DisplayName("a body that fails before it has given anything")
        void failureAtOnce() {
            var collapse = new IllegalStateException("the tunnel fell in");
            consume("A body that throws at once", () -> {
                var loot = new LootGenerator<Integer>(_ -> {
                    throw collapse;
                });
                assertThrows(loot::hasNext, collapse, "hasNext asked a body that threw at once");
                assertEnd(loot, "The body has thrown");
            });
            assertNoThreadIsLeft("The body has thrown");
        }

        private void assertReachesTheConsumer(Throwable collapse) {
            consume("A body that gives 1 coin, then throws", () -> {
                var loot = new LootGenerator<Integer>(giver -> {
                    giver.give(1);
                    switch (collapse) {
                        case RuntimeException exception -> throw exception;
                        case Error error -> throw error;
                        default -> throw new AssertionError(collapse);
                    }
                });
                assertNext(loot, 1);
                assertThrows(loot::next, collapse, "The body gave 1 coin, then threw; it was asked a second time");
                assertEnd(loot, "The body has thrown, and the consumer was told");
            });
            assertNoThreadIsLeft("The body has thrown");
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("Closed early")
    class Close {

        @Test
        @DisplayName("the body's finally has run when close returns")
        void finallyRuns() {
            consume("A body that stands in its first give, and close", () -> {
                var loot = coins(3);
                assertNext(loot, 1);
                loot.close();
                assertLampIsOut("1 of 3 coins was taken, then the loot was closed");
            });
            assertThat(made).withFailMessage("1 coin was asked for, then the loot was closed. %s were made.", made)
                    .hasValue(1);
            assertNoThreadIsLeft("The loot was closed");
        }

        @Test
        @DisplayName("at its end after it was closed")
        void closedIsTheEnd() {
            consume("A body that stands in its first give, close, and questions after it", () -> {
                var loot = coins(3);
                assertNext(loot, 1);
                loot.close();
                assertEnd(loot, "The loot was closed");
            });
            assertNoThreadIsLeft("The loot was closed");
        }

        @Test
        @DisplayName("also with a value found and not taken")
        void foundAndClosed() {
            consume("hasNext found a coin, which nobody took, and close", () -> {
                var loot = coins(3);
                loot.hasNext();
                loot.close();
                assertLampIsOut("hasNext was called, then close");
                assertEnd(loot, "The loot was closed");
            });
            assertNoThreadIsLeft("The loot was closed");
        }

        @Test
        @DisplayName("a body that was never asked never runs")
        void closedUnasked() {
            consume("close before anything was asked for", () -> {
                var loot = coins(3);
                loot.close();
                assertEnd(loot, "The loot was closed before anything was asked for");
            });
            assertNoThreadIsLeft("The loot was closed");
            assertThat(digger).withFailMessage("The loot was closed before anything was asked for. The body ran.")
                    .isNull();
        }

        @Test
        @DisplayName("twice, and after the end")
        void closedTwice() {
            consume("close, and close again", () -> {
                var loot = coins(3);
                loot.next();
                loot.close();
                loot.close();
            });
            consume("the end, and close", () -> {
                var loot = coins(0);
                assertEnd(loot, "A body that gives nothing");
                loot.close();
            });
            assertNoThreadIsLeft("Both were closed");
        }

        @Test
        @DisplayName("close waits for a body that takes its time to end")
        void closeWaitsForTheBody() {
            var tidyUp = new CountDownLatch(1);
            var tidied = new CountDownLatch(1);
            var loot = new LootGenerator<Integer>(giver -> {
                digger = Thread.currentThread();
                try {
                    giver.give(1);
                    giver.give(2);
                } finally {
                    Caller.awaitInSpiteOfInterrupts(tidyUp);
                    tidied.countDown();
                }
            });
            consume("A body that gives a coin", loot::next);
            var closer = threads.run("closer", loot::close);
            String why = "The loot was closed, and the body is still in its finally: close should wait";
            closer.assertStillWaits(why);
            var state = closer.thread().getState();
            assertThat(state).withFailMessage("""
                    %s, asleep until the body's thread has ended. Its thread is %s: it looks again and again.""", why,
                    state).isNotEqualTo(Thread.State.RUNNABLE);
            tidyUp.countDown();
            closer.awaitResult("The body's finally is done: close should return");
            assertThat(tidied.getCount()).withFailMessage("close returned before the body's finally was done.")
                    .isZero();
            assertNoThreadIsLeft("The loot was closed");
        }

        @Test
        @DisplayName("a body that catches the interrupt and gives again is told again")
        void stubbornBody() {
            var refusals = new AtomicInteger();
            consume("A body that catches what give throws, 3 times, and close", () -> {
                var stubborn = new LootGenerator<Integer>(giver -> {
                    digger = Thread.currentThread();
                    while (refusals.get() < 3) {
                        try {
                            giver.give(1);
                        } catch (InterruptedException _) {
                            refusals.incrementAndGet();
                        }
                    }
                });
                assertNext(stubborn, 1);
                stubborn.close();
            });
            assertThat(refusals).withFailMessage("""
                    After close, each give should throw an InterruptedException. A body that gave 3 times was told %s \
                    times.""", refusals).hasValue(3);
            assertNoThreadIsLeft("The loot was closed");
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("Interrupts")
    class Interrupts {

        @Test
        @DisplayName("an interrupted consumer stops waiting, and keeps its flag")
        void interruptedConsumerStopsWaiting() throws InterruptedException {
            var digging = new CountDownLatch(1);
            var loot = new LootGenerator<Integer>(giver -> {
                digger = Thread.currentThread();
                digging.countDown();
                new CountDownLatch(1).await();
                giver.give(1);
            });
            var consumer = threads.run("consumer", loot::next);
            consumer.awaitWaits("The body digs, and has given nothing yet: next should wait");
            consumer.interrupt();
            consumer.awaitEnd("The consumer was interrupted while it waited, and should stop waiting");
            assertThat(consumer.thrown()).withFailMessage("""
                    The consumer was interrupted while it waited: next should throw a CancellationException. It %s.""",
                    consumer.outcome()).isInstanceOf(CancellationException.class);
            assertThat(consumer.wasInterruptedAtEnd()).withFailMessage("""
                    The consumer was interrupted while it waited, and next threw. Those further up need to know too: \
                    the thread's interrupt flag should be set. It is not: the interrupt is lost.""").isTrue();
            digging.await();
            consume("The body still digs, and close", loot::close);
            assertNoThreadIsLeft("The loot was closed");
        }

        @Test
        @DisplayName("who was interrupted and asks again asks for the same value, not for one more")
        void interruptedConsumerAsksAgain() {
            var dug = new CountDownLatch(1);
            var loot = new LootGenerator<Integer>(giver -> {
                digger = Thread.currentThread();
                dug.await();
                for (int coin = 1; coin <= 3; coin++) {
                    made.incrementAndGet();
                    giver.give(coin);
                }
            });
            var consumer = threads.run("consumer", loot::next);
            consumer.awaitWaits("The body digs, and has given nothing yet: next should wait");
            consumer.interrupt();
            consumer.awaitEnd("The consumer was interrupted while it waited, and should stop waiting");
            dug.countDown();
            consume("The body gives coin 1, and next is called again", () -> {
                try {
                    Object next = loot.next();
                    Caller.awaitStill(digger);
                    assertThat(List.of(next, made.get())).withFailMessage("""
                            next asked for a coin, and its caller was interrupted. It was called again, for that same \
                            coin: it should bring coin 1, and 1 should have been made. It brought coin %s, and %s were \
                            made.""", next, made).containsExactly(1, 1);
                } catch (NoSuchElementException _) {
                    // Left open: some end the loot when its consumer was interrupted.
                }
            });
            consume("close", loot::close);
            assertNoThreadIsLeft("The loot was closed");
        }

        @Test
        @DisplayName("close waits although its caller is interrupted, who keeps the flag")
        void interruptedCloserWaits() {
            var tidyUp = new CountDownLatch(1);
            var loot = new LootGenerator<Integer>(giver -> {
                digger = Thread.currentThread();
                try {
                    giver.give(1);
                    giver.give(2);
                } finally {
                    Caller.awaitInSpiteOfInterrupts(tidyUp);
                }
            });
            consume("A body that gives a coin", loot::next);
            var closer = threads.run("closer", () -> {
                Thread.currentThread().interrupt();
                loot.close();
            });
            String why = """
                    close was called by an interrupted thread, and the body is still in its finally: close should \
                    wait for its thread to end all the same""";
            closer.assertWaitsWithoutLimit(why);
            closer.interrupt();
            closer.assertStillWaits(why + ". Meanwhile that thread was interrupted once more");
            tidyUp.countDown();
            closer.awaitResult("The body's finally is done: close should return");
            assertThat(closer.wasInterruptedAtEnd()).withFailMessage("""
                    close was called by an interrupted thread. Its interrupt flag should still be set afterwards. It \
                    is not: the interrupt is lost.""").isTrue();
            assertNoThreadIsLeft("The loot was closed");
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("Whoever waits, sleeps")
    class Asleep {

        @Test
        @DisplayName("the consumer, while the body makes the value")
        void consumerSleepsWhileTheBodyDigs() {
            var dug = new CountDownLatch(1);
            var loot = new LootGenerator<Integer>(giver -> {
                digger = Thread.currentThread();
                dug.await();
                giver.give(1);
            });
            var consumer = threads.run("consumer", () -> {
                assertNext(loot, 1);
                assertEnd(loot, "1 of 1 coins was taken");
            });
            consumer.awaitAsleep("The body digs, and has given nothing yet: next should wait");
            dug.countDown();
            consumer.awaitResult("The body gives a coin and returns: the consumer should get through");
            assertNoThreadIsLeft("The body has returned");
        }

        @Test
        @DisplayName("the body, while nobody asks")
        void bodySleepsWhileNobodyAsks() {
            consume("A body that gives 2 coins, and a pause between", () -> {
                var loot = coins(2);
                assertNext(loot, 1);
                Caller.awaitStill(digger);
                assertThat(digger.getState()).withFailMessage("""
                        The body has given a coin, and nobody asks for the next: its thread should sleep until \
                        somebody does. It is %s.""", digger.getState()).isEqualTo(Thread.State.WAITING);
                assertNext(loot, 2);
                assertEnd(loot, "2 of 2 coins were taken");
            });
            assertNoThreadIsLeft("The body has returned");
        }
    }

    /// Coins from 1 on, and a lamp that the body puts out at its end.
    private LootGenerator<Integer> coins(int count) {
        return new LootGenerator<>(giver -> {
            digger = Thread.currentThread();
            try {
                for (int coin = 1; coin <= count; coin++) {
                    made.incrementAndGet();
                    giver.give(coin);
                }
            } finally {
                lampIsOut = true;
            }
        });
    }

    /// What a consumer does, on a thread of its own, so that the test sees it when it gets stuck.
    private void consume(String what, Action action) {
        threads.run("consumer", action).awaitResult(what + ": the consumer should get through");
    }

    private void assertNext(LootGenerator<?> loot, Object expected) {
        Object next = loot.next();
        assertThat(next).withFailMessage("The body gave %s. next brought %s.", expected, next).isEqualTo(expected);
    }

    private void assertEnd(LootGenerator<?> loot, String when) {
        assertThat(loot.hasNext()).withFailMessage("%s: hasNext should be false. Yours is true.", when).isFalse();
        try {
            fail("%s: next should throw a NoSuchElementException. Yours returned %s.", when, loot.next());
        } catch (NoSuchElementException _) {
            // As it should.
        }
    }

    private void assertThrows(Action action, Throwable expected, String when) {
        try {
            action.run();
        } catch (Throwable thrown) {
            assertThat(thrown).withFailMessage("%s. That very object should come out: %s. What came was %s.", when,
                    expected, thrown).isSameAs(expected);
            return;
        }
        fail("%s. It threw %s, and that should come out. Nothing came: the failure is lost.", when, expected);
    }

    private void assertLampIsOut(String when) {
        assertThat(lampIsOut).withFailMessage("""
                %s. The body's finally should have run when close returns, and the lamp be out. It still burns.""",
                when).isTrue();
    }

    private void assertNoThreadIsLeft(String when) {
        threads.assertNoneLeft(when);
    }
}

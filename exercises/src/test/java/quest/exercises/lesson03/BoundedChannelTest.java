package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Clients;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.kit.StartedThreads.Action;
import quest.exercises.lesson03.BoundedChannel.ClosedException;

@DisplayName("BoundedChannel")
class BoundedChannelTest {

    /// How often a moment is tried in which one thread gets in before another that was just woken.
    private static final int ROUNDS = 8;

    private final StartedThreads threads = new StartedThreads();

    @AfterEach
    void leaveNothingBehind() {
        threads.interruptCallers();
    }

    @Nested
    @Points(0.7)
    @DisplayName("Send and receive")
    class HandOver {

        @Test
        @DisplayName("values come out in the order in which they went in")
        void valuesKeepTheirOrder() {
            var cart = new Cart(3);
            play("A capacity of 3: send three, and receive three", () -> {
                cart.send("iron", "gold", "tin");
                var received = List.of(cart.receive(), cart.receive(), cart.receive());
                assertThat(received).withFailMessage("Sent: iron, gold, tin. Received: %s.", received)
                        .containsExactly("iron", "gold", "tin");
            });
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("a receiver waits for a value")
        void receiverWaitsForAValue() {
            var cart = new Cart(3);
            var smith = cart.receiver("smith");
            smith.awaitWaits("Nothing was sent: receive should wait");
            cart.sender("miner", "iron").awaitResult("Nothing is in, of 3: send should return");
            assertReceived(smith, "iron", "The smith waited, and iron was sent");
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("a sender waits for room")
        void senderWaitsForRoom() {
            var cart = new Cart(2);
            play("A capacity of 2: send two", () -> cart.send("iron", "gold"));
            var miner = cart.sender("miner", "tin");
            miner.awaitWaits("A capacity of 2, and 2 values are in: a third send should wait");
            assertReceived(cart.receiver("smith"), "iron", "Iron, then gold are in");
            miner.awaitResult("Of 2 values in a channel for 2, 1 was received: the waiting send should return");
            assertReceived(cart.receiver("smith"), "gold", "Gold, then tin are in");
            assertReceived(cart.receiver("smith"), "tin", "Tin is in");
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("a hundred values through room for one")
        void hundredThroughOne() {
            var cart = new Cart(1);
            var miner = threads.run("miner", () -> {
                for (int i = 0; i < 100; i++) {
                    cart.send("" + i);
                }
            });
            var received = new ArrayList<String>();
            play("A capacity of 1: one thread sends a hundred values, another receives them", () -> {
                for (int i = 0; i < 100; i++) {
                    received.add(cart.receive());
                }
            });
            miner.awaitResult("All 100 values were received: the last send should return");
            assertThat(received).withFailMessage("Sent: 0 to 99 in order. Received: %s.", received)
                    .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "" + i).toList());
            cart.assertNeverOverfull();
            assertNoThreadIsLeft();
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("Whoever waits, sleeps")
    class Asleep {

        @Test
        @DisplayName("a receiver, while the channel is empty")
        void receiverSleepsWhileEmpty() {
            var cart = new Cart(1);
            var smith = cart.receiver("smith");
            smith.awaitAsleep("Nothing was sent: receive should wait");
            play("send, while one waits to receive", () -> cart.send("iron"));
            assertReceived(smith, "iron", "The smith waited, and iron was sent");
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("a sender, while the channel is full")
        void senderSleepsWhileFull() {
            var cart = new Cart(1);
            play("A capacity of 1: send one", () -> cart.send("iron"));
            var miner = cart.sender("miner", "gold");
            miner.awaitAsleep("The channel is full: send should wait");
            play("receive, while one waits to send", () -> cart.receive(2));
            miner.awaitResult("All 2 values were received: send should return");
            assertNoThreadIsLeft();
        }
    }

    @Nested
    @Points(1.2)
    @DisplayName("Many at once")
    class Many {

        @Test
        @DisplayName("one free place is for one of those who wait")
        void onePlaceIsForOne() {
            var cart = new Cart(1);
            play("A capacity of 1: send one", () -> cart.send("iron"));
            var miners = several(4, i -> cart.sender("miner " + i, "ore " + i));
            miners.forEach(miner -> miner.awaitWaits("The channel is full: send should wait"));
            cart.receiver("smith").awaitResult("The channel is full: receive should return");
            miners.forEach(Caller::awaitStillOrDone);
            long done = miners.stream().filter(Caller::isDone).count();
            assertThat(done).withFailMessage("""
                    A capacity of 1, 1 value in, 4 wait to send, and 1 value is received: 1 - 1 + 1 = 1 of them may \
                    go on. %d did: there are %d values in. Whoever is woken should look again whether there is \
                    room.""", done, done).isLessThanOrEqualTo(1);
            play("4 values were sent or wait to be", () -> cart.receive(4));
            miners.forEach(miner -> miner.awaitResult("All 5 values were received: send should return"));
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("room that somebody else took in between is gone")
        void wokenSenderLooksAgain() {
            for (int round = 0; round < ROUNDS; round++) {
                var cart = new Cart(1);
                play("A capacity of 1: send one", () -> cart.send("iron"));
                var miner = cart.sender("miner", "gold");
                miner.awaitWaits("The channel is full: send should wait");
                // Takes one out, which wakes the miner, and puts one in before the miner is there.
                var thief = threads.run("thief", () -> {
                    cart.receive();
                    cart.send("stones");
                });
                miner.awaitStillOrDone();
                thief.awaitStillOrDone();
                cart.assertNeverOverfull();
                play("Two values were sent or wait to be", () -> cart.receive(2));
                miner.awaitResult("All 3 values were received: send should return");
                thief.awaitResult("All 3 values were received: send should return");
            }
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("a value that somebody else took in between is gone")
        void wokenReceiverLooksAgain() {
            for (int round = 0; round < ROUNDS; round++) {
                var cart = new Cart(1);
                var smith = cart.receiver("smith");
                smith.awaitWaits("Nothing was sent: receive should wait");
                // Puts one in, which wakes the smith, and takes it out before the smith is there.
                var thief = threads.call("thief", () -> {
                    cart.send("iron");
                    return cart.receive();
                });
                smith.awaitStillOrDone();
                if (smith.isDone() && !smith.outcome().equals("returned iron")) {
                    fail("""
                            The smith waited. Iron was sent, and somebody else took it before the smith was awake: \
                            1 - 1 = 0 values are in. The smith should look again, and wait on. It %s.""",
                            smith.outcome());
                }
                play("Of the two who wait to receive, one has iron", () -> cart.send("gold"));
                var received = List.of(smith.awaitResult("Two values were sent, two receive"),
                        thief.awaitResult("Two values were sent, two receive"));
                assertThat(received).withFailMessage("Sent: iron, gold. Two received: %s.", received)
                        .containsExactlyInAnyOrder("iron", "gold");
            }
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("two values, one right after the other, wake two receivers")
        void twoValuesWakeTwo() {
            for (int round = 0; round < 3 * ROUNDS; round++) {
                var cart = new Cart(2);
                var smiths = several(2, i -> cart.receiver("smith " + i));
                smiths.forEach(smith -> smith.awaitWaits("Nothing was sent: receive should wait"));
                play("A capacity of 2, and two sends", () -> cart.send("iron", "gold"));
                smiths.forEach(smith -> smith.awaitEnd("""
                        Two waited to receive, and two values were sent, one right after the other: 2 - 2 = 0 should \
                        still wait"""));
            }
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("two places, one right after the other, wake two senders")
        void twoPlacesWakeTwo() {
            for (int round = 0; round < 3 * ROUNDS; round++) {
                var cart = new Cart(2);
                play("A capacity of 2, and two sends", () -> cart.send("iron", "gold"));
                var miners = several(2, i -> cart.sender("miner " + i, "ore " + i));
                miners.forEach(miner -> miner.awaitWaits("The channel is full: send should wait"));
                play("Two values are in, and two are received", () -> cart.receive(2));
                miners.forEach(miner -> miner.awaitEnd("""
                        Two waited to send, and two values were received, one right after the other: 2 - 2 = 0 should \
                        still wait"""));
                cart.assertNeverOverfull();
            }
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("a wake-up goes to one who can use it")
        void noWakeUpIsLost() {
            for (int round = 0; round < ROUNDS; round++) {
                var cart = new Cart(1);
                var smiths = several(2, i -> cart.receiver("smith " + i));
                smiths.forEach(smith -> smith.awaitWaits("Nothing was sent: receive should wait"));
                // The second send waits in the same place as the second smith, who was there before it.
                var miner = threads.run("miner", () -> cart.send("iron", "gold"));
                String both = """
                        A capacity of 1, two wait to receive, and a third sends twice: 2 values for 2 receivers, and \
                        nobody should wait at the end. A free place should wake one who wants to send""";
                miner.awaitEnd(both);
                smiths.forEach(smith -> smith.awaitEnd(both));

                play("A capacity of 1: send one", () -> cart.send("tin"));
                var miners = several(2, i -> cart.sender("miner " + i, "ore " + i));
                miners.forEach(other -> other.awaitWaits("The channel is full: send should wait"));
                var smith = threads.run("smith", () -> cart.receive(3));
                String all = """
                        A capacity of 1, 1 value in, two wait to send, and a third receives three times: 1 + 2 = 3 \
                        values, and nobody should wait at the end. A value should wake one who wants to receive""";
                smith.awaitEnd(all);
                miners.forEach(other -> other.awaitEnd(all));
            }
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("of two thousand values, none is lost, and none comes twice")
        void nothingIsLostOrDoubled() {
            var cart = new Cart(2);
            int each = 500;
            Queue<String> received = new ConcurrentLinkedQueue<>();
            var all = new ArrayList<Caller<Void>>();
            all.addAll(several(4, miner -> threads.run("miner " + miner, () -> {
                for (int i = 0; i < each; i++) {
                    cart.send(miner + ":" + i);
                }
            })));
            all.addAll(several(4, smith -> threads.run("smith " + smith, () -> {
                for (int i = 0; i < each; i++) {
                    received.add(cart.receive());
                }
            })));
            // If one has thrown, the others wait in vain, and are not the ones to be told of.
            boolean over = Clients.await(() -> all.stream().allMatch(Caller::isDone)
                    || all.stream().anyMatch(caller -> caller.thrown() != null));
            all.sort(Comparator.comparing(caller -> caller.thrown() == null));
            for (var caller : all) {
                var expected = """
                        4 send 500 values each, 4 receive 500 each: 4 * 500 = 4 * 500, and nobody should wait at the \
                        end, nor be told anything else. By now %d were received""".formatted(received.size());
                if (!over && !caller.isDone()) { // it has been waited for already
                    throw caller.wrong("%s. One of them %s.".formatted(expected, caller.outcome()));
                }
                caller.awaitResult(expected);
            }
            long different = received.stream().distinct().count();
            assertThat(different).withFailMessage("""
                    2000 different values were sent. %d were received, %d of them different.""", received.size(),
                    different).isEqualTo(2000);
            cart.assertNeverOverfull();
            assertNoThreadIsLeft();
        }
    }

    @Nested
    @Points(1.1)
    @DisplayName("Closing")
    class Closing {

        @Test
        @DisplayName("what is in is still received")
        void whatIsInIsReceived() {
            var cart = new Cart(3);
            play("A capacity of 3: send two, close, and receive two", () -> {
                cart.send("iron", "gold");
                cart.close();
                var received = List.of(cart.receive(), cart.receive());
                assertThat(received).withFailMessage("Iron and gold were in when it was closed. Received: %s.",
                        received).containsExactly("iron", "gold");
            });
            for (int i = 0; i < 2; i++) {
                assertRefused(cart.receiver("smith"), "Closed, and all 2 of 2 values were received: receive");
            }
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("whoever sends is refused, although there is room")
        void sendersAreRefused() {
            var cart = new Cart(3);
            play("close, of a channel that is empty", cart::close);
            assertRefused(cart.sender("miner", "iron"), "Closed, and empty: send");
            assertRefused(cart.receiver("smith"), "Closed, and the one who tried to send was refused: receive");
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("all who wait to receive are told")
        void waitingReceiversAreTold() {
            var cart = new Cart(1);
            var smiths = several(3, i -> cart.receiver("smith " + i));
            smiths.forEach(smith -> smith.awaitWaits("Nothing was sent: receive should wait"));
            play("close, while three wait to receive", cart::close);
            smiths.forEach(smith -> assertRefused(smith, "3 were waiting to receive when it was closed: each receive"));
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("all who wait to send are refused, and their values are not in")
        void waitingSendersAreRefused() {
            var cart = new Cart(1);
            play("A capacity of 1: send one", () -> cart.send("iron"));
            var miners = several(3, i -> cart.sender("miner " + i, "ore " + i));
            miners.forEach(miner -> miner.awaitWaits("The channel is full: send should wait"));
            play("close, of a channel that is full", cart::close);
            miners.forEach(miner -> assertRefused(miner, "3 were waiting to send when it was closed: each send"));
            assertReceived(cart.receiver("smith"), "iron", "Iron was in when it was closed");
            assertRefused(cart.receiver("smith"), "Closed, and 1 of 1 values was received: receive");
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("to close twice is allowed")
        void closedTwice() {
            var cart = new Cart(1);
            play("A capacity of 1: send, close, close, and receive", () -> {
                cart.send("iron");
                cart.close();
                cart.close();
                assertThat(cart.receive()).withFailMessage("Iron was in when it was closed.").isEqualTo("iron");
            });
            assertRefused(cart.receiver("smith"), "Closed, and 1 of 1 values was received: receive");
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("what was sent while it was closed is received or refused")
        void sentOrRefused() {
            for (int round = 0; round < 8 * ROUNDS; round++) {
                var cart = new Cart(2);
                var accepted = new AtomicInteger();
                var received = new AtomicInteger();
                var atWork = new CountDownLatch(3);
                var all = new ArrayList<Caller<Void>>();
                all.addAll(several(2, i -> threads.run("miner " + i, () -> untilClosed(() -> {
                    cart.send("ore");
                    accepted.incrementAndGet();
                    atWork.countDown();
                }))));
                all.add(threads.run("smith", () -> untilClosed(() -> {
                    cart.receive();
                    received.incrementAndGet();
                    atWork.countDown();
                })));
                play("Two send, one receives, and three values have gone through", atWork::await);
                play("close, while two send and one receives", cart::close);
                all.forEach(caller -> caller.awaitResult("The channel was closed: all should be told so and end"));
                assertThat(received.get()).withFailMessage("""
                        Two sent and one received while the channel was closed. %s sends returned normally, %s values \
                        were received, and then the channel said that it was empty: %d - %d = %d are lost. Whether it \
                        is closed, and what follows from it, should be one step.""", accepted, received,
                        accepted.get(), received.get(), accepted.get() - received.get()).isEqualTo(accepted.get());
            }
            assertNoThreadIsLeft();
        }

        private void untilClosed(Action action) throws Exception {
            try {
                while (true) {
                    action.run();
                }
            } catch (ClosedException _) {
                // Told.
            }
        }

        private void assertRefused(Caller<?> caller, String when) {
            caller.awaitEnd(when + " should throw a ClosedException");
            assertThat(caller.thrown()).withFailMessage("%s should throw a ClosedException. It %s.", when,
                    caller.outcome()).isInstanceOf(ClosedException.class);
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Interrupts")
    class Interrupts {

        @Test
        @DisplayName("a receiver that is interrupted stops waiting")
        void interruptedReceiver() {
            var cart = new Cart(1);
            var smith = cart.receiver("smith");
            smith.awaitWaits("Nothing was sent: receive should wait");
            smith.interrupt();
            assertInterrupted(smith, "receive");
            play("The only receiver is gone: send and receive", () -> {
                cart.send("iron");
                assertThat(cart.receive()).withFailMessage("Iron was sent.").isEqualTo("iron");
            });
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("a sender that is interrupted stops waiting, and has sent nothing")
        void interruptedSender() {
            var cart = new Cart(1);
            play("A capacity of 1: send one", () -> cart.send("iron"));
            var miner = cart.sender("miner", "stones");
            miner.awaitWaits("The channel is full: send should wait");
            miner.interrupt();
            assertInterrupted(miner, "send");
            play("The one who wanted to send stones was interrupted: receive, send gold, receive", () -> {
                var received = new ArrayList<>(List.of(cart.receive()));
                cart.send("gold");
                received.add(cart.receive());
                assertThat(received).withFailMessage("""
                        Iron and gold were sent, and the sender of the stones was interrupted. Received: %s.""",
                        received).containsExactly("iron", "gold");
            });
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("the others wait on")
        void othersWaitOn() {
            var cart = new Cart(1);
            var smiths = several(2, i -> cart.receiver("smith " + i));
            smiths.forEach(smith -> smith.awaitWaits("Nothing was sent: receive should wait"));
            smiths.getFirst().interrupt();
            assertInterrupted(smiths.getFirst(), "receive");
            smiths.getLast().awaitWaits("Another was interrupted, and nothing was sent: receive should wait on");
            play("send, while one waits to receive", () -> cart.send("iron"));
            assertReceived(smiths.getLast(), "iron", "One waited, and iron was sent");
            assertNoThreadIsLeft();
        }

        @Test
        @DisplayName("woken and interrupted at once: the value is lost to nobody")
        void wokenAndInterrupted() {
            for (int round = 0; round < ROUNDS; round++) {
                var cart = new Cart(2);
                var smiths = several(2, i -> cart.receiver("smith " + i));
                smiths.forEach(smith -> smith.awaitWaits("Nothing was sent: receive should wait"));
                var first = smiths.getFirst();
                play("send, and interrupt the one who has waited longest", () -> {
                    cart.send("iron");
                    first.interrupt();
                });
                first.awaitEnd("It was woken and interrupted: receive should bring iron, or be interrupted");
                if (first.thrown() != null) {
                    assertInterrupted(first, "receive");
                    smiths.getLast().awaitEnd("""
                            Two waited, iron was sent, and one of them was interrupted and has received nothing: the \
                            other should receive it""");
                } else {
                    play("send, while one waits to receive", () -> cart.send("gold"));
                    smiths.getLast().awaitEnd("One waited, and gold was sent: it should receive it");
                }
            }
            assertNoThreadIsLeft();
        }

        private void assertInterrupted(Caller<?> caller, String method) {
            caller.awaitEnd("Interrupted while it waited: %s should throw an InterruptedException".formatted(method));
            assertThat(caller.thrown()).withFailMessage("""
                    Interrupted while it waited: %s should throw an InterruptedException. It %s.""", method,
                    caller.outcome()).isInstanceOf(InterruptedException.class);
        }
    }

    /// The channel, and a count of what goes in and out.
    private final class Cart {

        private final BoundedChannel<String> channel;
        private final int capacity;
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger receiving = new AtomicInteger();
        private final Queue<String> overfull = new ConcurrentLinkedQueue<>();

        private Cart(int capacity) {
            this.capacity = capacity;
            channel = new BoundedChannel<>(capacity);
        }

        private void send(String... values) throws InterruptedException {
            for (String value : values) {
                channel.send(value);
                // In this order: whoever has made room for this value has begun to receive before.
                int in = sent.incrementAndGet();
                int out = receiving.get();
                if (in - out > capacity) {
                    overfull.add("""
                            A capacity of %d. %d sends have returned, and only %d receives have begun: %d - %d = %d \
                            values are in. Whoever is woken should look again whether there is room.""".formatted(
                            capacity, in, out, in, out, in - out));
                }
            }
        }

        private String receive() throws InterruptedException {
            receiving.incrementAndGet();
            return channel.receive();
        }

        private void receive(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                receive();
            }
        }

        private void close() {
            channel.close();
        }

        private Caller<Void> sender(String name, String value) {
            return threads.run(name, () -> send(value));
        }

        private Caller<String> receiver(String name) {
            return threads.call(name, this::receive);
        }

        private void assertNeverOverfull() {
            assertThat(overfull).withFailMessage(overfull::peek).isEmpty();
        }
    }

    private static <T> List<Caller<T>> several(int count, IntFunction<Caller<T>> caller) {
        return IntStream.rangeClosed(1, count).mapToObj(caller).toList();
    }

    /// Something that waits for nobody, on a thread of its own, so that the test sees it when it gets stuck.
    private void play(String what, Action action) {
        threads.run("one thread", action).awaitResult(what + ": it should get through");
    }

    private void assertReceived(Caller<String> receiver, String expected, String when) {
        String received = receiver.awaitResult(when + ": receive should bring " + expected);
        assertThat(received).withFailMessage("%s. Received: %s.", when, received).isEqualTo(expected);
    }

    private void assertNoThreadIsLeft() {
        threads.assertNoneLeft("All calls have returned");
    }
}

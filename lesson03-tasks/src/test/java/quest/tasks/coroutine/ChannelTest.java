package quest.tasks.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.futures.Futures;

class ChannelTest extends CoroutineLoop {

    private Coroutine<Void> sender(Channel<String> channel, String... values) {
        return Coroutine.start(loop, "sender", () -> {
            for (var value : values) {
                channel.send(value);
                tell("sent " + value);
            }
        });
    }

    private Coroutine<Void> receiver(Channel<String> channel, String name, int count) {
        return Coroutine.start(loop, name, () -> {
            for (int i = 0; i < count; i++) {
                tell(name + " got " + channel.receive());
            }
        });
    }

    private void run(Coroutine<?>... coroutines) {
        var all = new ArrayList<CompletableFuture<?>>();
        for (var coroutine : coroutines) {
            all.add(coroutine.future());
        }
        loop.runUntilComplete(Futures.<Object>gather(all));
    }

    @Test
    void whoSendsIntoAFullChannelWaitsUntilThereIsRoom() {
        var channel = new Channel<String>(loop, 2);
        var sender = sender(channel, "a", "b", "c", "d");
        pass(5);
        tell("nobody received yet");

        run(sender, receiver(channel, "r", 4));

        assertThat(trail).containsSubsequence("0 sent a", "0 sent b", "5 nobody received yet", "5 r got a", "5 sent c");
        assertThat(trail).hasSize(9);
    }

    @Test
    void whoReceivesFromAnEmptyChannelWaitsUntilThereIsSomething() {
        var channel = new Channel<String>(loop, 2);
        var receiver = receiver(channel, "r", 1);
        pass(5);

        run(receiver, sender(channel, "a"));

        assertThat(trail).containsExactly("5 sent a", "5 r got a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7})
    void everyValueArrivesOnceAndInOrderAndNeverMoreThanTheCapacityIsUnderWay(int capacity) {
        var channel = new Channel<Integer>(loop, capacity);
        var received = new ArrayList<Integer>();
        var ahead = new ArrayList<Integer>();
        var sender = Coroutine.start(loop, () -> {
            for (int value = 0; value < 100; value++) {
                channel.send(value);
                ahead.add(value + 1 - received.size());
                if (value % 7 == 0) {
                    Coroutine.sleep(ms(3));
                }
            }
            channel.close();
        });
        var receiver = Coroutine.start(loop, () -> {
            for (int value : channel) {
                received.add(value);
                if (value % 5 == 0) {
                    Coroutine.sleep(ms(4));
                }
            }
        });

        run(sender, receiver);

        assertThat(received).hasSize(100).isSorted();
        // One more than fit: the receiver has been handed a value, and has not had its turn yet.
        assertThat(ahead).allSatisfy(values -> assertThat(values).isLessThanOrEqualTo(capacity + 1));
    }

    @Test
    void withoutRoomASenderWaitsForItsReceiver() {
        var channel = new Channel<String>(loop, 0);
        var sender = sender(channel, "a");
        pass(5);
        assertThat(trail).isEmpty();

        run(sender, receiver(channel, "r", 1));

        assertThat(trail).containsExactly("5 r got a", "5 sent a");
    }

    @Test
    void whoeverWaitsLongestIsServedFirst() {
        var channel = new Channel<String>(loop, 1);
        var first = receiver(channel, "first", 1);
        var second = receiver(channel, "second", 1);
        var third = receiver(channel, "third", 1);

        run(sender(channel, "a", "b", "c"), first, second, third);

        assertThat(trail).containsSubsequence("0 first got a", "0 second got b", "0 third got c");
    }

    @Test
    void aNewcomerDoesNotOvertakeSendersThatWait() {
        var channel = new Channel<String>(loop, 1);
        run(sender(channel, "a"));
        var waiting = sender(channel, "b");
        pass(0);
        var all = Coroutine.start(loop, () -> {
            tell("got " + channel.receive());
            tell("newcomer " + channel.trySend("c"));
            tell("got " + channel.receive());
        });

        run(waiting, all);

        assertThat(trail).containsSubsequence("0 got a", "0 newcomer false", "0 got b");
    }

    @Test
    void whatWasSentCanBeReceivedAfterClosing() {
        var channel = new Channel<String>(loop, 2);
        run(sender(channel, "a", "b"));
        channel.close();
        channel.close();

        run(receiver(channel, "r", 2));

        assertThat(trail).endsWith("0 r got a", "0 r got b");
        assertThatThrownBy(() -> run(receiver(channel, "r", 1))).isInstanceOf(ChannelClosedException.class)
                .hasMessageContaining("all that was sent has been received");
        assertThatThrownBy(() -> run(sender(channel, "c"))).isInstanceOf(ChannelClosedException.class)
                .hasMessageContaining("takes no more");
    }

    @Test
    void closingTellsWhoWaits() {
        var empty = new Channel<String>(loop, 1);
        var receiver = receiver(empty, "r", 1);
        var full = new Channel<String>(loop, 1);
        var sender = sender(full, "a", "b");
        pass(1);

        empty.close();
        full.close();

        assertThatThrownBy(() -> run(receiver)).isInstanceOf(ChannelClosedException.class);
        assertThatThrownBy(() -> run(sender)).isInstanceOf(ChannelClosedException.class)
                .hasMessageContaining("before it had room");
        run(receiver(full, "r", 1));
        assertThat(trail).containsExactly("0 sent a", "1 r got a");
    }

    @Test
    void aCancelledSenderSendsNothing() {
        var channel = new Channel<String>(loop, 1);
        var cancelled = sender(channel, "a", "b");
        var other = sender(channel, "c");
        pass(1);
        cancelled.cancel();
        assertThatThrownBy(() -> run(cancelled)).isInstanceOf(CancellationException.class);

        run(other, receiver(channel, "r", 2));

        assertThat(trail).containsExactly("0 sent a", "1 r got a", "1 r got c", "1 sent c");
    }

    @Test
    void aCancelledReceiverTakesNothing() {
        var channel = new Channel<String>(loop, 1);
        var cancelled = receiver(channel, "cancelled", 1);
        var other = receiver(channel, "other", 1);
        pass(1);
        loop.execute(() -> {
            cancelled.cancel();
            channel.trySend("a"); // before the cancelled one has had its turn
        });

        run(other);

        assertThat(trail).containsExactly("1 other got a");
        assertThat(cancelled.future().isCancelled()).isTrue();
    }

    @Test
    void whatACancelledReceiverWasHandedIsNotLost() {
        var channel = new Channel<String>(loop, 1);
        var cancelled = receiver(channel, "cancelled", 1);
        pass(1);
        loop.execute(() -> {
            channel.trySend("a"); // handed to the one that waits,
            channel.trySend("b");
            cancelled.cancel();   // which is cancelled before it has its turn
        });
        pass(1);

        run(receiver(channel, "other", 2));

        assertThat(trail).containsExactly("2 other got a", "2 other got b");
    }

    @Test
    void receivingInAForLoopEndsWhenItIsClosedAndEmpty() {
        var channel = new Channel<String>(loop, 1);
        var reader = Coroutine.start(loop, () -> {
            for (var value : channel) {
                tell("read " + value);
            }
            tell("end");
        });
        var writer = Coroutine.start(loop, () -> {
            channel.send("a");
            channel.send("b");
            channel.close();
        });

        run(reader, writer);

        assertThat(trail).containsExactly("0 read a", "0 read b", "0 end");
    }

    @Test
    void itCannotHoldLessThanNothing() {
        assertThatThrownBy(() -> new Channel<String>(loop, -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void anotherThreadMustNotTouchIt() {
        var channel = new Channel<String>(loop, 1);
        var outside = Coroutine.start(loop, () -> Coroutine.await(loop.offload(() -> channel.trySend("a"))));

        assertThatThrownBy(() -> result(outside)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("send");
    }

    /// Senders, receivers and cancellations at random: what was accepted arrives once, and nothing else does.
    @Test
    void nothingIsLostOrDoubledWhateverIsCancelled() {
        for (int round = 0; round < 300; round++) {
            long seed = ThreadLocalRandom.current().nextLong();
            nothingIsLostOrDoubled(seed);
        }
    }

    private void nothingIsLostOrDoubled(long seed) {
        var dice = new SplittableRandom(seed);
        var channel = new Channel<Integer>(loop, dice.nextInt(3));
        var begun = new ArrayList<Integer>();
        var accepted = new ArrayList<Integer>();
        var received = new ArrayList<Integer>();
        var all = new ArrayList<Coroutine<Void>>();
        for (int hero = 0; hero < 6; hero++) {
            int base = hero * 100;
            all.add(Coroutine.start(loop, () -> {
                for (int value = base; value < base + 10; value++) {
                    begun.add(value);
                    channel.send(value);
                    accepted.add(value);
                    Coroutine.sleep(ms(dice.nextInt(3)));
                }
            }));
            all.add(Coroutine.start(loop, () -> {
                while (true) {
                    received.add(channel.receive());
                    Coroutine.sleep(ms(dice.nextInt(3)));
                }
            }));
        }
        for (int i = 0; i < 5; i++) {
            loop.schedule(all.get(dice.nextInt(all.size()))::cancel, ms(dice.nextInt(20)));
        }
        pass(200);
        channel.close();
        var rest = Coroutine.start(loop, () -> channel.forEach(received::add));
        pass(200);

        assertThat(rest.future()).as("seed %d", seed).isCompleted();
        assertThat(received).as("seed %d", seed).doesNotHaveDuplicates().containsAll(accepted);
        assertThat(begun).as("seed %d", seed).containsAll(received);
        assertThat(all).as("seed %d", seed).allSatisfy(coroutine -> assertThat(coroutine.future()).isDone());
    }
}

package quest.tasks.coroutine;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import quest.eventloop.EventLoop;

/// A queue between coroutines that makes the faster side wait: who sends into a full channel is stopped until there
/// is room, who receives from an empty one until there is something. That is *backpressure*. (asyncio:
/// `Queue(maxsize)`. Go: a buffered channel.)
///
/// Fair: values arrive in the order in which they were sent, and whoever waits longest is served first. For the
/// coroutines of one loop only, so it needs no lock. `null` cannot be sent.
public final class Channel<T> implements Iterable<T> {

    private final EventLoop loop;
    private final int capacity;
    private final ArrayDeque<T> values = new ArrayDeque<>();
    private final ArrayDeque<Sender<T>> senders = new ArrayDeque<>();
    private final ArrayDeque<CompletableFuture<T>> receivers = new ArrayDeque<>();
    private boolean closed;

    private record Sender<T>(T value, CompletableFuture<Void> accepted) {
    }

    /// @param capacity how many values may lie in it; 0: a sender waits until its value is received
    /// @throws IllegalArgumentException if it is negative
    public Channel(EventLoop loop, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("a channel holds 0 values or more, not " + capacity);
        }
        this.loop = Objects.requireNonNull(loop, "loop");
        this.capacity = capacity;
    }

    /// Sends a value, and stops the calling coroutine while the channel is full.
    ///
    /// @throws ChannelClosedException if it is closed, or is closed meanwhile: the value is not sent then
    /// @throws CancellationException  if the calling coroutine is cancelled meanwhile: the value is not sent then,
    ///                                unless it was accepted in that very turn of the loop
    public void send(T value) {
        Objects.requireNonNull(value, "value");
        loop.checkThread("send");
        if (trySend(value)) {
            return;
        }
        var sender = new Sender<>(value, new CompletableFuture<Void>());
        senders.add(sender);
        try {
            Coroutine.await(sender.accepted);
        } catch (RuntimeException thrown) {
            senders.remove(sender);
            throw thrown;
        }
    }

    /// Sends a value if that can be done at once. On the loop's thread; also outside a coroutine.
    ///
    /// @return whether it was sent
    /// @throws ChannelClosedException if the channel is closed
    public boolean trySend(T value) {
        Objects.requireNonNull(value, "value");
        loop.checkThread("send");
        if (closed) {
            throw new ChannelClosedException("the channel is closed and takes no more values");
        }
        return handOver(value) || values.size() < capacity && values.add(value);
    }

    /// Receives the next value, and stops the calling coroutine while there is none.
    ///
    /// @throws ChannelClosedException if the channel is closed, and all that was sent has been received
    /// @throws CancellationException  if the calling coroutine is cancelled meanwhile: no value is lost then
    public T receive() {
        loop.checkThread("receive");
        var value = values.poll();
        var sender = values.size() < capacity || value == null ? nextSender() : null;
        if (value == null) {
            return sender != null ? sender.value : waitForValue();
        }
        if (sender != null) {
            values.add(sender.value);
        }
        return value;
    }

    /// Says that nothing more will be sent. What was sent can still be received; who waits to send, or for a value
    /// that will never come, is told so. Closing twice does nothing. On the loop's thread; also outside a coroutine.
    public void close() {
        loop.checkThread("close");
        closed = true;
        for (var sender = senders.poll(); sender != null; sender = senders.poll()) {
            sender.accepted.completeExceptionally(
                    new ChannelClosedException("the channel was closed before it had room"));
        }
        for (var receiver = receivers.poll(); receiver != null; receiver = receivers.poll()) {
            receiver.completeExceptionally(allReceived());
        }
    }

    /// Receives until the channel is closed and empty. For the code of a coroutine.
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private T next;
            private boolean ended;

            @Override
            public boolean hasNext() {
                try {
                    if (next == null && !ended) {
                        next = receive();
                    }
                } catch (ChannelClosedException _) {
                    ended = true;
                }
                return next != null;
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the channel is closed, and all that was sent has been received");
                }
                var value = next;
                next = null;
                return value;
            }
        };
    }

    private T waitForValue() {
        if (closed) {
            throw allReceived();
        }
        var receiver = new CompletableFuture<T>();
        receivers.add(receiver);
        try {
            return Coroutine.await(receiver);
        } catch (RuntimeException thrown) {
            receivers.remove(receiver);
            if (receiver.state() == Future.State.SUCCESS) {
                giveBack(receiver.resultNow()); // cancelled in the turn in which it was served
            }
            throw thrown;
        }
    }

    private static ChannelClosedException allReceived() {
        return new ChannelClosedException("the channel is closed, and all that was sent has been received");
    }

    private void giveBack(T value) {
        if (!handOver(value)) {
            values.addFirst(value);
        }
    }

    /// To whoever waits longest; those that were cancelled meanwhile are no longer waiting.
    private boolean handOver(T value) {
        for (var receiver = receivers.poll(); receiver != null; receiver = receivers.poll()) {
            if (receiver.complete(value)) {
                return true;
            }
        }
        return false;
    }

    private Sender<T> nextSender() {
        for (var sender = senders.poll(); sender != null; sender = senders.poll()) {
            if (sender.accepted.complete(null)) {
                return sender;
            }
        }
        return null;
    }
}

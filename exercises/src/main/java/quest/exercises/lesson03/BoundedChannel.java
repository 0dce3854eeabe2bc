package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

/// # BoundedChannel, 4 points
///
/// Miners dig ore, smiths forge it, and between them stands a cart with room for so many pieces. Is the cart full, the
/// miners rest; is it empty, the smiths do. And when the mine is closed, the smiths still forge what lies in the cart,
/// then all go home, and nobody is forgotten below.
///
/// Build the cart: a channel between any number of threads that send and any number that receive.
///
/// 1. `send` puts a value in. While `capacity` values are in, it waits until there is room.
///    Example: a capacity of 2, and "iron" and "gold" are in: `send("tin")` waits. A `receive` brings "iron", and
///    `send("tin")` returns.
/// 2. `receive` takes out the value that is in longest. While there is none, it waits.
/// 3. `close` closes the channel, and waits for nothing. Whoever sends from then on, and whoever was waiting to send,
///    is refused: `send` throws a `ClosedException`, and its value is not in the channel.
///    Example: the channel is full, and three wait to send. `close`: three times a `ClosedException`.
/// 4. What is in when the channel is closed is still received. After that, `receive` throws a `ClosedException`, also
///    for all who were waiting to receive.
/// 5. Whoever is interrupted while it waits ends with an [InterruptedException]: it has sent, or received, nothing.
///
/// Contract:
/// - Any number of threads call any method at any time. There are never more than `capacity` values in.
/// - A value whose `send` returned normally is received once, by one.
/// - Nobody waits while it could go on: a value in the channel is never left lying while somebody waits to receive,
///   nor room while somebody waits to send. This holds too when a waiter is interrupted at the moment it is woken.
/// - Whoever waits sleeps until it is woken: it does not look again and again, be it in a loop that spins, or with
///   short sleeps or timeouts between.
/// - Who of several waiters is next is left open. To close twice is allowed. Values are not null.
public final class BoundedChannel<T> {

    /// The channel is closed: nothing can be sent any more, or nothing is left to receive.
    public static final class ClosedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public ClosedException() {
            super("the channel is closed");
        }
    }

    private final int capacity;

    /// @param capacity how many values may be in at once, at least 1
    public BoundedChannel(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity must be at least 1, was " + capacity);
        }
        this.capacity = capacity;
    }

    /// Puts a value in, and waits for room before.
    ///
    /// @throws ClosedException if the channel is closed, or is being closed meanwhile
    public void send(T value) throws InterruptedException {
        throw todo("wait for room, put the value in, and wake who waits for a value");
    }

    /// Takes out the value that is in longest, and waits for one before.
    ///
    /// @throws ClosedException if the channel is closed and empty
    public T receive() throws InterruptedException {
        throw todo("wait for a value, take it out, and wake who waits for room");
    }

    /// Refuses senders from now on, and wakes all who wait.
    public void close() {
        throw todo("close, and wake everybody");
    }
}

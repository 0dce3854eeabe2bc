package quest.exercises.lesson03;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A channel between any number of threads, with room for so many values: senders wait for room, receivers for values.
///
/// Any thread may call any method.
public final class BoundedChannel<T> {

    /// The channel is closed: nothing can be sent any more, or nothing is left to receive.
    public static final class ClosedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public ClosedException() {
            super("the channel is closed");
        }
    }

    private final int capacity;

    // One lock for all that is below. To ask, and to act on the answer, is one step under it, or the answer is
    // out of date before it is used.
    private final ReentrantLock lock = new ReentrantLock();

    // Two conditions, so that `signal` wakes one of those who can use what has changed. With one for both, it may
    // wake a receiver because of a free place, who goes back to sleep, and the wake-up is lost: then only `signalAll`
    // is right, and so it is with `wait` and `notifyAll`.
    private final Condition room = lock.newCondition();
    private final Condition arrival = lock.newCondition();

    private final Queue<T> values = new ArrayDeque<>();
    private boolean closed;

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
        lock.lockInterruptibly();
        try {
            // A loop: between the signal and the moment this thread has the lock again, somebody else may have had it,
            // and taken the room. And a condition may wake without any signal.
            while (values.size() == capacity && !closed) {
                room.await();
            }
            if (closed) {
                throw new ClosedException();
            }
            values.add(value);
            // One value, one receiver. Signalled each time: 'only if it was empty before' forgets the second of two
            // waiting receivers when two values come one right after the other.
            arrival.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes out the value that is in longest, and waits for one before.
    ///
    /// @throws ClosedException if the channel is closed and empty
    public T receive() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (values.isEmpty() && !closed) {
                arrival.await();
            }
            // Closed comes second: what is in is still for somebody.
            if (values.isEmpty()) {
                throw new ClosedException();
            }
            var value = values.remove();
            room.signal();
            return value;
        } finally {
            lock.unlock();
        }
    }

    /// Refuses senders from now on, and wakes all who wait.
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

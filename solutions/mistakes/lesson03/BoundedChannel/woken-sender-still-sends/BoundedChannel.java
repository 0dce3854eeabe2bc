// Mistake: a sender looks whether it is closed only before it waits. Caught by: Closing.waitingSendersAreRefused
package quest.exercises.lesson03;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public final class BoundedChannel<T> {
    public static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ClosedException() {
            super("the channel is closed");
        }
    }

    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition room = lock.newCondition();
    private final Condition arrival = lock.newCondition();

    private final Queue<T> values = new ArrayDeque<>();
    private boolean closed;

    public BoundedChannel(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity must be at least 1, was " + capacity);
        }
        this.capacity = capacity;
    }

    public void send(T value) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new ClosedException();
            }
            while (values.size() == capacity && !closed) {
                room.await();
            }
            values.add(value);
            arrival.signal();
        } finally {
            lock.unlock();
        }
    }

    public T receive() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (values.isEmpty() && !closed) {
                arrival.await();
            }
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

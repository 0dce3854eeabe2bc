// Mistake: those who wait in the queue are never told. Caught by: Closing.waitingReceiversAreTold
package quest.exercises.lesson03;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

public final class BoundedChannel<T> {
    public static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ClosedException() {
            super("the channel is closed");
        }
    }

    private final BlockingQueue<T> values;
    private volatile boolean closed;

    public BoundedChannel(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity must be at least 1, was " + capacity);
        }
        values = new ArrayBlockingQueue<>(capacity);
    }

    public void send(T value) throws InterruptedException {
        if (closed) {
            throw new ClosedException();
        }
        values.put(value);
    }

    public T receive() throws InterruptedException {
        if (closed && values.isEmpty()) {
            throw new ClosedException();
        }
        return values.take();
    }

    public void close() {
        closed = true;
    }
}

// Mistake: who waits looks every few milliseconds whether it is closed. Caught by: Asleep.receiverSleepsWhileEmpty
package quest.exercises.lesson03;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

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
        do {
            if (closed) {
                throw new ClosedException();
            }
        } while (!values.offer(value, 5, TimeUnit.MILLISECONDS));
    }

    public T receive() throws InterruptedException {
        while (true) {
            boolean last = closed;
            var value = values.poll(5, TimeUnit.MILLISECONDS);
            if (value != null) {
                return value;
            }
            if (last) {
                throw new ClosedException();
            }
        }
    }

    public void close() {
        closed = true;
    }
}

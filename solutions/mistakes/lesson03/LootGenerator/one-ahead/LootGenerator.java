// Mistake: give returns when its value is taken. Caught by: OnDemand.nothingIsMadeAhead
package quest.exercises.lesson03;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.SynchronousQueue;

public final class LootGenerator<T> implements Iterator<T>, AutoCloseable {
    @FunctionalInterface
    public interface Body<T> {
        void run(Giver<T> giver) throws InterruptedException;
    }

    @FunctionalInterface
    public interface Giver<T> {
        void give(T value) throws InterruptedException;
    }

    private record Answer<T>(T value, Throwable thrown) {
    }

    private final Body<T> body;
    private final SynchronousQueue<Answer<T>> answers = new SynchronousQueue<>();
    private Thread thread;
    private T found;
    private boolean ended;
    private volatile boolean closed;

    public LootGenerator(Body<T> body) {
        this.body = body;
    }

    @Override
    public boolean hasNext() {
        if (found != null || ended) {
            return found != null;
        }
        if (thread == null) {
            thread = Thread.ofVirtual().name("loot").start(this::runBody);
        }
        Answer<T> answer;
        try {
            answer = answers.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for loot");
        }
        found = answer.value;
        ended = found == null;
        switch (answer.thrown) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case null, default -> {
                return !ended;
            }
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more loot");
        }
        var value = found;
        found = null;
        return value;
    }

    @Override
    public void close() {
        closed = true;
        ended = true;
        found = null;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void runBody() {
        Throwable failure = null;
        try {
            body.run(this::give);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            if (!closed) {
                answers.put(new Answer<>(null, failure));
            }
        } catch (InterruptedException _) {
            return;
        }
    }

    private void give(T value) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed");
        }
        answers.put(new Answer<>(value, null));
    }
}

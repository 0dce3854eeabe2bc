// Mistake: forgets the question that an interrupt left open, and asks again: a value is lost. Caught by: Interrupts.interruptedConsumerAsksAgain
package quest.exercises.lesson03;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

public final class LootGenerator<T> implements Iterator<T>, AutoCloseable {

    @FunctionalInterface
    public interface Body<T> {

        void run(Giver<T> giver) throws InterruptedException;
    }

    @FunctionalInterface
    public interface Giver<T> {

        void give(T value) throws InterruptedException;
    }

    private sealed interface Answer<T> {

        record Value<T>(T value) implements Answer<T> {
        }

        record End<T>() implements Answer<T> {
        }

        record Failure<T>(Throwable thrown) implements Answer<T> {
        }
    }

    private final Body<T> body;

    private final Semaphore asked = new Semaphore(0);
    private final Semaphore answered = new Semaphore(0);

    private Answer<T> answer;

    private Thread thread;
    private boolean waiting;
    private T found;
    private boolean ended;

    private volatile boolean closed;

    public LootGenerator(Body<T> body) {
        this.body = body;
    }

    @Override
    public boolean hasNext() {
        if (found != null) {
            return true;
        }
        if (ended) {
            return false;
        }
        ask();
        try {
            answered.acquire();
        } catch (InterruptedException _) {
            waiting = false;
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for loot");
        }
        waiting = false;
        switch (answer) {
            case Answer.Value<T>(var value) -> found = value;
            case Answer.End<T> _ -> ended = true;
            case Answer.Failure<T>(var thrown) -> {
                ended = true;
                switch (thrown) {
                    case RuntimeException exception -> throw exception;
                    case Error error -> throw error;
                    default -> throw new AssertionError("a body throws nothing else", thrown);
                }
            }
        }
        return !ended;
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

    private void ask() {
        if (waiting) {
            return;
        }
        waiting = true;
        if (thread == null) {
            thread = Thread.ofVirtual().name("loot").start(this::runBody);
        } else {
            asked.release();
        }
    }

    private void runBody() {
        Answer<T> last;
        try {
            body.run(this::give);
            last = new Answer.End<>();
        } catch (InterruptedException _) {
            last = new Answer.End<>();
        } catch (Throwable thrown) {
            last = new Answer.Failure<>(thrown);
        }
        answer = last;
        answered.release();
    }

    private void give(T value) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed");
        }
        answer = new Answer.Value<>(value);
        answered.release();
        asked.acquire();
    }
}

package quest.exercises.lesson03;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/// A generator: its body runs on a virtual thread of its own, and stops inside `give` until it is asked to go on.
///
/// The two threads never run at the same time. Each waits for a permit that only the other hands out, so at any moment
/// one of them stands still, as in a coroutine. One thread at a time asks, or closes.
public final class LootGenerator<T> implements Iterator<T>, AutoCloseable {

    /// What makes the values.
    @FunctionalInterface
    public interface Body<T> {

        void run(Giver<T> giver) throws InterruptedException;
    }

    /// Where the body gives its values to, one after the other, on its own thread.
    @FunctionalInterface
    public interface Giver<T> {

        /// Hands one value over, and returns when the one after it is asked for.
        ///
        /// @throws InterruptedException when the loot is closed, or the thread is interrupted
        void give(T value) throws InterruptedException;
    }

    /// What the body answers when it is asked.
    private sealed interface Answer<T> {

        record Value<T>(T value) implements Answer<T> {
        }

        record End<T>() implements Answer<T> {
        }

        record Failure<T>(Throwable thrown) implements Answer<T> {
        }
    }

    private final Body<T> body;

    // Two semaphores, not one SynchronousQueue: with a queue alone, `give` returns as soon as its value is taken, and
    // the body makes the next one ahead. A second queue for the asking would do as well, or a lock and a condition.
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore answered = new Semaphore(0);

    // Needs no lock: the semaphores hand it back and forth, and what is written before a release is seen after the
    // acquire.
    private Answer<T> answer;

    // Of the consumer alone.
    private Thread thread;
    private boolean waiting;
    private T found;
    private boolean ended;

    private volatile boolean closed;

    /// @param body runs when the first value is asked for
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
            // An Iterator cannot throw it. The flag tells those further up, and the exception ends the waiting. The
            // question stays open: should the caller come back, it waits for the answer to that one.
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
        // Ended means ended: if this returned early because its own thread was interrupted, the body would still be
        // at work behind the caller's back. ExecutorService.close and StructuredTaskScope.close wait in this way too.
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
            // Not in the constructor: whoever never asks, and never closes, has no thread to leak.
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
            // Closed. Nobody is there to be told.
            last = new Answer.End<>();
        } catch (Throwable thrown) {
            last = new Answer.Failure<>(thrown);
        }
        answer = last;
        answered.release();
    }

    private void give(T value) throws InterruptedException {
        // The interrupt is used up once it was thrown. A body that caught it must not get away with it.
        if (closed) {
            throw new InterruptedException("closed");
        }
        answer = new Answer.Value<>(value);
        answered.release();
        asked.acquire();
    }
}

package quest.tasks.coroutine;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Values made on demand by straight-line code: the body runs until it yields a value, and no further until somebody
/// asks for the next one. So it may be endless. (Python: a generator. In asyncio, an async generator may also await;
/// this one may not.)
///
/// ```java
/// var dice = new Generator<Integer>(out -> {
///     while (true) {
///         out.yield(random.nextInt(6) + 1);
///     }
/// });
/// ```
///
/// Each [#iterator] runs the body anew, on the thread that asks for values. One that is left half-way has stopped in
/// the middle of the body, holds no thread, and is garbage when the generator is; but the body's `finally` blocks
/// have not run. Where they matter, close the generator:
///
/// ```java
/// try (var lines = new Generator<String>(out -> readLines(file, out))) {
///     for (var line : lines) { ... break; ... }
/// }
/// ```
///
/// One thread at a time may use a generator and its iterators.
public final class Generator<T> implements Iterable<T>, AutoCloseable {

    private final Consumer<? super Yielder<T>> body;
    private final Set<Run> open = new LinkedHashSet<>();    // begun, and neither ended nor closed

    /// @param body makes the values; what it throws is thrown to whoever asked for a value
    public Generator(Consumer<? super Yielder<T>> body) {
        this.body = Objects.requireNonNull(body, "body");
    }

    /// What a body gives its values to.
    public interface Yielder<T> {

        /// Gives a value, and returns when the next one is asked for.
        ///
        /// @throws ClosedException       if no more are wanted; let it pass
        /// @throws IllegalStateException anywhere but in the body to which this was given
        void yield(T value);

        /// Gives all values of another sequence, such as another generator.
        default void yieldAll(Iterable<? extends T> values) {
            values.forEach(this::yield);
        }
    }

    /// Ends a body from which no more values are wanted, so that its `finally` blocks run. (Python: `GeneratorExit`.)
    public static final class ClosedException extends RuntimeException {
        private ClosedException() {
            super("no more values are wanted", null, false, false);
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new Run();
    }

    /// The values of a new run of the body, lazily. Closing the stream ends that run.
    public Stream<T> stream() {
        var run = new Run();
        return StreamSupport.stream(((Iterable<T>) () -> run).spliterator(), false).onClose(run::close);
    }

    /// Ends all runs that were left half-way: their `finally` blocks run now, on this thread.
    ///
    /// @throws IllegalStateException if a body yields another value instead of ending
    @Override
    public void close() {
        RuntimeException first = null;
        for (var run : List.copyOf(open)) {
            try {
                run.close();
            } catch (RuntimeException thrown) {
                if (first == null) {
                    first = thrown;
                } else {
                    first.addSuppressed(thrown);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /// One run of the body.
    private final class Run implements Iterator<T>, Yielder<T> {
        private final Resumable frames = new Resumable(() -> body.accept(this));
        private boolean hasValue;
        private T value;
        private boolean closed;

        @Override
        public boolean hasNext() {
            if (!hasValue && !closed && !frames.isDone()) {
                goOn();
            }
            return hasValue;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the generator has no more values");
            }
            hasValue = false;
            var next = value;
            value = null;
            return next;
        }

        @Override
        public void yield(T next) {
            if (Resumable.current() != frames) {
                throw new IllegalStateException("yield was called outside the body to which it belongs, or after it. "
                        + Here.line());
            }
            value = next;
            hasValue = true;
            Resumable.suspend();
            if (closed) {
                throw new ClosedException();
            }
        }

        private void goOn() {
            if (Resumable.current() == frames) {
                throw new IllegalStateException("the body of a generator asks itself for a value. " + Here.line());
            }
            open.add(this);
            boolean more = false;
            try {
                more = frames.resume();
            } finally {
                if (!more) {
                    open.remove(this);
                }
            }
        }

        private void close() {
            hasValue = false;
            value = null;
            if (closed || !open.remove(this)) {
                closed = true;
                return;
            }
            closed = true;
            try {
                if (frames.resume()) {
                    throw new IllegalStateException("the body was to end, and yielded another value: does it catch "
                            + "Generator.ClosedException?");
                }
            } catch (ClosedException _) {
                // as it should
            }
        }
    }
}

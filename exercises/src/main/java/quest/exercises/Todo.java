package quest.exercises;

import java.util.concurrent.atomic.AtomicReference;

/// Thrown where an exercise waits for your code: `throw todo("keep the callbacks in order")`.
/// Replace the whole statement. A test that runs into one is *not started*, neither right nor wrong.
public final class Todo extends UnsupportedOperationException {

    // A Todo may be thrown on a thread that nobody watches, kept in a future, or caught. So it is noted when it is
    // made. The first is enough: it is the one to begin with, and a loop that meets a million of them fills no memory.
    private static final AtomicReference<Todo> FIRST = new AtomicReference<>();

    private Todo(String what) {
        super("not started: " + what);
    }

    /// Any thread may call it. Returns rather than throws, so that the compiler sees `throw` and asks for nothing after
    /// it.
    public static Todo todo(String what) {
        var todo = new Todo(what);
        FIRST.compareAndSet(null, todo);
        return todo;
    }

    /// For the test kit: the first one made on any thread since the last call, or null.
    public static Todo takeFirst() {
        return FIRST.getAndSet(null);
    }
}

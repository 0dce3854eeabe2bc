package quest.exercises;

/// Thrown where an exercise waits for your code: `throw todo("keep the callbacks in order")`.
/// Replace the whole statement. A test that runs into one is *not started*, neither right nor wrong.
public final class Todo extends UnsupportedOperationException {

    private Todo(String what) {
        super("not started: " + what);
    }

    /// Any thread may call it. Returns rather than throws, so that the compiler sees `throw` and asks for nothing after it.
    public static Todo todo(String what) {
        return new Todo(what);
    }
}

package quest.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import quest.trace.Trace.Event;

/// A row of slices, each of which lies wholly within another or wholly beside it.
final class Nesting {

    private final Deque<Event> open = new ArrayDeque<>();

    /// Takes a slice if it fits. They come in the order of their beginnings, of equal ones the longest first.
    boolean takes(Event slice) {
        while (!open.isEmpty() && open.peek().to() <= slice.from()) {
            open.pop();
        }
        if (!open.isEmpty() && open.peek().to() < slice.to()) {
            return false;
        }
        open.push(slice);
        return true;
    }
}

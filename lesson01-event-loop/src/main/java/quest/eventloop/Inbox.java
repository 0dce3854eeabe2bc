package quest.eventloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Where other threads leave their callbacks for the loop: many producers, one consumer, no lock.
///
/// A stack of nodes. A producer puts its node on top by one compare-and-set; the loop takes the whole stack by one
/// exchange and turns it over, so that the oldest comes first again. Taking everything at once is what makes it cheap: the
/// producers and the loop meet at one word, and once a turn instead of once a callback. (R. K. Treiber, "Systems
/// Programming: Coping with Parallelism", 1986; since nothing is ever taken singly, its ABA problem cannot arise.)
final class Inbox {

    private static final class Node {
        final Runnable callback;
        Node next;

        Node(Runnable callback) {
            this.callback = callback;
        }
    }

    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Inbox.class, "top", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Node top;
    private Node oldest;            // of those taken and not yet moved on; only the loop's thread touches it
    private final int mostAtOnce;

    /// @param mostAtOnce how many are moved on at once: as many as can run in a turn. The ready queue stays small then, and
    ///                   what is small stays in the processor's cache
    Inbox(int mostAtOnce) {
        this.mostAtOnce = mostAtOnce;
    }

    /// Any thread.
    void add(Runnable callback) {
        var node = new Node(callback);
        Node below;
        do {
            below = top;
            node.next = below;
        } while (!TOP.compareAndSet(this, below, node));
    }

    /// The loop's thread only.
    boolean isEmpty() {
        return top == null && oldest == null;
    }

    /// The loop's thread only.
    void moveTo(ReadyQueue ready) {
        var node = oldest;
        if (node == null && top != null) {
            node = reversed((Node) TOP.getAndSet(this, null));
        }
        for (int left = mostAtOnce; left > 0 && node != null; left--) {
            ready.add(node.callback);
            node = node.next;
        }
        oldest = node;
    }

    private static Node reversed(Node stack) {
        Node first = null;
        while (stack != null) {
            Node below = stack.next;
            stack.next = first;
            first = stack;
            stack = below;
        }
        return first;
    }
}

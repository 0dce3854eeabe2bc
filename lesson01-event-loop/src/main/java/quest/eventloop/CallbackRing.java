package quest.eventloop;

/// A first-in, first-out queue of callbacks: slots linked to a ring, which a callback enters at the tail and leaves at the
/// head. The slots are used again and again, and one more is put in when the tail has caught up with the head.
///
/// [java.util.ArrayDeque] would do. This takes an eighth off the loop's hottest path, because a slot is typed: what comes
/// out of an array of objects must be checked to be a `Runnable` each time, what comes out of a field need not be. It has
/// the same weakness: it stays as large as it once had to be.
///
/// Only one thread may touch it.
final class CallbackRing {

    private static final class Slot {
        Runnable callback;
        Slot next;
    }

    private Slot head = new Slot();     // the oldest callback, unless the ring is empty
    private Slot tail = head;           // always a free slot

    CallbackRing() {
        head.next = head;
    }

    void add(Runnable callback) {
        var slot = tail;
        slot.callback = callback;
        if (slot.next == head) {
            insertAfter(slot);
        }
        tail = slot.next;
    }

    /// The oldest, or null.
    Runnable poll() {
        var slot = head;
        var callback = slot.callback;
        if (callback != null) {
            slot.callback = null;
            head = slot.next;
        }
        return callback;
    }

    boolean isEmpty() {
        return head == tail;
    }

    private static void insertAfter(Slot slot) {
        var inserted = new Slot();
        inserted.next = slot.next;
        slot.next = inserted;
    }
}

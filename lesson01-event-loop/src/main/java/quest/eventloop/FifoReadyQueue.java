package quest.eventloop;

/// First in, first out; due timers first.
final class FifoReadyQueue extends ReadyQueue {

    private final CallbackRing due = new CallbackRing();
    private final CallbackRing posted = new CallbackRing();
    private CallbackRing next = posted;     // `due` as soon as something is, until it has been found empty

    @Override
    void add(Runnable callback) {
        posted.add(callback);
    }

    @Override
    void addDue(Runnable timer, long deadline) {
        due.add(timer);
        next = due;
    }

    @Override
    Runnable poll() {
        var callback = next.poll();
        if (callback == null && next == due) {
            next = posted;
            callback = posted.poll();
        }
        return callback;
    }

    @Override
    boolean isEmpty() {
        return posted.isEmpty() && due.isEmpty();
    }
}

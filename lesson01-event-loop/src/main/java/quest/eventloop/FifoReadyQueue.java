package quest.eventloop;

/// First in, first out; due timers first.
final class FifoReadyQueue extends ReadyQueue {

    private final CallbackRing due = new CallbackRing();
    private final CallbackRing posted = new CallbackRing();

    @Override
    void add(Runnable callback) {
        posted.add(callback);
    }

    @Override
    void addDue(Runnable timer, long deadline) {
        due.add(timer);
    }

    @Override
    Runnable poll() {
        return due.isEmpty() ? posted.poll() : due.poll();
    }

    @Override
    boolean isEmpty() {
        return posted.isEmpty() && due.isEmpty();
    }
}

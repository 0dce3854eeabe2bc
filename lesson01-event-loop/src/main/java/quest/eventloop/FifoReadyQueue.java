package quest.eventloop;

import java.util.ArrayDeque;

/// First in, first out; due timers first.
final class FifoReadyQueue extends ReadyQueue {

    private final ArrayDeque<Runnable> due = new ArrayDeque<>();
    private final ArrayDeque<Runnable> posted = new ArrayDeque<>();

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
        var timer = due.poll();
        return timer != null ? timer : posted.poll();
    }

    @Override
    boolean isEmpty() {
        return due.isEmpty() && posted.isEmpty();
    }
}

package quest.eventloop;

import java.util.Arrays;

/// The timers that are not due yet: a heap ordered by deadline, ties in the order of scheduling.
///
/// Each node has four children instead of two, and the keys lie in arrays of their own: half as many levels, and a
/// comparison touches no `Timer`. A cancelled timer stays where it is until it comes up or until more than half are
/// cancelled, when all of them go at once; so cancelling is cheap and what is cancelled does not pile up. (asyncio does
/// the same; the alternative, each timer knowing its place so that it can be taken out, makes every move dearer.)
///
/// Only the loop's thread touches it.
final class TimerQueue {

    private static final int CHILDREN = 4;
    private static final int SMALL = 64;

    private long[] deadlines = new long[SMALL];
    private long[] orders = new long[SMALL];
    private Timer[] timers = new Timer[SMALL];
    private int size;
    private int cancelled;
    private long nextOrder;

    /// No timer is left that will run.
    boolean isEmpty() {
        return size == cancelled;
    }

    /// How many places are taken, those of cancelled timers included.
    int size() {
        return size;
    }

    void add(Timer timer) {
        if (size == timers.length) {
            resize(2 * size);
        }
        timer.queued = true;
        siftUp(size++, timer.deadline(), nextOrder++, timer);
    }

    /// The earliest deadline. Only when the queue is not empty.
    long nextDeadline() {
        dropCancelledHead();
        return deadlines[0];
    }

    /// Hands over all that are due at `now`, earliest first.
    void moveDue(long now, ReadyQueue ready) {
        while (size > 0 && deadlines[0] - now <= 0) {
            long deadline = deadlines[0];
            var timer = removeHead();
            if (isDead(timer)) {
                cancelled--;
            } else {
                ready.addDue(timer, deadline);
            }
        }
    }

    /// Has a timer that was cancelled forgotten, at the latest when it comes up.
    void remove(Timer timer) {
        timer.clear();
        if (!timer.queued) {
            return;
        }
        cancelled++;
        if (cancelled > SMALL && cancelled > size / 2) {
            dropAllCancelled();
        }
    }

    private static boolean isDead(Timer timer) {
        return timer.callback() == null;
    }

    private void dropCancelledHead() {
        while (isDead(timers[0])) {
            removeHead();
            cancelled--;
        }
    }

    private void dropAllCancelled() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!isDead(timers[i])) {
                put(kept++, deadlines[i], orders[i], timers[i]);
            }
        }
        Arrays.fill(timers, kept, size, null);
        size = kept;
        cancelled = 0;
        if (timers.length > SMALL && size < timers.length / 4) {
            resize(Math.max(SMALL, 2 * size));
        }
        for (int parent = (size - 2) / CHILDREN; parent >= 0 && size > 1; parent--) {
            siftDown(parent, deadlines[parent], orders[parent], timers[parent]);
        }
    }

    private Timer removeHead() {
        var head = timers[0];
        head.queued = false;
        int last = --size;
        var moved = timers[last];
        timers[last] = null;
        if (last > 0) {
            siftDown(0, deadlines[last], orders[last], moved);
        }
        return head;
    }

    private void siftUp(int index, long deadline, long order, Timer timer) {
        int i = index;
        while (i > 0) {
            int parent = (i - 1) / CHILDREN;
            if (isBefore(deadlines[parent], orders[parent], deadline, order)) {
                break;
            }
            move(parent, i);
            i = parent;
        }
        put(i, deadline, order, timer);
    }

    private void siftDown(int index, long deadline, long order, Timer timer) {
        int i = index;
        for (int child; (child = CHILDREN * i + 1) < size; ) {
            int least = child;
            int end = Math.min(child + CHILDREN, size);
            while (++child < end) {
                if (isBefore(deadlines[child], orders[child], deadlines[least], orders[least])) {
                    least = child;
                }
            }
            if (isBefore(deadline, order, deadlines[least], orders[least])) {
                break;
            }
            move(least, i);
            i = least;
        }
        put(i, deadline, order, timer);
    }

    /// Deadlines are compared by their difference, as moments of [LoopClock#nanoTime()] must be.
    private static boolean isBefore(long deadline, long order, long otherDeadline, long otherOrder) {
        return deadline == otherDeadline ? order < otherOrder : deadline - otherDeadline < 0;
    }

    private void move(int from, int to) {
        put(to, deadlines[from], orders[from], timers[from]);
    }

    private void put(int index, long deadline, long order, Timer timer) {
        deadlines[index] = deadline;
        orders[index] = order;
        timers[index] = timer;
    }

    private void resize(int capacity) {
        deadlines = Arrays.copyOf(deadlines, capacity);
        orders = Arrays.copyOf(orders, capacity);
        timers = Arrays.copyOf(timers, capacity);
    }
}

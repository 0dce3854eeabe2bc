package quest.eventloop;

import java.util.Arrays;

/// The timers that are not due yet: a heap ordered by deadline, ties in the order of scheduling.
///
/// Each node has four children instead of two, and the deadlines lie in an array of their own: half as many levels, and a
/// comparison seldom touches a `Timer`. A cancelled timer stays where it is until it comes up or until more than half are
/// cancelled, when all of them go at once; so cancelling is cheap and what is cancelled does not pile up. (asyncio does
/// the same; the alternative, each timer knowing its place so that it can be taken out, makes every move dearer.)
///
/// Only the loop's thread touches it.
final class TimerQueue {

    private static final int CHILDREN = 4;
    private static final int SMALL = 64;

    private long[] deadlines = new long[SMALL];
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

    /// Takes a timer in, unless it was cancelled on its way here.
    void add(Timer timer) {
        if (isDead(timer)) {
            return;
        }
        if (size == timers.length) {
            resize(2 * size);
        }
        timer.queued = true;
        timer.order = nextOrder++;
        siftUp(size++, timer);
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
                put(kept++, timers[i]);
            }
        }
        Arrays.fill(timers, kept, size, null);
        size = kept;
        cancelled = 0;
        if (timers.length > SMALL && size < timers.length / 4) {
            resize(Math.max(SMALL, 2 * size));
        }
        for (int parent = (size - 2) / CHILDREN; parent >= 0 && size > 1; parent--) {
            siftDown(parent, timers[parent]);
        }
    }

    private Timer removeHead() {
        var head = timers[0];
        head.queued = false;
        int last = --size;
        var moved = timers[last];
        timers[last] = null;
        if (last > 0) {
            siftDown(0, moved);
        }
        return head;
    }

    private void siftUp(int index, Timer timer) {
        int i = index;
        while (i > 0) {
            int parent = (i - 1) / CHILDREN;
            if (!isBefore(timer, timer.deadline, parent)) {
                break;
            }
            move(parent, i);
            i = parent;
        }
        put(i, timer);
    }

    private void siftDown(int index, Timer timer) {
        int i = index;
        for (int child; (child = CHILDREN * i + 1) < size; ) {
            int least = child;
            int end = Math.min(child + CHILDREN, size);
            while (++child < end) {
                if (isBefore(timers[child], deadlines[child], least)) {
                    least = child;
                }
            }
            if (isBefore(timer, timer.deadline, least)) {
                break;
            }
            move(least, i);
            i = least;
        }
        put(i, timer);
    }

    /// Deadlines are compared by their difference, as moments of [LoopClock#nanoTime()] must be.
    private boolean isBefore(Timer timer, long deadline, int index) {
        long difference = deadline - deadlines[index];
        return difference < 0 || difference == 0 && timer.order < timers[index].order;
    }

    private void move(int from, int to) {
        deadlines[to] = deadlines[from];
        timers[to] = timers[from];
    }

    private void put(int index, Timer timer) {
        deadlines[index] = timer.deadline;
        timers[index] = timer;
    }

    private void resize(int capacity) {
        deadlines = Arrays.copyOf(deadlines, capacity);
        timers = Arrays.copyOf(timers, capacity);
    }
}

package quest.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the flight recorder has told of one thread.
final class ThreadStory {

    /// An end that was not seen: the thread is still there.
    static final long NEVER = Long.MAX_VALUE;

    final long id;
    final boolean virtual;
    private final List<Wait> waits = new ArrayList<>();
    private final List<Wait> pins = new ArrayList<>();
    String name = "";
    /// Empty for a thread that runs the scene; `CarrierThreads` for what carries virtual threads.
    String group = "";
    long start = NEVER;
    long end = NEVER;

    ThreadStory(long id, boolean virtual) {
        this.id = id;
        this.virtual = virtual;
    }

    void add(Wait wait) {
        waits.add(wait);
    }

    /// In this time the thread kept its carrier.
    void addPin(Wait pin) {
        pins.add(pin);
    }

    /// What it did in this time; null if it was not there, or nothing is known of it.
    ThreadStory within(long from, long to) {
        if (start == NEVER || start >= to || end <= from) {
            return null;
        }
        var part = new ThreadStory(id, virtual);
        part.name = name;
        part.group = group;
        part.start = Math.max(start, from);
        long known = waits.stream().mapToLong(Wait::to).reduce(start, Math::max);
        part.end = end == NEVER && known < to ? NEVER : Math.min(end, to);
        for (var wait : waits) {
            if (wait.from() < to && from < wait.to()) {
                part.waits.add(wait.during(from, to));
            }
        }
        for (var pin : pins) {
            if (pin.from() < to && from < pin.to()) {
                part.pins.add(pin.during(from, to));
            }
        }
        return part;
    }

    /// One after the other: of a wait within another, only the outer one is told, since it knows better what it was
    /// for.
    List<Wait> waits() {
        var sorted = new ArrayList<>(waits);
        sorted.sort(Comparator.comparingLong(Wait::from).thenComparing(Wait::to, Comparator.reverseOrder()));
        var outermost = new ArrayList<Wait>();
        for (var wait : sorted) {
            if (outermost.isEmpty() || !wait.isWithin(outermost.getLast())) {
                outermost.add(wait);
            }
        }
        outermost.replaceAll(this::marked);
        for (var pin : pins) {
            if (outermost.stream().noneMatch(wait -> overlap(pin, wait))) {
                outermost.add(pin);
            }
        }
        outermost.sort(Comparator.comparingLong(Wait::from));
        return outermost;
    }

    private Wait marked(Wait wait) {
        for (var pin : pins) {
            if (overlap(pin, wait)) {
                return wait.pinnedBy(pin.pinned());
            }
        }
        return wait;
    }

    private static boolean overlap(Wait pin, Wait wait) {
        return pin.from() < wait.to() && wait.from() < pin.to();
    }
}
